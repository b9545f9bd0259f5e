import { stakeByPeople } from '../../evidence/baskets.ts'
import { type Flows, readFlows } from '../../evidence/flows.ts'
import { type Holdings, readHoldings } from '../../evidence/holdings.ts'
import { Malformed } from '../../log/errors.ts'
import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import type { RecordId } from '../../records/ids.ts'
import { type Params, Refusal, type RefusalCode } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Evidence } from '../entry.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** What the snapshots in this log say, and who says otherwise. */
export interface Snapshots {
  /** Those whose evidence reads, by rising block; of two about one block the later record. */
  points: SnapshotPoint[]
  /** Snapshots whose evidence is missing or does not say what the record says, in the order of the log. */
  broken: BrokenSnapshot[]
  /** Who holds what at the highest block. */
  latest: Holdings | null
  /** What others say of each block and did not take back, in the order of the log; and which block each is about. */
  observations: Map<number, Map<RecordId, Observation>>
  observed: Map<RecordId, number>
  /** Blocks whose flows have been taken in, by rising block, without overlaps. */
  covered: { first: number; last: number }[]
  /** What the latest snapshot record brought; null before the first, and after one that could not be read. */
  fresh: Fresh | null
}

/** A snapshot that a record names. */
export interface SnapshotPoint {
  id: RecordId
  index: number
  chain: string
  block: number
  hash: string
  stateRoot: string
  spec: number
  /** Time of the block, Unix milliseconds. */
  at: number
  /** SHA-256 of the evidence; flows go from block `first` to `block`, null where there are none. */
  holdings: string
  flows: string | null
  first: number | null
  endpoints: number
  agreed: number
  /** How many of them gave another answer to any question. */
  dissenting: number
  /** SHA-256 of the files that prove its storage under the state root; empty where it is as the endpoints said. */
  proofs: readonly string[]
}

/** Who took the snapshot of a block again: those that found the same, and those that found another. */
export interface Checks {
  confirmed: Address[]
  contradicted: { account: Address; holdings: string; index: number }[]
}

/** A snapshot that does not count, and why. */
export interface BrokenSnapshot {
  index: number
  block: number
  fault: { code: RefusalCode; params: Params }
}

/** What somebody says came out of a block. */
export interface Observation {
  account: Address
  index: number
  fields: FieldsOf<'observation'>
}

/** The evidence of one snapshot, read and checked. */
export interface Fresh {
  point: SnapshotPoint
  holdings: Holdings
  /** What moved, where there are flows and no table of the same blocks came before: nothing is told twice. */
  flows: Flows | null
}

export const snapshots = defineFold({
  name: 'snapshots',
  needs: {},
  kinds: ['snapshot', 'observation'],
  start: (): Snapshots => ({
    points: [],
    broken: [],
    latest: null,
    observations: new Map(),
    observed: new Map(),
    covered: [],
    fresh: null,
  }),

  take(state, record, { evidence }) {
    if (record.kind === 'snapshot') takeSnapshot(state, record, evidence)
    else observe(state, record)
    return undefined
  },

  takeBack(state, { id }) {
    const block = state.observed.get(id)
    state.observed.delete(id)
    if (block !== undefined) state.observations.get(block)?.delete(id)
  },
})

/**
 * How figures are known. `proven`: storage follows from a state root that the endpoints agreed on, and `audit` checks
 * that; `agreed`: more than half of the endpoints gave the same answer to every question, and none another one; `single`:
 * one endpoint's word, proofs or not, since whoever tells the root alone can prove anything; `disputed`: who lies cannot
 * be told from who is lied about by counting them.
 */
export const backings = ['proven', 'agreed', 'single', 'disputed'] as const
export type Backing = (typeof backings)[number]

type Counts = Pick<SnapshotPoint, 'endpoints' | 'agreed' | 'dissenting' | 'proofs'>

/** Whether counting endpoints settles anything: more than half said so, and none otherwise. */
export const isAgreed = ({ endpoints, agreed, dissenting }: Omit<Counts, 'proofs'>): boolean =>
  agreed * 2 > endpoints && dissenting === 0

/** How the figures of a snapshot are known; those that no proof can hold, like movements, with `proofs` left empty. */
export function backingOf(point: Counts): Backing {
  if (point.agreed === 1 && point.dissenting === 0) return 'single'
  if (!isAgreed(point)) return 'disputed'
  return point.proofs.length > 0 ? 'proven' : 'agreed'
}

