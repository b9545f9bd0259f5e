import { utf8 } from '../../log/bytes.ts'
import type { Address } from '../../log/ss58.ts'
import { arbitrary } from './arbitrary.ts'
import type { Call } from './calls.ts'
import { collectiveIds, pollOf, tallyOf } from './governance-moves.ts'
import {
  alphaInOf,
  type Body,
  balanceOf,
  key,
  type Ledger,
  type LockState,
  oneTao,
  type SubnetState,
  stakeOf,
} from './ledger.ts'
import type { NodeRuntime } from './runtime.ts'
import { callValue, identityFields } from './wire.ts'

/** What the encoder remembers between blocks. It belongs to one branch of the chain: a fork works on a clone. */
export interface Encoder {
  runtime: NodeRuntime
  /** Entries by cell, as last written. */
  written: Map<string, Map<string, string>>
  /** Positions and pools (as cells) that have gone over to the second maps of stake. */
  migrated: Set<string>
}

/** Writes one storage entry; leaves it out where the runtime does not have the item. */
export type Put = (pallet: string, item: string, args: unknown[], value: unknown) => void

type Encode = (ledger: Ledger, words: string[], put: Put, runtime: NodeRuntime) => void

/** So many subnets fit in, root left out, and a new one is kept for so many blocks: little, so that stories get there. */
const [subnetLimit, immunityPeriod] = [6, 100n]

/** Flags of an account since balances follow the new logic of holds and freezes. */
const newLogic = 1n << 127n

const variant = (type: string, value?: unknown) => ({ type, value })

function accountCell(ledger: Ledger, [who]: string[], put: Put): void {
  const { free, reserved, nonce } = balanceOf(ledger, who as Address)
  if (free === 0n && reserved === 0n && nonce === 0) return
  const data = { free, reserved, frozen: 0n, flags: newLogic }
  put('System', 'Account', [who], { nonce, consumers: reserved > 0n ? 1 : 0, providers: 1, sufficients: 0, data })
}

function totalsCell(ledger: Ledger, _: string[], put: Put): void {
  let balances = 0n
  for (const { free, reserved } of ledger.accounts.values()) balances += free + reserved
  put('Balances', 'TotalIssuance', [], balances)
  put('SubtensorModule', 'TotalIssuance', [], ledger.issuance)
  put('SubtensorModule', 'TotalStake', [], ledger.issuance - balances)
  put('SubtensorModule', 'TotalNetworks', [], ledger.subnets.size)
  put('SubtensorModule', 'TaoWeight', [], 3_320_413_933_267_719_290n)
  put('SubtensorModule', 'UnlockRate', [], BigInt(ledger.lockRates.unlock))
  put('SubtensorModule', 'MaturityRate', [], BigInt(ledger.lockRates.maturity))
  put('SubtensorModule', 'SubnetLimit', [], subnetLimit)
  put('SubtensorModule', 'NetworkImmunityPeriod', [], immunityPeriod)
}

function subnetCell(ledger: Ledger, [at]: string[], put: Put): void {
  const netuid = Number(at)
  const subnet = ledger.subnets.get(netuid)
  if (!subnet) return
  const set = (item: string, value: unknown) => put('SubtensorModule', item, [netuid], value)
  set('NetworksAdded', true)
  set('NetworkRegisteredAt', BigInt(subnet.registeredAt))
  set('RegisteredSubnetCounter', 1n)
  set('SubnetMechanism', netuid === 0 ? 0 : 1)
  set('SubnetTAO', netuid === 0 ? subnet.alphaOut : subnet.tao)
  set('SubnetAlphaIn', alphaInOf(subnet))
  set('SubnetAlphaOut', subnet.alphaOut)
  set('SubnetProtocolAlpha', subnet.alphaProtocol)
  put('AlphaAssets', 'AlphaBurned', [netuid], subnet.alphaBurned)
  set('SubnetMovingPrice', (subnet.price << 32n) / oneTao)
  neurons(subnet, netuid, put)
  if (netuid === 0) return
  set('SubnetOwner', subnet.owner)
  set('SubnetOwnerHotkey', subnet.ownerHotkey)
  set('TokenSymbol', utf8(String.fromCodePoint(0x3b1 + netuid)))
  const told = {
    subnet_name: utf8(subnet.name),
    github_repo: utf8(''),
    subnet_contact: utf8(''),
    subnet_url: utf8(`https://subnet-${netuid}.example.org`),
  }
  const description = utf8(`What ${subnet.name} says of itself`)
  const rest = { discord: utf8(''), description, logo_url: utf8(''), additional: utf8('') }
  for (const item of ['SubnetIdentities', 'SubnetIdentitiesV2', 'SubnetIdentitiesV3']) set(item, { ...told, ...rest })
}

