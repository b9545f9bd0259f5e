const rawData = Array.from({ length: 129 }, (_, length) => `${length + 1} Raw${length}([u8; ${length}])`).join(' | ')

/**
 * Bittensor's own pallets in the same language as runtime-frame.ts, with the same eras. What only the newest has (5) is
 * written after the sources of RaoFoundation/subtensor: names, fields and types are theirs; hashers of the baskets' maps
 * and the numbers of events and calls are supposed, because no metadata of that runtime was at hand.
 */
export const subtensorRuntime = `
[12] struct pallet_subtensor::pallet::ChainIdentity { name: Vec<u8>, url: Vec<u8>, image: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8> }
[234] struct pallet_subtensor::pallet::ChainIdentityV2 { name: Vec<u8>, url: Vec<u8>, github_repo: Vec<u8>, image: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8> }
[12] struct pallet_subtensor::pallet::SubnetIdentity { subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8> }
[2] struct pallet_subtensor::pallet::SubnetIdentityV2 { subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8> }
[34] struct pallet_subtensor::pallet::SubnetIdentityV3 { subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, logo_url: Vec<u8>, additional: Vec<u8> }
[234] struct substrate_fixed::FixedI128 { bits: i128 }
[234] struct substrate_fixed::FixedU128 { bits: u128 }
[34] struct share_pool::SafeFloat { mantissa: u128, exponent: i64 }
[34] struct pallet_subtensor::staking::lock::LockState { locked_mass: u64, conviction: FixedU128, last_update: u64 }
[12] struct pallet_collective::Votes { index: u32, threshold: u32, ayes: Vec<AccountId32>, nays: Vec<AccountId32>, end: u32 }
struct pallet_commitments::types::Registration { deposit: u64, block: u32, info: CommitmentInfo }
struct pallet_commitments::types::CommitmentInfo { fields: BoundedVec<Data> }
enum pallet_commitments::types::Data = 0 None | ${rawData}

pallet 7 SubtensorModule pallet_subtensor
storage TotalIssuance: u64
storage TotalStake: u64
[1] storage TotalHotkeyStake[Identity AccountId32]: u64
[1] storage TotalColdkeyStake[Identity AccountId32]: u64
[234] storage TaoWeight: u64 = 0xfc62e03efa3c7c0d
storage Owner[Blake2128Concat AccountId32]: AccountId32
storage Delegates[Blake2128Concat AccountId32]: u16 = 0x142e
storage ChildkeyTake[Blake2128Concat AccountId32, Identity u16]: u16
[12] storage Stake[Blake2128Concat AccountId32, Identity AccountId32]: u64
storage PendingChildKeys[Identity u16, Blake2128Concat AccountId32]: (Vec<(u64, AccountId32)>, u64)
storage ChildKeys[Blake2128Concat AccountId32, Identity u16]: Vec<(u64, AccountId32)>
storage ParentKeys[Blake2128Concat AccountId32, Identity u16]: Vec<(u64, AccountId32)>
[234] storage SubnetMovingPrice[Identity u16]: FixedI128
[234] storage SubnetTAO[Identity u16]: u64
[234] storage SubnetAlphaIn[Identity u16]: u64
[234] storage SubnetAlphaOut[Identity u16]: u64
storage StakingHotkeys[Blake2128Concat AccountId32]: Vec<AccountId32>
storage OwnedHotkeys[Blake2128Concat AccountId32]: Vec<AccountId32>
[12] storage ColdkeySwapScheduled[Blake2128Concat AccountId32]: ()
[34] storage AutoStakeDestination?[Blake2128Concat AccountId32, Identity u16]: AccountId32
[34] storage ColdkeySwapAnnouncements?[Twox64Concat AccountId32]: (u32, H256)
[34] storage ColdkeySwapDisputes?[Twox64Concat AccountId32]: u32
[234] storage TotalHotkeyAlpha[Blake2128Concat AccountId32, Identity u16]: u64
[234] storage TotalHotkeyShares[Blake2128Concat AccountId32, Identity u16]: FixedU128
[234] storage Alpha[Blake2128Concat AccountId32, Blake2128Concat AccountId32, Identity u16]: FixedU128
[34] storage TotalHotkeySharesV2[Blake2128Concat AccountId32, Identity u16]: SafeFloat
[34] storage AlphaV2[Blake2128Concat AccountId32, Blake2128Concat AccountId32, Identity u16]: SafeFloat
[34] storage Lock?[Blake2128Concat AccountId32, Identity u16, Blake2128Concat AccountId32]: LockState
[34] storage LockingColdkeys?[Identity u16, Blake2128Concat AccountId32, Blake2128Concat AccountId32]: ()
[34] storage HotkeyLock?[Identity u16, Blake2128Concat AccountId32]: LockState
[34] storage DecayingHotkeyLock?[Identity u16, Blake2128Concat AccountId32]: LockState
[34] storage OwnerLock?[Identity u16]: LockState
[34] storage DecayingOwnerLock?[Identity u16]: LockState
[34] storage DecayingLock?[Blake2128Concat AccountId32, Identity u16]: bool
[34-5] storage MaturityRate: u64 = 0xd2430e0000000000
[5] storage MaturityRate: u64 = 0x46c1040000000000
[34] storage UnlockRate: u64 = 0xd2430e0000000000
[234] storage TokenSymbol[Identity u16]: Vec<u8> = 0x10f09d9c8f
[2] storage SubnetName[Identity u16]: Vec<u8> = 0x10f09d9c8f
storage TotalNetworks: u16
storage SubnetworkN[Identity u16]: u16
storage NetworksAdded[Identity u16]: bool
storage IsNetworkMember[Blake2128Concat AccountId32, Identity u16]: bool
[12] storage SubnetLimit: u16 = 0x0c00
[34] storage SubnetLimit: u16 = 0x8000
[12] storage NetworkImmunityPeriod: u64 = 0xe0c4000000000000
[34] storage NetworkImmunityPeriod: u64 = 0x80c6130000000000
storage NetworkRegisteredAt[Identity u16]: u64
[34] storage RegisteredSubnetCounter[Identity u16]: u64
[12] storage Tempo[Identity u16]: u16 = 0x6300
[34] storage Tempo[Identity u16]: u16 = 0x6801
[234] storage SubnetMechanism[Identity u16]: u16
storage SubnetOwner[Identity u16]: AccountId32
[234] storage SubnetOwnerHotkey[Identity u16]: AccountId32
[34] storage SubnetProtocolAlpha[Identity u16]: u64
[34] storage VotingPower[Identity u16, Blake2128Concat AccountId32]: u64
storage Uids?[Identity u16, Blake2128Concat AccountId32]: u16
storage Keys[Identity u16, Identity u16]: AccountId32
storage ValidatorPermit[Identity u16]: Vec<bool>
[12] storage Identities?[Blake2128Concat AccountId32]: ChainIdentity
[234] storage IdentitiesV2?[Blake2128Concat AccountId32]: ChainIdentityV2
[12] storage SubnetIdentities?[Blake2128Concat u16]: SubnetIdentity
[2] storage SubnetIdentitiesV2?[Blake2128Concat u16]: SubnetIdentityV2
[34] storage SubnetIdentitiesV3?[Blake2128Concat u16]: SubnetIdentityV3
[34] storage AutoParentDelegationEnabled[Blake2128Concat AccountId32]: bool = 0x01
[12] call 1 become_delegate(hotkey: AccountId32)
[1] call 2 add_stake(hotkey: AccountId32, amount_staked: u64)
[1] call 3 remove_stake(hotkey: AccountId32, amount_unstaked: u64)
[234] call 2 add_stake(hotkey: AccountId32, netuid: u16, amount_staked: u64)
[234] call 3 remove_stake(hotkey: AccountId32, netuid: u16, amount_unstaked: u64)
call 7 burned_register(netuid: u16, hotkey: AccountId32)
[12] call 55 vote(hotkey: AccountId32, proposal: H256, index: Compact<u32>, approve: bool)
[1] call 59 register_network
[234] call 59 register_network(hotkey: AccountId32)
call 61 dissolve_network(coldkey: AccountId32, netuid: u16)
call 62 root_register(hotkey: AccountId32)
[12] call 63 adjust_senate(hotkey: AccountId32)
call 65 decrease_take(hotkey: AccountId32, take: u16)
call 66 increase_take(hotkey: AccountId32, take: u16)
call 67 set_children(hotkey: AccountId32, netuid: u16, children: Vec<(u64, AccountId32)>)
[1] call 68 set_identity(name: Vec<u8>, url: Vec<u8>, image: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8>)
[234] call 68 set_identity(name: Vec<u8>, url: Vec<u8>, github_repo: Vec<u8>, image: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8>)
[12] call 70 swap_hotkey(hotkey: AccountId32, new_hotkey: AccountId32)
[34] call 70 swap_hotkey(hotkey: AccountId32, new_hotkey: AccountId32, netuid: Option<u16>)
[1] call 71 swap_coldkey(old_coldkey: AccountId32, new_coldkey: AccountId32)
[234] call 71 swap_coldkey(old_coldkey: AccountId32, new_coldkey: AccountId32, swap_cost: u64)
call 73 schedule_swap_coldkey(new_coldkey: AccountId32)
[1] call 78 set_subnet_identity(netuid: u16, subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>)
[2] call 78 set_subnet_identity(netuid: u16, subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8>)
[34] call 78 set_subnet_identity(netuid: u16, subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, logo_url: Vec<u8>, additional: Vec<u8>)
[234] call 83 unstake_all(hotkey: AccountId32)
[234] call 85 move_stake(origin_hotkey: AccountId32, destination_hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64)
[234] call 86 transfer_stake(destination_coldkey: AccountId32, hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64)
[234] call 87 swap_stake(hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64)
[234] call 88 add_stake_limit(hotkey: AccountId32, netuid: u16, amount_staked: u64, limit_price: u64, allow_partial: bool)
[234] call 89 remove_stake_limit(hotkey: AccountId32, netuid: u16, amount_unstaked: u64, limit_price: u64, allow_partial: bool)
[34] call 120 root_dissolve_network(netuid: u16)
[34] call 125 announce_coldkey_swap(new_coldkey_hash: H256)
[34] call 126 swap_coldkey_announced(new_coldkey: AccountId32)
[34] call 127 dispute_coldkey_swap
[34] call 136 lock_stake(hotkey: AccountId32, netuid: u16, amount: u64)
[34] call 137 move_lock(destination_hotkey: AccountId32, netuid: u16)
[34] call 138 set_perpetual_lock(netuid: u16, enabled: bool)
event 0 NetworkAdded(u16, u16)
event 1 NetworkRemoved(u16)
[1] event 2 StakeAdded(AccountId32, u64)
[1] event 3 StakeRemoved(AccountId32, u64)
[1] event 5 NeuronRegistered(u16, u16, AccountId32)
[1] event 27 DelegateAdded(AccountId32, AccountId32, u16)
[1] event 41 ChildKeyTakeSet(AccountId32, u16)
[1] event 57 TakeDecreased(AccountId32, AccountId32, u16)
[1] event 58 TakeIncreased(AccountId32, AccountId32, u16)
[1] event 59 HotkeySwapped(coldkey: AccountId32, old_hotkey: AccountId32, new_hotkey: AccountId32)
[1] event 63 SenateAdjusted(old_member: Option<AccountId32>, new_member: AccountId32)
[1] event 64 ColdkeySwapped(old_coldkey: AccountId32, new_coldkey: AccountId32)
[1] event 66 ColdkeySwapScheduled(old_coldkey: AccountId32, new_coldkey: AccountId32, execution_block: u32)
[1] event 68 SetChildrenScheduled(AccountId32, u16, u64, Vec<(u64, AccountId32)>)
[1] event 69 SetChildren(AccountId32, u16, Vec<(u64, AccountId32)>)
[12] event 72 ChainIdentitySet(AccountId32)
[12] event 73 SubnetIdentitySet(u16)
[12] event 74 SubnetIdentityRemoved(u16)
[2] event 2 StakeAdded(AccountId32, AccountId32, u64, u64, u16)
[2] event 3 StakeRemoved(AccountId32, AccountId32, u64, u64, u16)
[34] event 2 StakeAdded(AccountId32, AccountId32, u64, u64, u16, u64)
[34] event 3 StakeRemoved(AccountId32, AccountId32, u64, u64, u16, u64)
[234] event 4 StakeMoved(AccountId32, AccountId32, u16, AccountId32, u16, u64)
[234] event 6 NeuronRegistered(u16, u16, AccountId32)
[2] event 29 DelegateAdded(AccountId32, AccountId32, u16)
[2] event 43 ChildKeyTakeSet(AccountId32, u16)
[2] event 59 TakeDecreased(AccountId32, AccountId32, u16)
[2] event 60 TakeIncreased(AccountId32, AccountId32, u16)
[2] event 61 HotkeySwapped(coldkey: AccountId32, old_hotkey: AccountId32, new_hotkey: AccountId32)
[2] event 64 SenateAdjusted(old_member: Option<AccountId32>, new_member: AccountId32)
[2] event 65 ColdkeySwapped(old_coldkey: AccountId32, new_coldkey: AccountId32, swap_cost: u64)
[2] event 67 ColdkeySwapScheduled(old_coldkey: AccountId32, new_coldkey: AccountId32, execution_block: u32, swap_cost: u64)
[2] event 69 SetChildrenScheduled(AccountId32, u16, u64, Vec<(u64, AccountId32)>)
[2] event 70 SetChildren(AccountId32, u16, Vec<(u64, AccountId32)>)
[2] event 85 StakeTransferred(AccountId32, AccountId32, AccountId32, u16, u16, u64)
[2] event 86 StakeSwapped(AccountId32, AccountId32, u16, u16, u64)
[34] event 30 DelegateAdded(AccountId32, AccountId32, u16)
[34] event 48 ChildKeyTakeSet(AccountId32, u16)
[34] event 64 TakeDecreased(AccountId32, AccountId32, u16)
[34] event 65 TakeIncreased(AccountId32, AccountId32, u16)
[34] event 66 HotkeySwapped(coldkey: AccountId32, old_hotkey: AccountId32, new_hotkey: AccountId32)
[34] event 69 ColdkeySwapAnnounced(who: AccountId32, new_coldkey_hash: H256)
[34] event 70 ColdkeySwapReset(who: AccountId32)
[34] event 71 ColdkeySwapped(old_coldkey: AccountId32, new_coldkey: AccountId32)
[34] event 72 ColdkeySwapDisputed(coldkey: AccountId32)
[34] event 75 SetChildrenScheduled(AccountId32, u16, u64, Vec<(u64, AccountId32)>)
[34] event 76 SetChildren(AccountId32, u16, Vec<(u64, AccountId32)>)
[34] event 77 ChainIdentitySet(AccountId32)
[34] event 78 SubnetIdentitySet(u16)
[34] event 79 SubnetIdentityRemoved(u16)
[34] event 91 StakeTransferred(AccountId32, AccountId32, AccountId32, u16, u16, u64)
[34] event 92 StakeSwapped(AccountId32, AccountId32, u16, u16, u64)
[34] event 94 SubnetOwnerHotkeySet(u16, AccountId32)
[34] event 96 AlphaRecycled(AccountId32, AccountId32, u64, u16)
[34] event 97 AlphaBurned(AccountId32, AccountId32, u64, u16)
[34] event 102 HotkeySwappedOnSubnet(coldkey: AccountId32, old_hotkey: AccountId32, new_hotkey: AccountId32, netuid: u16)
[34] event 109 AutoStakeAdded(netuid: u16, destination: AccountId32, hotkey: AccountId32, owner: AccountId32, incentive: u64)
[34-5] event 114 RootClaimed(coldkey: AccountId32)
[5] event 114 RootClaimed(coldkey: AccountId32, tao: u64)
[34] event 121 AddStakeBurn(netuid: u16, hotkey: AccountId32, amount: u64, alpha: u64)
[34] event 122 ColdkeySwapCleared(who: AccountId32)
[34] event 127 StakeLocked(coldkey: AccountId32, hotkey: AccountId32, netuid: u16, amount: u64)
[34] event 128 StakeUnlocked(coldkey: AccountId32, hotkey: AccountId32, netuid: u16, amount: u64)
[34] event 129 LockMoved(coldkey: AccountId32, origin_hotkey: AccountId32, destination_hotkey: AccountId32, netuid: u16)
[34] event 134 SubnetOwnerChanged(netuid: u16, old_coldkey: AccountId32, new_coldkey: AccountId32)
[34] event 135 PerpetualLockUpdated(coldkey: AccountId32, netuid: u16, enabled: bool)
[5] struct pallet_subtensor::pallet::MinerCollateralState { locked: u64, drain_ratio: FixedU128, min_locked: u64, earned: u64 }
[5] storage BasketShares[Blake2128Concat AccountId32]: u64
[5] storage BasketRate[Blake2128Concat AccountId32]: FixedI128
[5] storage BasketClaimed[Blake2128Concat AccountId32, Blake2128Concat AccountId32]: i128
[5] storage MinerCollateral?[Identity u16, Blake2128Concat AccountId32, Blake2128Concat AccountId32]: MinerCollateralState
[5] call 147 stake_into_basket(hotkey: AccountId32, amount_staked: u64)
[5] call 148 claim_root_with_hotkey(hotkey: AccountId32)
[5] call 149 swap_basket(hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64)
[5] call 150 transfer_stake_and_hotkey(destination_coldkey: AccountId32, origin_hotkey: AccountId32, destination_hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64)
[5] call 151 disassociate_hotkey(hotkey: AccountId32)
[5] event 138 StakeAndHotkeyTransferred(origin_coldkey: AccountId32, destination_coldkey: AccountId32, origin_hotkey: AccountId32, destination_hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, amount: u64)
[5] event 139 CollateralLocked(netuid: u16, hotkey: AccountId32, locked: u64, total_locked: u64)
[5] event 140 BasketDeposited(hotkey: AccountId32, tao: u64, shares: u64)
[5] event 141 BasketStakedIn(hotkey: AccountId32, coldkey: AccountId32, tao: u64, value: u64, shares: u64)
[5] event 142 BasketClaimed(hotkey: AccountId32, coldkey: AccountId32, tao: u64)
[5] event 143 BasketHoldingConverted(hotkey: AccountId32, netuid: u16, tao: u64)
[5] event 144 BasketAlphaWrittenOff(hotkey: AccountId32, netuid: u16, alpha: u64)
[5] event 145 BasketSwapped(hotkey: AccountId32, origin_netuid: u16, destination_netuid: u16, alpha_sold: u64, tao_mid: u64, alpha_bought: u64)
[5] event 146 HotkeyDisassociated(coldkey: AccountId32, hotkey: AccountId32)

[34] pallet 31 AlphaAssets pallet_alpha_assets
[34] storage AlphaBurned[Twox64Concat u16]: u64

pallet 18 Commitments pallet_commitments
storage CommitmentOf?[Identity u16, Twox64Concat AccountId32]: Registration
storage LastCommitment?[Identity u16, Twox64Concat AccountId32]: u32
call 0 set_commitment(netuid: u16, info: CommitmentInfo)
event 0 Commitment(netuid: u16, who: AccountId32)

[34] struct pallet_subtensor_swap_runtime_api::SubnetPrice { netuid: u16, price: u64 }
[34] api SwapRuntimeApi 1
[34] method current_alpha_price(netuid: u16) -> u64
[34] method current_alpha_price_all() -> Vec<SubnetPrice>
`
