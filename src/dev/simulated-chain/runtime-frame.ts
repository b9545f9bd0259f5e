/**
 * The pallets that every Substrate chain has, as far as the simulated chain scripts them, in the language that
 * metadata.ts reads. A line that begins with digits in brackets holds only in those eras: 1 `stake`, 2 `alpha`,
 * 3 `alpha-v2`, 4 `referenda`. Names, indices, hashers and shapes are those of the runtimes with spec 219, 233 and 424.
 */
export const frameRuntime = `
struct sp_core::crypto::AccountId32([u8; 32])
struct primitive_types::H256([u8; 32])
struct frame_system::AccountInfo { nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: AccountData }
struct pallet_balances::types::AccountData { free: u64, reserved: u64, frozen: u64, flags: ExtraFlags }
struct pallet_balances::types::ExtraFlags(u128)
struct frame_system::EventRecord<E = RuntimeEvent, T = H256> { phase: Phase, event: RuntimeEvent, topics: Vec<H256> }
enum frame_system::Phase = 0 ApplyExtrinsic(u32) | 1 Finalization | 2 Initialization
[12] struct frame_system::LastRuntimeUpgradeInfo { spec_version: Compact<u32>, spec_name: str }
[34] struct frame_system::LastRuntimeUpgradeInfo { spec_version: Compact<u32>, spec_name: Cow<str> }
[12] struct sp_version::RuntimeVersion { spec_name: str, impl_name: str, authoring_version: u32, spec_version: u32, impl_version: u32, apis: Cow<Vec<([u8; 8], u32)>>, transaction_version: u32, state_version: u8 }
[34] struct sp_version::RuntimeVersion { spec_name: Cow<str>, impl_name: Cow<str>, authoring_version: u32, spec_version: u32, impl_version: u32, apis: Cow<Vec<([u8; 8], u32)>>, transaction_version: u32, system_version: u8 }
[12] struct frame_support::dispatch::DispatchInfo { weight: Weight, class: DispatchClass, pays_fee: Pays }
[34] struct frame_system::DispatchEventInfo { weight: Weight, class: DispatchClass, pays_fee: Pays }
struct sp_weights::weight_v2::Weight { ref_time: Compact<u64>, proof_size: Compact<u64> }
enum frame_support::dispatch::DispatchClass = 0 Normal | 1 Operational | 2 Mandatory
enum frame_support::dispatch::Pays = 0 Yes | 1 No
[12] enum sp_runtime::DispatchError = 0 Other | 1 CannotLookup | 2 BadOrigin | 3 Module(ModuleError) | 4 ConsumerRemaining | 5 NoProviders | 6 TooManyConsumers | 7 Token(TokenError) | 8 Arithmetic(ArithmeticError) | 9 Transactional(TransactionalError) | 10 Exhausted | 11 Corruption | 12 Unavailable | 13 RootNotAllowed
[34] enum sp_runtime::DispatchError = 0 Other | 1 CannotLookup | 2 BadOrigin | 3 Module(ModuleError) | 4 ConsumerRemaining | 5 NoProviders | 6 TooManyConsumers | 7 Token(TokenError) | 8 Arithmetic(ArithmeticError) | 9 Transactional(TransactionalError) | 10 Exhausted | 11 Corruption | 12 Unavailable | 13 RootNotAllowed | 14 Trie(TrieError)
[34] enum sp_runtime::proving_trie::TrieError = 0 InvalidStateRoot | 1 IncompleteDatabase | 2 ValueAtIncompleteKey | 3 DecoderError | 4 InvalidHash | 5 DuplicateKey | 6 ExtraneousNode | 7 ExtraneousValue | 8 ExtraneousHashReference | 9 InvalidChildReference | 10 ValueMismatch | 11 IncompleteProof | 12 RootMismatch | 13 DecodeError
struct sp_runtime::ModuleError { index: u8, error: [u8; 4] }
enum sp_runtime::TokenError = 0 FundsUnavailable | 1 OnlyProvider | 2 BelowMinimum | 3 CannotCreate | 4 UnknownAsset | 5 Frozen | 6 Unsupported | 7 CannotCreateHold | 8 NotExpendable | 9 Blocked
enum sp_arithmetic::ArithmeticError = 0 Underflow | 1 Overflow | 2 DivisionByZero
enum sp_runtime::TransactionalError = 0 LimitReached | 1 NoLayer
enum sp_runtime::multiaddress::MultiAddress<AccountId = AccountId32, AccountIndex = ()> = 0 Id(AccountId32) | 1 Index(Compact<()>) | 2 Raw(Vec<u8>) | 3 Address32([u8; 32]) | 4 Address20([u8; 20])
enum sp_runtime::MultiSignature = 0 Ed25519([u8; 64]) | 1 Sr25519([u8; 64]) | 2 Ecdsa([u8; 65])
enum frame_support::traits::tokens::misc::BalanceStatus = 0 Free | 1 Reserved
struct pallet_balances::types::BalanceLock { id: [u8; 8], amount: u64, reasons: Reasons }
enum pallet_balances::types::Reasons = 0 Fee | 1 Misc | 2 All
struct pallet_balances::types::ReserveData { id: [u8; 8], amount: u64 }
struct pallet_multisig::Multisig { when: Timepoint, deposit: u64, depositor: AccountId32, approvals: BoundedVec<AccountId32> }
struct pallet_multisig::Timepoint { height: u32, index: u32 }
[12] struct pallet_proxy::ProxyDefinition { delegate: AccountId32, proxy_type: ProxyType, delay: u32 }
[12] struct pallet_proxy::Announcement { real: AccountId32, call_hash: H256, height: u32 }
[12] enum node_subtensor_runtime::ProxyType = 0 Any | 1 Owner | 2 NonCritical | 3 NonTransfer | 4 Senate | 5 NonFungibile | 6 Triumvirate | 7 Governance | 8 Staking | 9 Registration | 10 Transfer | 11 SmallTransfer | 12 RootWeights | 13 ChildKeys | 14 SudoUncheckedSetCode
[34] struct pallet_subtensor_proxy::ProxyDefinition { delegate: AccountId32, proxy_type: ProxyType, delay: u32 }
[34] struct pallet_subtensor_proxy::Announcement { real: AccountId32, call_hash: H256, height: u32 }
[34] enum subtensor_runtime_common::ProxyType = 0 Any | 1 Owner | 2 NonCritical | 3 NonTransfer | 4 Senate | 5 NonFungible | 6 Triumvirate | 7 Governance | 8 Staking | 9 Registration | 10 Transfer | 11 SmallTransfer | 12 RootWeights | 13 ChildKeys | 14 SudoUncheckedSetCode | 15 SwapHotkey | 16 SubnetLeaseBeneficiary | 17 RootClaim

pallet 0 System frame_system
storage Account[Blake2128Concat AccountId32]: AccountInfo = 0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000080
storage ExtrinsicCount?: u32
storage BlockHash[Twox64Concat u32]: H256
storage Number: u32
storage ParentHash: H256
storage Events: Vec<EventRecord>
storage EventCount: u32
storage LastRuntimeUpgrade?: LastRuntimeUpgradeInfo
const BlockHashCount: u32 = 0x60090000
const Version: RuntimeVersion = VERSION
const SS58Prefix: u16 = 0x2a00
call 0 remark(remark: Vec<u8>)
call 2 set_code(code: Vec<u8>)
call 3 set_code_without_checks(code: Vec<u8>)
call 7 remark_with_event(remark: Vec<u8>)
[12] event 0 ExtrinsicSuccess(dispatch_info: DispatchInfo)
[12] event 1 ExtrinsicFailed(dispatch_error: DispatchError, dispatch_info: DispatchInfo)
[34] event 0 ExtrinsicSuccess(dispatch_info: DispatchEventInfo)
[34] event 1 ExtrinsicFailed(dispatch_error: DispatchError, dispatch_info: DispatchEventInfo)
event 2 CodeUpdated
event 3 NewAccount(account: AccountId32)
event 4 KilledAccount(account: AccountId32)
event 5 Remarked(sender: AccountId32, hash: H256)
event 6 UpgradeAuthorized(code_hash: H256, check_version: bool)
error 0 InvalidSpecName
error 1 SpecVersionNeedsToIncrease

pallet 2 Timestamp pallet_timestamp
storage Now: u64
const MinimumPeriod: u64 = 0x7017000000000000
call 0 set(now: Compact<u64>)

pallet 5 Balances pallet_balances
storage TotalIssuance: u64
storage Account[Blake2128Concat AccountId32]: AccountData = 0x00000000000000000000000000000000000000000000000000000000000000000000000000000080
storage Locks[Blake2128Concat AccountId32]: WeakBoundedVec<BalanceLock>
storage Reserves[Blake2128Concat AccountId32]: BoundedVec<ReserveData>
const ExistentialDeposit: u64 = 0xf401000000000000
call 0 transfer_allow_death(dest: MultiAddress, value: Compact<u64>)
call 2 force_transfer(source: MultiAddress, dest: MultiAddress, value: Compact<u64>)
call 3 transfer_keep_alive(dest: MultiAddress, value: Compact<u64>)
call 4 transfer_all(dest: MultiAddress, keep_alive: bool)
call 8 force_set_balance(who: MultiAddress, new_free: Compact<u64>)
call 10 burn(value: Compact<u64>, keep_alive: bool)
event 0 Endowed(account: AccountId32, free_balance: u64)
event 1 DustLost(account: AccountId32, amount: u64)
event 2 Transfer(from: AccountId32, to: AccountId32, amount: u64)
event 3 BalanceSet(who: AccountId32, free: u64)
event 4 Reserved(who: AccountId32, amount: u64)
event 5 Unreserved(who: AccountId32, amount: u64)
event 6 ReserveRepatriated(from: AccountId32, to: AccountId32, amount: u64, destination_status: BalanceStatus)
event 7 Deposit(who: AccountId32, amount: u64)
event 8 Withdraw(who: AccountId32, amount: u64)
event 9 Slashed(who: AccountId32, amount: u64)
event 10 Minted(who: AccountId32, amount: u64)
event 11 Burned(who: AccountId32, amount: u64)
event 12 Suspended(who: AccountId32, amount: u64)
event 13 Restored(who: AccountId32, amount: u64)
event 14 Upgraded(who: AccountId32)
event 15 Issued(amount: u64)
event 16 Rescinded(amount: u64)
event 17 Locked(who: AccountId32, amount: u64)
event 18 Unlocked(who: AccountId32, amount: u64)
event 19 Frozen(who: AccountId32, amount: u64)
event 20 Thawed(who: AccountId32, amount: u64)
event 21 TotalIssuanceForced(old: u64, new: u64)
error 0 VestingBalance
error 1 LiquidityRestrictions
error 2 InsufficientBalance

pallet 6 TransactionPayment pallet_transaction_payment
event 0 TransactionFeePaid(who: AccountId32, actual_fee: u64, tip: u64)

[12] pallet 11 Utility pallet_utility
[34] pallet 11 Utility pallet_subtensor_utility
call 0 batch(calls: Vec<RuntimeCall>)
call 1 as_derivative(index: u16, call: RuntimeCall)
call 2 batch_all(calls: Vec<RuntimeCall>)
call 4 force_batch(calls: Vec<RuntimeCall>)
call 5 with_weight(call: RuntimeCall, weight: Weight)
[34] call 6 if_else(main: RuntimeCall, fallback: RuntimeCall)
event 0 BatchInterrupted(index: u32, error: DispatchError)
event 1 BatchCompleted
event 2 BatchCompletedWithErrors
event 3 ItemCompleted
event 4 ItemFailed(error: DispatchError)
event 5 DispatchedAs(result: Result<(), DispatchError>)
[34] event 6 IfElseMainSuccess
[34] event 7 IfElseFallbackCalled(main_error: DispatchError)

pallet 12 Sudo pallet_sudo
storage Key?: AccountId32
call 0 sudo(call: RuntimeCall)
call 1 sudo_unchecked_weight(call: RuntimeCall, weight: Weight)
call 2 set_key(new: MultiAddress)
call 3 sudo_as(who: MultiAddress, call: RuntimeCall)
call 4 remove_key
event 0 Sudid(sudo_result: Result<(), DispatchError>)
event 1 KeyChanged(old: Option<AccountId32>, new: AccountId32)
event 2 KeyRemoved
event 3 SudoAsDone(sudo_result: Result<(), DispatchError>)

pallet 13 Multisig pallet_multisig
storage Multisigs?[Twox64Concat AccountId32, Blake2128Concat [u8; 32]]: Multisig
const DepositBase: u64 = 0x0029de0700000000
const DepositFactor: u64 = 0x0048e80100000000
const MaxSignatories: u32 = 0x64000000
call 0 as_multi_threshold_1(other_signatories: Vec<AccountId32>, call: RuntimeCall)
call 1 as_multi(threshold: u16, other_signatories: Vec<AccountId32>, maybe_timepoint: Option<Timepoint>, call: RuntimeCall, max_weight: Weight)
call 2 approve_as_multi(threshold: u16, other_signatories: Vec<AccountId32>, maybe_timepoint: Option<Timepoint>, call_hash: [u8; 32], max_weight: Weight)
call 3 cancel_as_multi(threshold: u16, other_signatories: Vec<AccountId32>, timepoint: Timepoint, call_hash: [u8; 32])
event 0 NewMultisig(approving: AccountId32, multisig: AccountId32, call_hash: [u8; 32])
event 1 MultisigApproval(approving: AccountId32, timepoint: Timepoint, multisig: AccountId32, call_hash: [u8; 32])
event 2 MultisigExecuted(approving: AccountId32, timepoint: Timepoint, multisig: AccountId32, call_hash: [u8; 32], result: Result<(), DispatchError>)
event 3 MultisigCancelled(cancelling: AccountId32, timepoint: Timepoint, multisig: AccountId32, call_hash: [u8; 32])

[12] pallet 16 Proxy pallet_proxy
[34] pallet 16 Proxy pallet_subtensor_proxy
storage Proxies[Twox64Concat AccountId32]: (BoundedVec<ProxyDefinition>, u64)
storage Announcements[Twox64Concat AccountId32]: (BoundedVec<Announcement>, u64)
const MaxProxies: u32 = 0x14000000
call 0 proxy(real: MultiAddress, force_proxy_type: Option<ProxyType>, call: RuntimeCall)
call 1 add_proxy(delegate: MultiAddress, proxy_type: ProxyType, delay: u32)
call 2 remove_proxy(delegate: MultiAddress, proxy_type: ProxyType, delay: u32)
call 3 remove_proxies
call 4 create_pure(proxy_type: ProxyType, delay: u32, index: u16)
call 5 kill_pure(spawner: MultiAddress, proxy_type: ProxyType, index: u16, height: Compact<u32>, ext_index: Compact<u32>)
call 6 announce(real: MultiAddress, call_hash: H256)
call 7 remove_announcement(real: MultiAddress, call_hash: H256)
call 8 reject_announcement(delegate: MultiAddress, call_hash: H256)
call 9 proxy_announced(delegate: MultiAddress, real: MultiAddress, force_proxy_type: Option<ProxyType>, call: RuntimeCall)
event 0 ProxyExecuted(result: Result<(), DispatchError>)
event 1 PureCreated(pure: AccountId32, who: AccountId32, proxy_type: ProxyType, disambiguation_index: u16)
[12] event 2 Announced(real: AccountId32, proxy: AccountId32, call_hash: H256)
[12] event 3 ProxyAdded(delegator: AccountId32, delegatee: AccountId32, proxy_type: ProxyType, delay: u32)
[12] event 4 ProxyRemoved(delegator: AccountId32, delegatee: AccountId32, proxy_type: ProxyType, delay: u32)
[34] event 2 PureKilled(pure: AccountId32, spawner: AccountId32, proxy_type: ProxyType, disambiguation_index: u16)
[34] event 3 Announced(real: AccountId32, proxy: AccountId32, call_hash: H256)
[34] event 4 ProxyAdded(delegator: AccountId32, delegatee: AccountId32, proxy_type: ProxyType, delay: u32)
[34] event 5 ProxyRemoved(delegator: AccountId32, delegatee: AccountId32, proxy_type: ProxyType, delay: u32)

struct frame_system::extensions::check_non_zero_sender::CheckNonZeroSender {}
struct frame_system::extensions::check_spec_version::CheckSpecVersion {}
struct frame_system::extensions::check_tx_version::CheckTxVersion {}
struct frame_system::extensions::check_genesis::CheckGenesis {}
[12] struct frame_system::extensions::check_mortality::CheckMortality(Era)
[34] struct node_subtensor_runtime::check_mortality::CheckMortality(Era)
enum sp_runtime::generic::era::Era = 0 Immortal | ${Array.from({ length: 255 }, (_, i) => `${i + 1} Mortal${i + 1}(u8)`).join(' | ')}
struct node_subtensor_runtime::check_nonce::CheckNonce(Compact<u32>)
struct frame_system::extensions::check_weight::CheckWeight {}
struct pallet_transaction_payment::ChargeTransactionPayment(Compact<u64>)
[12] struct pallet_subtensor::SubtensorSignedExtension {}
[12] struct pallet_commitments::CommitmentsSignedExtension {}
[34] struct node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension {}
[34] struct pallet_shield::extension::CheckShieldedTxValidity {}
[34] struct pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension {}
[34] struct pallet_drand::drand_priority::DrandPriority {}
struct frame_metadata_hash_extension::CheckMetadataHash { mode: Mode }
enum frame_metadata_hash_extension::Mode = 0 Disabled | 1 Enabled

extension CheckNonZeroSender: ()
extension CheckSpecVersion: u32
extension CheckTxVersion: u32
extension CheckGenesis: H256
extension CheckMortality: H256
extension CheckNonce: ()
extension CheckWeight: ()
extension ChargeTransactionPayment: ()
[12] extension SubtensorSignedExtension: ()
[12] extension CommitmentsSignedExtension: ()
[34] extension SudoTransactionExtension: ()
[34] extension CheckShieldedTxValidity: ()
[34] extension SubtensorTransactionExtension: ()
[34] extension DrandPriority: ()
extension CheckMetadataHash: Option<[u8; 32]>

api Core 5
method version() -> RuntimeVersion
struct sp_core::OpaqueMetadata(Vec<u8>)
api Metadata 2
method metadata() -> OpaqueMetadata
method metadata_at_version(version: u32) -> Option<OpaqueMetadata>
method metadata_versions() -> Vec<u32>
api AccountNonceApi 1
method account_nonce(account: AccountId32) -> u32
`