function takeSnapshot(state: Snapshots, record: ActiveRecord<'snapshot'>, evidence: Evidence): void {
  const { index, fields } = record
  const read = readSnapshot(fields, evidence)
  if (read instanceof Refusal) {
    state.broken.push({ index, block: fields.block, fault: { code: read.code, params: read.params } })
    state.fresh = null
    return
  }
  const point = pointOf(record)
  insert(state, point)
  if (state.points.at(-1) === point) state.latest = read.holdings
  state.fresh = { point, holdings: read.holdings, flows: read.flows && cover(state, read.flows) }
}

function pointOf({ id, index, fields }: ActiveRecord<'snapshot'>): SnapshotPoint {
  const { first = null, flows = null, dissenting = 0, proofs = [], recipe: _, metadata: __, ...rest } = fields
  return { id, index, ...rest, flows, first, dissenting, proofs }
}

function insert({ points }: Snapshots, point: SnapshotPoint): void {
  const place = leading(points, ({ block }) => block < point.block)
  points.splice(place, points[place]?.block === point.block ? 1 : 0, point)
}

/** The snapshot of a block. */
export function pointAt({ points }: Pick<Snapshots, 'points'>, block: number): SnapshotPoint | null {
  const point = points[leading(points, (each) => each.block < block)]
  return point?.block === block ? point : null
}

/** Of two tables that cover the same blocks the first one counts. */
function cover({ covered }: Snapshots, flows: Flows): Flows | null {
  const { first, last } = flows.facts
  // Without overlaps the ends rise like the beginnings, so one neighbour decides.
  const place = leading(covered, (each) => each.last < first)
  const next = covered[place]
  if (next && next.first <= last) return null
  covered.splice(place, 0, { first, last })
  return flows
}

function observe(state: Snapshots, { id, account, index, fields }: ActiveRecord<'observation'>): void {
  const ofBlock = state.observations.get(fields.block) ?? new Map<RecordId, Observation>()
  state.observations.set(fields.block, ofBlock)
  ofBlock.set(id, { account, index, fields })
  state.observed.set(id, fields.block)
}

/** What others found in the block of a snapshot. */
export function checksOf({ observations }: Pick<Snapshots, 'observations'>, point: SnapshotPoint): Checks {
  const confirmed = new Set<Address>()
  const contradicted: Checks['contradicted'] = []
  for (const { account, index, fields } of observations.get(point.block)?.values() ?? []) {
    if (point.chain !== fields.chain) continue
    if (found.every((name) => point[name] === fields[name])) confirmed.add(account)
    else contradicted.push({ account, holdings: fields.holdings, index })
  }
  return { confirmed: [...confirmed], contradicted }
}

/** What two snapshots of one block have to have in common. */
const found = ['hash', 'stateRoot', 'spec', 'holdings'] as const

/** The files that a snapshot names; what is in baskets as stake of those to whom it is owed. A refusal when one is not at hand, cannot be read, or says something else. */
export function readSnapshot(
  fields: FieldsOf<'snapshot'>,
  evidence: Evidence,
): { holdings: Holdings; flows: Flows | null } | Refusal {
  const bytes = evidence(fields.holdings)
  if (bytes === undefined) return missing('holdings', fields.holdings)
  const moved = fields.flows === undefined ? null : (evidence(fields.flows) ?? missing('flows', fields.flows))
  if (moved instanceof Refusal) return moved
  try {
    const holdings = stakeByPeople(readHoldings(bytes))
    const flows = moved && readFlows(moved)
    return differs(fields, holdings, flows) ?? { holdings, flows }
  } catch (error) {
    if (error instanceof Malformed) return new Refusal('bad-file', { reason: 'snapshot', fault: error.message })
    throw error
  }
}

const missing = (file: string, sha256: string): Refusal => new Refusal('evidence-missing', { file, sha256 })

function differs(fields: FieldsOf<'snapshot'>, { facts }: Holdings, flows: Flows | null): Refusal | null {
  for (const name of ['chain', 'block', 'hash', 'stateRoot', 'spec'] as const) {
    if (facts[name] !== fields[name]) return new Refusal('evidence-mismatch', { reason: 'holdings', field: name })
  }
  if (flows === null) return null
  const { chain, first, last, lastHash } = flows.facts
  const fits = chain === fields.chain && first === fields.first && last === fields.block && lastHash === fields.hash
  return fits ? null : new Refusal('evidence-mismatch', { reason: 'flows' })
}