function neurons({ neurons }: SubnetState, netuid: number, put: Put): void {
  put('SubtensorModule', 'SubnetworkN', [netuid], neurons.length)
  put(
    'SubtensorModule',
    'ValidatorPermit',
    [netuid],
    neurons.map(() => true),
  )
  neurons.forEach((hotkey, uid) => {
    put('SubtensorModule', 'Keys', [netuid, uid], hotkey)
    put('SubtensorModule', 'Uids', [netuid, hotkey], uid)
    put('SubtensorModule', 'IsNetworkMember', [hotkey, netuid], true)
  })
}

function familyCell(ledger: Ledger, [at]: string[], put: Put): void {
  const netuid = Number(at)
  const parents = new Map<Address, [bigint, Address][]>()
  for (const [name, children] of ledger.children) {
    const [parent, of] = name.split(' ') as [Address, string]
    if (of !== at) continue
    put('SubtensorModule', 'ChildKeys', [parent, netuid], children)
    for (const [share, child] of children) parents.set(child, [...(parents.get(child) ?? []), [share, parent]])
  }
  for (const [child, list] of parents) put('SubtensorModule', 'ParentKeys', [child, netuid], list)
}

/** A coldkey's own lock. */
function lockCell(ledger: Ledger, words: string[], put: Put): void {
  const lock = ledger.locks.get(key(...words))
  if (!lock) return
  const [coldkey, at, hotkey] = words
  const netuid = Number(at)
  put('SubtensorModule', 'Lock', [coldkey, netuid, hotkey], lockState(lock))
  put('SubtensorModule', 'LockingColdkeys', [netuid, hotkey, coldkey], undefined)
}

const lockState = ({ mass, conviction, since }: LockState) => ({
  locked_mass: mass,
  conviction,
  last_update: BigInt(since),
})

/** What all locks on a subnet come to. */
function locksCell(ledger: Ledger, [at]: string[], put: Put): void {
  const netuid = Number(at)
  for (const [name, sum] of ledger.lockSums.get(netuid) ?? []) {
    const [hotkey, how, whose] = name.split(' ')
    const decays = how === 'decaying' ? 'Decaying' : ''
    if (whose === 'owner') put('SubtensorModule', `${decays}OwnerLock`, [netuid], lockState(sum))
    else put('SubtensorModule', `${decays}HotkeyLock`, [netuid, hotkey], lockState(sum))
  }
}

function perpetualCell({ perpetual }: Ledger, words: string[], put: Put): void {
  const [coldkey, netuid] = words
  if (perpetual.has(key(...words))) put('SubtensorModule', 'DecayingLock', [coldkey, Number(netuid)], false)
}

/** The chain keeps no shares by coldkey: they are a rate times root stake, less what was drawn. The rate is arbitrary. */
function basketCell(ledger: Ledger, [at]: string[], put: Put): void {
  const hotkey = at as Address
  const basket = ledger.baskets.get(hotkey)
  if (!basket) return
  const rate = BigInt(arbitrary(2 ** 31, 'rate', hotkey))
  put('SubtensorModule', 'BasketShares', [hotkey], basket.shares)
  put('SubtensorModule', 'BasketRate', [hotkey], rate)
  const stakers = [...(ledger.pools.get(key(hotkey, 0)) ?? [])].filter(([, held]) => held > 0n).map(([who]) => who)
  for (const who of new Set([...stakers, ...basket.owed.keys()])) {
    const drawn = ((rate * stakeOf(ledger, who, hotkey, 0)) >> 32n) - (basket.owed.get(who) ?? 0n)
    put('SubtensorModule', 'BasketClaimed', [hotkey, who], drawn)
  }
}

function swapCell(ledger: Ledger, [who]: string[], put: Put): void {
  const announced = ledger.swaps.get(who as Address)
  const disputed = ledger.disputes.get(who as Address)
  if (announced) put('SubtensorModule', 'ColdkeySwapAnnouncements', [who], [announced.block, announced.hash])
  if (announced) put('SubtensorModule', 'ColdkeySwapScheduled', [who], undefined)
  if (disputed !== undefined) put('SubtensorModule', 'ColdkeySwapDisputes', [who], disputed)
}

