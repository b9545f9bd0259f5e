import { type Flows, readFlows } from '../../evidence/flows.ts'
import { type Holdings, readHoldings } from '../../evidence/holdings.ts'
import { Malformed } from '../../log/errors.ts'
import type { Address } from '../../log/ss58.ts'
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
  /** What others say of blocks and did not take back, in the order of the log. */
  observations: Map<RecordId, Observation>
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
  /** Who took the snapshot of this block again: those that found the same, and those that found another. */
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
    covered: [],
    fresh: null,
  }),

  take(state, record, { evidence }) {
    if (record.kind === 'snapshot') takeSnapshot(state, record, evidence)
    else observe(state, record)
    return undefined
  },

  takeBack(state, { id }) {
    const block = state.observations.get(id)?.fields.block
    state.observations.delete(id)
    for (const point of state.points) if (point.block === block) compareAll(state, point)
  },
})

/**
 * More than half of the endpoints gave the same answer to every question, and none of them another one: who lies cannot
 * be told from who is lied about by counting them.
 */
export const isProven = ({
  endpoints,
  agreed,
  dissenting,
}: Pick<SnapshotPoint, 'endpoints' | 'agreed' | 'dissenting'>): boolean => agreed * 2 > endpoints && dissenting === 0

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
  compareAll(state, point)
  if (state.points.at(-1) === point) state.latest = read.holdings
  state.fresh = { point, holdings: read.holdings, flows: read.flows && cover(state, read.flows) }
}

function pointOf({ id, index, fields }: ActiveRecord<'snapshot'>): SnapshotPoint {
  const { first = null, flows = null, dissenting = 0, recipe: _, ...rest } = fields
  return { id, index, ...rest, flows, first, dissenting, confirmed: [], contradicted: [] }
}

function insert({ points }: Snapshots, point: SnapshotPoint): void {
  const place = points.findLastIndex(({ block }) => block <= point.block)
  const same = place >= 0 && points[place]?.block === point.block
  points.splice(same ? place : place + 1, same ? 1 : 0, point)
}

/** Of two tables that cover the same blocks the first one counts. */
function cover({ covered }: Snapshots, flows: Flows): Flows | null {
  const { first, last } = flows.facts
  if (covered.some((each) => each.first <= last && first <= each.last)) return null
  covered.splice(covered.findLastIndex((each) => each.first < first) + 1, 0, { first, last })
  return flows
}

function observe(state: Snapshots, { id, account, index, fields }: ActiveRecord<'observation'>): void {
  const seen = { account, index, fields }
  state.observations.set(id, seen)
  for (const point of state.points) compare(point, seen)
}

function compareAll({ observations }: Snapshots, point: SnapshotPoint): void {
  point.confirmed = []
  point.contradicted = []
  for (const each of observations.values()) compare(point, each)
}

function compare(point: SnapshotPoint, { account, index, fields }: Observation): void {
  if (point.chain !== fields.chain || point.block !== fields.block) return
  const same = (['hash', 'stateRoot', 'spec', 'holdings'] as const).every((name) => point[name] === fields[name])
  if (!same) point.contradicted.push({ account, holdings: fields.holdings, index })
  else if (!point.confirmed.includes(account)) point.confirmed.push(account)
}

/** The files that a snapshot names. A refusal when one is not at hand, cannot be read, or says something else. */
export function readSnapshot(
  fields: FieldsOf<'snapshot'>,
  evidence: Evidence,
): { holdings: Holdings; flows: Flows | null } | Refusal {
  const bytes = evidence(fields.holdings)
  if (bytes === undefined) return missing('holdings', fields.holdings)
  const moved = fields.flows === undefined ? null : (evidence(fields.flows) ?? missing('flows', fields.flows))
  if (moved instanceof Refusal) return moved
  try {
    const holdings = readHoldings(bytes)
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
