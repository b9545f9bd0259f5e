const members = (index: number, name: string): string => `
[12] pallet ${index} ${name} pallet_membership
[12] storage Members: BoundedVec<AccountId32>
[12] storage Prime?: AccountId32
[12] call 0 add_member(who: MultiAddress)
[12] call 1 remove_member(who: MultiAddress)
[12] call 2 swap_member(remove: MultiAddress, add: MultiAddress)
[12] call 3 reset_members(members: Vec<AccountId32>)
[12] call 4 change_key(new: MultiAddress)
[12] call 5 set_prime(who: MultiAddress)
[12] call 6 clear_prime
[12] event 0 MemberAdded
[12] event 1 MemberRemoved
[12] event 2 MembersSwapped
[12] event 3 MembersReset
[12] event 4 KeyChanged
[12] event 5 Dummy
`

/**
 * Governance: the collectives that were on chain until 2025-11, and the pallets of the proposal of 2026-07 (era 4). Of
 * the proposal, names of pallets, items and events are the design's; hashers and the order of fields are supposed,
 * because nothing of it is deployed.
 */
export const governanceRuntime = `
[34] pallet 19 AdminUtils pallet_admin_utils
[34] call 0 sudo_set_tempo(netuid: u16, tempo: u16)

[12] pallet 8 Triumvirate pallet_collective
[12] storage Proposals: BoundedVec<H256>
[12] storage ProposalOf?[Identity H256]: RuntimeCall
[12] storage Voting?[Identity H256]: Votes
[12] storage ProposalCount: u32
[12] storage Members: Vec<AccountId32>
[12] storage Prime?: AccountId32
[12] call 0 set_members(new_members: Vec<AccountId32>, prime: Option<AccountId32>, old_count: u32)
[12] call 1 execute(proposal: RuntimeCall, length_bound: Compact<u32>)
[12] call 2 propose(proposal: RuntimeCall, length_bound: Compact<u32>, duration: u32)
[12] call 3 vote(proposal: H256, index: Compact<u32>, approve: bool)
[12] call 5 disapprove_proposal(proposal_hash: H256)
[12] call 6 close(proposal_hash: H256, index: Compact<u32>, proposal_weight_bound: Weight, length_bound: Compact<u32>)
[12] event 0 Proposed(account: AccountId32, proposal_index: u32, proposal_hash: H256, threshold: u32)
[12] event 1 Voted(account: AccountId32, proposal_hash: H256, voted: bool, yes: u32, no: u32)
[12] event 2 Approved(proposal_hash: H256)
[12] event 3 Disapproved(proposal_hash: H256)
[12] event 4 Executed(proposal_hash: H256, result: Result<(), DispatchError>)
[12] event 5 MemberExecuted(proposal_hash: H256, result: Result<(), DispatchError>)
[12] event 6 Closed(proposal_hash: H256, yes: u32, no: u32)
${members(9, 'TriumvirateMembers')}
${members(10, 'SenateMembers')}
[4] enum node_subtensor_runtime::governance::CollectiveId = 0 Proposers | 1 Triumvirate | 2 Economic | 3 Building | 4 EconomicEligible
[4] struct pallet_signed_voting::SignedVoteTally { ayes: u32, nays: u32, total: u32 }
[4] enum pallet_referenda::ReferendumStatus = 0 Ongoing(ReferendumInfo) | 1 Approved(u32) | 2 Delegated(u32) | 3 Rejected(u32) | 4 Cancelled(u32) | 5 Killed(u32) | 6 Expired(u32) | 7 FastTracked(u32) | 8 Enacted(u32)
[4] struct pallet_referenda::ReferendumInfo { track: u8, proposer: AccountId32, submitted: u32 }
[4] pallet 33 MultiCollective pallet_multi_collective
[4] storage Members[Blake2128Concat CollectiveId]: BoundedVec<AccountId32>
[4] call 0 add_member(collective_id: CollectiveId, who: AccountId32)
[4] call 1 remove_member(collective_id: CollectiveId, who: AccountId32)
[4] call 3 set_members(collective_id: CollectiveId, members: Vec<AccountId32>)
[4] event 0 MemberAdded(collective_id: CollectiveId, who: AccountId32)
[4] event 1 MemberRemoved(collective_id: CollectiveId, who: AccountId32)
[4] event 2 MembersSwapped(collective_id: CollectiveId, removed: AccountId32, added: AccountId32)
[4] event 3 MembersSet(collective_id: CollectiveId, incoming: Vec<AccountId32>, outgoing: Vec<AccountId32>)
[4] pallet 34 SignedVoting pallet_signed_voting
[4] storage VotingFor?[Twox64Concat u32, Blake2128Concat AccountId32]: bool
[4] storage TallyOf?[Twox64Concat u32]: SignedVoteTally
[4] storage VoterSetOf?[Twox64Concat u32]: BoundedVec<AccountId32>
[4] call 0 vote(poll_index: u32, approve: bool)
[4] call 1 remove_vote(poll_index: u32)
[4] event 0 Voted(who: AccountId32, poll_index: u32, approve: bool, tally: SignedVoteTally)
[4] event 1 VoteRemoved(who: AccountId32, poll_index: u32, tally: SignedVoteTally)
[4] pallet 35 Referenda pallet_referenda
[4] storage ReferendumCount: u32
[4] storage ReferendumStatusFor?[Blake2128Concat u32]: ReferendumStatus
[4] call 0 submit(track: u8, call: RuntimeCall)
[4] event 0 Submitted(index: u32, track: u8, proposer: AccountId32)
[4] event 1 Approved(index: u32)
[4] event 2 Delegated(index: u32, review: u32, track: u8)
[4] event 3 Rejected(index: u32)
[4] event 4 Cancelled(index: u32)
[4] event 5 Killed(index: u32)
[4] event 6 Expired(index: u32)
[4] event 7 FastTracked(index: u32)
[4] event 8 Enacted(index: u32, when: u32, error: Option<DispatchError>)
`