function proxiesCell(ledger: Ledger, [who]: string[], put: Put): void {
  const proxies = ledger.proxies.get(who as Address) ?? []
  if (proxies.length === 0) return
  const deposit = 60_000_000n + 33_000_000n * BigInt(proxies.length)
  const list = proxies.map(({ delegate, type, delay }) => ({ delegate, proxy_type: variant(type), delay }))
  put('Proxy', 'Proxies', [who], [list, deposit])
}

function multisigCell(ledger: Ledger, words: string[], put: Put): void {
  const open = ledger.multisigs.get(key(...words))
  if (open) put('Multisig', 'Multisigs', words, open)
}

function bodiesCell(ledger: Ledger, _: string[], put: Put): void {
  const of = (body: Body): Address[] => ledger.bodies.get(body) ?? []
  put('Triumvirate', 'Members', [], of('triumvirate'))
  put('TriumvirateMembers', 'Members', [], of('triumvirate'))
  put('SenateMembers', 'Members', [], of('senate'))
  put('Triumvirate', 'Proposals', [], [...ledger.proposals.keys()])
  put('Triumvirate', 'ProposalCount', [], ledger.proposalCount)
  for (const [body, id] of Object.entries(collectiveIds) as [Body, string][]) {
    put('MultiCollective', 'Members', [variant(id)], of(body))
  }
}

function proposalCell(ledger: Ledger, [hash = '']: string[], put: Put, runtime: NodeRuntime): void {
  const proposal = ledger.proposals.get(hash)
  if (!proposal || !runtime.hasStorage('Triumvirate', 'ProposalOf')) return
  put('Triumvirate', 'Voting', [hash], proposal)
  put('Triumvirate', 'ProposalOf', [hash], callValue(proposal.call as Call, runtime))
}

function pollCell(ledger: Ledger, [at]: string[], put: Put): void {
  const poll = Number(at)
  const { track, proposer, status, at: submitted, votes } = pollOf(ledger, poll)
  const state = status === 'Ongoing' ? { track, proposer, submitted } : submitted
  put('Referenda', 'ReferendumCount', [], ledger.polls.size)
  put('Referenda', 'ReferendumStatusFor', [poll], variant(status, state))
  put('SignedVoting', 'TallyOf', [poll], tallyOf(ledger, poll))
  for (const [who, approve] of votes) put('SignedVoting', 'VotingFor', [poll, who], approve)
}

/** What each kind of cell of the ledger is in storage. `pool` is in pools.ts; `position` only marks what changed. */
export const cellEntries = {
  account: accountCell,
  totals: totalsCell,
  subnet: subnetCell,
  family: familyCell,
  lock: lockCell,
  locks: locksCell,
  perpetual: perpetualCell,
  basket: basketCell,
  swap: swapCell,
  proxies: proxiesCell,
  multisig: multisigCell,
  bodies: bodiesCell,
  proposal: proposalCell,
  poll: pollCell,
  sudo: ({ sudo }, _, put) => void (sudo && put('Sudo', 'Key', [], sudo)),
  owner: ({ owners }, [hotkey], put) => {
    const owner = owners.get(hotkey as Address)
    if (owner) put('SubtensorModule', 'Owner', [hotkey], owner)
  },
  owned: ({ owned }, [who], put) => {
    const hotkeys = owned.get(who as Address) ?? []
    if (hotkeys.length > 0) put('SubtensorModule', 'OwnedHotkeys', [who], hotkeys)
  },
  staking: ({ staking }, [who], put) => {
    put('SubtensorModule', 'StakingHotkeys', [who], staking.get(who as Address) ?? [])
  },
  delegate: ({ takes }, [hotkey], put) => {
    const take = takes.get(hotkey as Address)
    if (take !== undefined) put('SubtensorModule', 'Delegates', [hotkey], take)
  },
  identity: ({ identities }, [who], put) => {
    const identity = identities.get(who as Address)
    if (!identity) return
    put('SubtensorModule', 'Identities', [who], identityFields(identity))
    put('SubtensorModule', 'IdentitiesV2', [who], identityFields(identity))
  },
  cold: (ledger, [who], put, { era }) => {
    if (era !== 'stake') return
    let total = 0n
    for (const pool of ledger.pools.values()) total += pool.get(who as Address) ?? 0n
    put('SubtensorModule', 'TotalColdkeyStake', [who], total)
  },
} satisfies Record<string, Encode>

export type Cell = keyof typeof cellEntries | 'pool'
