import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import { type FlowFacts, type Flows, flowAt, flowKinds, noExtrinsic } from '../../evidence/flows.ts'
import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import { defineFold } from '../fold.ts'
import { type SnapshotPoint, snapshots } from './snapshots.ts'

/** How much of the chain the flows in this log cover, and what of it nobody could read. */
export interface Coverage {
  /** Blocks that flows cover, and how many of them did not decode whole. */
  blocks: number
  undecoded: number
  /** By `Pallet.name`; flows-1 told the pallet alone. */
  events: Map<string, Unread>
  calls: Map<string, Unread>
  /** Storage of the runtime at block `storageAt`, the highest of which flows say it. */
  storage: NonNullable<FlowFacts['unreadStorage']>
  storageAt: number
  /** Rao that extrinsics paid. */
  fees: bigint
  /** Changes of balances that no known event explains, by rising block. */
  unexplained: Unexplained[]
}

/** What was seen and not read, and in which table of flows last: its last block. */
export interface Unread {
  count: number
  last: number
}

/** A change of a balance: a row of flows. */
export interface Unexplained {
  block: number
  extrinsic: number | null
  account: Address
  /** Did it come to the account, or leave it? */
  came: boolean
  amount: bigint
  /** The snapshot that names the flows, their SHA-256, and the row. */
  index: number
  flows: string
  row: number
}

export const coverage = defineFold({
  name: 'coverage',
  needs: { snapshots },
  kinds: ['snapshot'],
  start: (): Coverage => ({
    blocks: 0,
    undecoded: 0,
    events: new Map(),
    calls: new Map(),
    storage: [],
    storageAt: 0,
    fees: 0n,
    unexplained: [],
  }),
  take(state, _record, { snapshots: { fresh } }) {
    if (fresh?.flows) cover(state, fresh.point, fresh.flows)
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

function cover(state: Coverage, point: SnapshotPoint, flows: Flows): void {
  const { first, last, unread, unreadCalls = [], unreadStorage = [], fees = '0', undecoded } = flows.facts
  state.blocks += last - first + 1
  state.undecoded += undecoded.length
  state.fees += BigInt(fees)
  for (const { pallet, name = '', events } of unread) count(state.events, `${pallet}.${name}`, events, last)
  for (const { pallet, name, calls } of unreadCalls) count(state.calls, `${pallet}.${name}`, calls, last)
  if (unreadStorage.length > 0 && last > state.storageAt) {
    state.storage = unreadStorage
    state.storageAt = last
  }
  const place = leading(state.unexplained, ({ block }) => block < first)
  state.unexplained.splice(place, 0, ...unexplainedIn(point, flows))
}

function count(counts: Map<string, Unread>, name: string, more: number, at: number): void {
  const { count, last } = counts.get(name) ?? { count: 0, last: 0 }
  counts.set(name, { count: count + more, last: Math.max(last, at) })
}

const kind = flowKinds.indexOf('unexplained')

function unexplainedIn({ index, flows: sha256 }: SnapshotPoint, flows: Flows): Unexplained[] {
  return Array.from(flows.kind.keys())
    .filter((row) => flows.kind[row] === kind)
    .map((row) => {
      const { block, extrinsic, from, to, amount } = flowAt(flows, row)
      const came = from === nobody
      const account = addressOfRow(flows.accounts, came ? to : from)
      const place = extrinsic === noExtrinsic ? null : extrinsic
      return { block, extrinsic: place, account, came, amount, index, flows: sha256 ?? '', row }
    })
}
