/**
 * Which accounts belong together beside a coldkey and the hotkeys that it owns: those that both say so, and those whose
 * key was swapped on the chain.
 */

import { addressAt, addressOfRow } from '../../evidence/accounts.ts'
import { type Flows, flowAt, flowKinds, noSubnet } from '../../evidence/flows.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'
import { snapshots } from './snapshots.ts'

/** Which accounts are proven to be of one person, and which keys became others. */
export interface AccountLinks {
  /** What was said of each pair of accounts, by `<lower address> <higher address>`. */
  said: Map<string, SaidOfPair>
  /** The pair that each record is about that was not taken back. */
  pairOf: Map<RecordId, string>
  /** Pairs that both sides signed, in the order in which they came about. */
  pairs: Map<string, Pair>
  /** The accounts that each is paired with. */
  partners: Map<Address, Set<Address>>
  /** Links that one side signed and the other has not, by the pair. */
  pending: Map<string, Pending>
  /** What became of keys that were swapped on the chain. */
  swapped: Map<Address, Swap>
  /** The keys that became each key. */
  formerly: Map<Address, Set<Address>>
}

interface Said {
  id: RecordId
  index: number
  ms: number
  from: Address
  with: Address
}

/** Ends of a link and each side's halves, in the order of the log. The last of each was not taken back; earlier ones may have been. */
interface SaidOfPair {
  ends: Said[]
  lower: Said[]
  higher: Said[]
}

/** Two accounts that are proven to belong together, and the places of the two records. */
export interface Pair {
  accounts: readonly [Address, Address]
  indexes: readonly [number, number]
  /** Admission time of the later record, Unix milliseconds. */
  ms: number
}

/** A link that waits for the other side. */
export interface Pending {
  from: Address
  to: Address
  index: number
}

/** A key that became another. */
export interface Swap {
  to: Address
  block: number
  what: 'coldkey' | 'hotkey'
}

export const links = defineFold({
  name: 'links',
  needs: { snapshots },
  kinds: ['link', 'unlink', 'snapshot'],
  start: (): AccountLinks => ({
    said: new Map(),
    pairOf: new Map(),
    pairs: new Map(),
    partners: new Map(),
    pending: new Map(),
    swapped: new Map(),
    formerly: new Map(),
  }),

  take(state, record, { snapshots: { fresh } }) {
    if (record.kind !== 'snapshot') say(state, record)
    else if (fresh?.flows) takeSwaps(state, fresh.flows)
    return undefined
  },

  /** What is taken back is as if it had never been said: taking back the end of a link makes the link hold again. */
  takeBack(state, { id }) {
    const key = state.pairOf.get(id)
    if (key === undefined) return
    state.pairOf.delete(id)
    settle(state, key)
  },
})

function say(state: AccountLinks, { id, index, ms, kind, account, fields }: ActiveRecord<'link' | 'unlink'>): void {
  const key = account < fields.with ? `${account} ${fields.with}` : `${fields.with} ${account}`
  state.pairOf.set(id, key)
  const before = state.said.get(key)
  const said = before ?? { ends: [], lower: [], higher: [] }
  if (!before) state.said.set(key, said)
  const list = kind === 'unlink' ? said.ends : account < fields.with ? said.lower : said.higher
  list.push({ id, index, ms, from: account, with: fields.with })
  settle(state, key)
}

/** Whether a pair holds, waits for one side, or neither: each side's latest word since the last end of the link. */
function settle(state: AccountLinks, key: string): void {
  const said = state.said.get(key)
  if (!said) return
  const end = latest(state, said.ends)?.index ?? -1
  const [low, high] = [latest(state, said.lower, end), latest(state, said.higher, end)]
  const [one, other] = low ? [low, high] : [high, low]
  const before = state.pairs.get(key)
  state.pairs.delete(key)
  state.pending.delete(key)
  if (before) tie(state.partners, before.accounts, false)
  if (one && other) tie(state.partners, [one.from, other.from], true)
  if (one && other)
    state.pairs.set(key, {
      accounts: [one.from, other.from],
      indexes: [one.index, other.index],
      ms: Math.max(one.ms, other.ms),
    })
  else if (one) state.pending.set(key, { from: one.from, to: one.with, index: one.index })
}

/** The last that was not taken back, if it came after an index; those after it are let go. */
function latest({ pairOf }: AccountLinks, list: Said[], after = -1): Said | undefined {
  for (let last = list.at(-1); last; last = list.at(-1)) {
    if (pairOf.has(last.id)) return last.index > after ? last : undefined
    list.pop()
  }
  return undefined
}

/** Two accounts stand beside each other in a map, or do no more. */
function tie(partners: AccountLinks['partners'], [a, b]: Pair['accounts'], tied: boolean): void {
  for (const [one, other] of [[a, b] as const, [b, a] as const]) {
    const all = partners.get(one) ?? new Set()
    if (tied) partners.set(one, all.add(other))
    else if (all.delete(other) && all.size === 0) partners.delete(one)
  }
}

/** Takes in the keys that were swapped in a table of flows. A hotkey that was swapped on one subnet alone stays. */
function takeSwaps({ swapped, formerly }: AccountLinks, flows: Flows): void {
  const { accounts } = flows
  const add = (what: Swap['what'], block: number, before: number, after: number): void => {
    const next = addressAt(accounts, after)
    if (next === null) return
    const old = addressOfRow(accounts, before)
    formerly.get(swapped.get(old)?.to ?? old)?.delete(old)
    swapped.set(old, { to: next, block, what })
    formerly.set(next, (formerly.get(next) ?? new Set()).add(old))
  }
  const kinds = [flowKinds.indexOf('coldkey-swapped'), flowKinds.indexOf('hotkey-swapped')]
  for (const [row, place] of flows.kind.entries()) {
    if (!kinds.includes(place)) continue
    const { kind, from, to, hotkey, toHotkey, netuid, block } = flowAt(flows, row)
    if (kind === 'coldkey-swapped') add('coldkey', block, from, to)
    else if (netuid === noSubnet) add('hotkey', block, hotkey, toHotkey)
  }
}

/** More swaps in a row than this are a circle. */
const mostSwaps = 64

/** What an account is called after all swaps. */
export function newest({ swapped }: Pick<AccountLinks, 'swapped'>, account: Address): Address {
  let at = account
  for (let i = 0; i < mostSwaps; i++) {
    const next = swapped.get(at)
    if (!next) return at
    at = next.to
  }
  return at
}
