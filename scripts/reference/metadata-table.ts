/** Storage and events of the runtimes 219, 233 and 424 as the design of the chain names them (chain facts 1.1 to 1.3). */

/** Runtimes whose metadata lies with the reference data. */
export const specs = [219, 233, 424] as const
export type Spec = (typeof specs)[number]

interface Group {
  in: Spec[]
  pallet: string
  items: string
}

/** Storage, by the runtimes that have it; the others must not. */
export const storage: Group[] = [
  { in: [219, 233, 424], pallet: 'System', items: 'Account Events' },
  { in: [219, 233, 424], pallet: 'Timestamp', items: 'Now' },
  { in: [219, 233, 424], pallet: 'Balances', items: 'TotalIssuance' },
  { in: [219, 233, 424], pallet: 'SubtensorModule', items: 'Owner OwnedHotkeys StakingHotkeys Delegates ChildkeyTake' },
  { in: [219, 233, 424], pallet: 'SubtensorModule', items: 'ChildKeys ParentKeys PendingChildKeys TotalIssuance' },
  { in: [219, 233, 424], pallet: 'SubtensorModule', items: 'NetworksAdded SubnetOwner NetworkRegisteredAt' },
  { in: [219, 233, 424], pallet: 'Proxy', items: 'Proxies Announcements' },
  { in: [219, 233, 424], pallet: 'Multisig', items: 'Multisigs' },
  { in: [219, 233, 424], pallet: 'Commitments', items: 'CommitmentOf' },
  { in: [219, 233, 424], pallet: 'Drand', items: 'Pulses' },
  { in: [219, 233, 424], pallet: 'Sudo', items: 'Key' },
  { in: [219, 233], pallet: 'Triumvirate', items: 'Voting Members Proposals' },
  { in: [219, 233], pallet: 'TriumvirateMembers', items: 'Members' },
  { in: [219, 233], pallet: 'SenateMembers', items: 'Members' },
  { in: [219, 233], pallet: 'Registry', items: 'IdentityOf' },
  { in: [219, 233], pallet: 'SubtensorModule', items: 'Stake Identities ColdkeySwapScheduled' },
  { in: [219], pallet: 'SubtensorModule', items: 'TotalHotkeyStake TotalColdkeyStake' },
  { in: [233, 424], pallet: 'SubtensorModule', items: 'Alpha TotalHotkeyShares TotalHotkeyAlpha TaoWeight' },
  { in: [233, 424], pallet: 'SubtensorModule', items: 'SubnetTAO SubnetAlphaIn SubnetAlphaOut SubnetMovingPrice' },
  { in: [233, 424], pallet: 'SubtensorModule', items: 'SubnetMechanism SubnetOwnerHotkey TokenSymbol IdentitiesV2' },
  {
    in: [424],
    pallet: 'SubtensorModule',
    items: 'AlphaV2 TotalHotkeySharesV2 AutoParentDelegationEnabled VotingPower',
  },
  { in: [424], pallet: 'SubtensorModule', items: 'RegisteredSubnetCounter SubnetIdentitiesV3 SubnetLeases' },
  { in: [424], pallet: 'SubtensorModule', items: 'ColdkeySwapAnnouncements ColdkeySwapDisputes AssociatedEvmAddress' },
  { in: [424], pallet: 'SubtensorModule', items: 'AutoStakeDestination RootClaimType RootClaimable' },
  { in: [424], pallet: 'SubtensorModule', items: 'Lock LockingColdkeys HotkeyLock DecayingHotkeyLock OwnerLock' },
  { in: [424], pallet: 'SubtensorModule', items: 'DecayingOwnerLock MaturityRate UnlockRate' },
  { in: [424], pallet: 'Crowdloan', items: 'Crowdloans' },
  { in: [], pallet: 'Referenda', items: 'ReferendumStatusFor' },
  { in: [], pallet: 'SignedVoting', items: 'VotingFor TallyOf VoterSetOf' },
]

/** Events, and how many fields each has in the three runtimes; null where it must be absent. */
export const events: [name: string, ...fields: [number | null, number | null, number | null]][] = [
  ['SubtensorModule.StakeAdded', 2, 5, 6],
  ['SubtensorModule.StakeRemoved', 2, 5, 6],
  ['SubtensorModule.StakeMoved', null, 6, 6],
  ['SubtensorModule.StakeTransferred', null, 6, 6],
  ['SubtensorModule.StakeSwapped', null, 5, 5],
  ['SubtensorModule.DelegateAdded', 3, 3, 3],
  ['SubtensorModule.TakeDecreased', 3, 3, 3],
  ['SubtensorModule.TakeIncreased', 3, 3, 3],
  ['SubtensorModule.HotkeySwapped', 3, 3, 3],
  ['SubtensorModule.HotkeySwappedOnSubnet', null, null, 4],
  ['SubtensorModule.SetChildrenScheduled', 4, 4, 4],
  ['SubtensorModule.SetChildren', 3, 3, 3],
  ['SubtensorModule.ChainIdentitySet', 1, 1, 1],
  ['SubtensorModule.SubnetIdentitySet', 1, 1, 1],
  ['SubtensorModule.SubnetOwnerHotkeySet', null, null, 2],
  ['SubtensorModule.SubnetOwnerChanged', null, null, 3],
  ['SubtensorModule.NetworkAdded', 2, 2, 2],
  ['SubtensorModule.NetworkRemoved', 1, 1, 1],
  ['SubtensorModule.RootClaimed', null, null, 1],
  ['SubtensorModule.AutoStakeAdded', null, null, 5],
  ['SubtensorModule.AddStakeBurn', null, null, 4],
  ['SubtensorModule.AlphaBurned', null, null, 4],
  ['SubtensorModule.AlphaRecycled', null, null, 4],
  ['SubtensorModule.StakeLocked', null, null, 4],
  ['SubtensorModule.StakeUnlocked', null, null, 4],
  ['SubtensorModule.LockMoved', null, null, 4],
  ['SubtensorModule.PerpetualLockUpdated', null, null, 3],
  ['SubtensorModule.ColdkeySwapAnnounced', null, null, 2],
  ['SubtensorModule.ColdkeySwapDisputed', null, null, 1],
  ['SubtensorModule.ColdkeySwapReset', null, null, 1],
  ['SubtensorModule.ColdkeySwapCleared', null, null, 1],
  ['SubtensorModule.ColdkeySwapScheduled', 3, 4, null],
  ['SubtensorModule.ColdkeySwapped', 2, 3, 2],
  ['Balances.Transfer', 3, 3, 3],
  ['Commitments.Commitment', 2, 2, 2],
  ['Multisig.MultisigExecuted', 5, 5, 5],
  ['Proxy.ProxyExecuted', 1, 1, 1],
  ['Sudo.Sudid', 1, 1, 1],
  ['Triumvirate.Proposed', 4, 4, null],
  ['Triumvirate.Voted', 5, 5, null],
  ['Triumvirate.Closed', 3, 3, null],
  ['MultiCollective.MemberAdded', null, null, null],
  ['SignedVoting.Voted', null, null, null],
  ['Referenda.Submitted', null, null, null],
]
