import { type Flows, type Multisig, readFlows } from '../../evidence/flows.ts'
import { type Holdings, readHoldings } from '../../evidence/holdings.ts'
import { Malformed } from '../../log/errors.ts'
import type { Address } from '../../log/ss58.ts'
import { type Label, parseLabels } from '../../records/chain/known-accounts.ts'
import type { RecordId } from '../../records/ids.ts'
import type { FoldRecord, RecordOf } from '../../records/record.ts'
import { isRefusal, Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Entry, Evidence } from '../../views/view.ts'
import { Dictionary } from './dictionary.ts'
import { startTies, stepTies, type Ties, takeSwaps } from './links.ts'
import { type MovingFlows, movingFlows } from './moving.ts'

/** What the records of this log say about the chain: the base fold of every view about it. */
export interface ChainBase {
  /** Those whose evidence reads, by rising block; of two about one block the later record. */
  snapshots: SnapshotPoint[]
  /** Snapshots whose evidence is missing or does not say what the record says, in the order of the log. */
  broken: BrokenSnapshot[]
  /** Who holds what at the highest block. */
  latest: Holdings | null
  /** What others say of blocks, in the order of the log. */
  observations: Observation[]
  /** Multisigs whose signatories some call has shown. */
  multisigs: Map<Address, Multisig>
  /** Movement records in the order of the log. */
  movements: MovementPoint[]
  /** A number for every account that flows name. */
  dictionary: Dictionary
  /** What moved, a table for each snapshot that names flows, by rising block and without overlaps. */
  moving: MovingFlows[]
  /** The list in force, and the index of its record; both empty before the first. */
  labels: Map<Address, Label>
  labelsIndex: number | null
  /** What accounts call themselves in this log: every introduction that was not taken back, oldest first. */
  introduced: readonly { id: RecordId; account: Address; name: string }[]
  /** Accounts that belong together. */
  ties: Ties
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

export interface BrokenSnapshot {
  index: number
  block: number
  fault: string
}

/** What somebody says came out of a block. */
export interface Observation {
  account: Address
  index: number
  fields: RecordOf<'observation'>['fields']
}

export interface MovementPoint {
  id: RecordId
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  fields: RecordOf<'movement'>['fields']
}

/** What an entry brought that a view about the chain may want to step over: the evidence of a snapshot, read and checked. */
export interface Fresh {
  point: SnapshotPoint
  holdings: Holdings
  /** What moved, as it stands in the base fold now; null where there are no flows, or none that are new. */
  moving: MovingFlows | null
}

export function startChain(): ChainBase {
  return {
    snapshots: [],
    broken: [],
    observations: [],
    multisigs: new Map(),
    latest: null,
    movements: [],
    dictionary: new Dictionary(),
    moving: [],
    labels: new Map(),
    labelsIndex: null,
    introduced: [],
    ties: startTies(),
  }
}

/** Steps over an entry whose record counts or not; gives the evidence of a snapshot that could be read. */
export function stepChain(chain: ChainBase, entry: Entry, counts: Refusal | null, evidence: Evidence): Fresh | null {
  const { record, index } = entry
  if (record === null || isRefusal(counts)) return null
  if (record.kind === 'snapshot') return takeSnapshot(chain, record, index, evidence)
  if (record.kind === 'observation') observe(chain, record, index)
  if (record.kind === 'movement') chain.movements.push({ id: record.id, index, ms: entry.ms, fields: record.fields })
  if (record.kind === 'known-accounts') takeLabels(chain, record, index)
  stepTies(chain.ties, record, index)
  stepIntroduced(chain, record)
  return null
}

/**
 * More than half of the endpoints gave the same answer to every question, and none of them another one: who lies cannot
 * be told from who is lied about by counting them.
 */
export const isProven = ({
  endpoints,
  agreed,
  dissenting,
}: Pick<SnapshotPoint, 'endpoints' | 'agreed' | 'dissenting'>): boolean => agreed * 2 > endpoints && dissenting === 0

function takeSnapshot(chain: ChainBase, record: RecordOf<'snapshot'>, index: number, evidence: Evidence): Fresh | null {
  const read = readSnapshot(record.fields, evidence)
  if (read instanceof Refusal) {
    chain.broken.push({ index, block: record.fields.block, fault: read.sentence })
    return null
  }
  const point = pointOf(record, index)
  insert(chain, point)
  for (const each of chain.observations) compare(point, each)
  if (chain.snapshots.at(-1) === point) chain.latest = read.holdings
  for (const multisig of read.flows?.facts.multisigs ?? []) chain.multisigs.set(multisig.account, multisig)
  const { holdings, flows } = read
  return { point, holdings, moving: flows && takeFlows(chain, movingFlows(point, holdings, flows, chain)) }
}

/** Of two tables that cover the same blocks the first one counts, so that nothing is told twice. */
function takeFlows({ moving, ties, dictionary }: ChainBase, table: MovingFlows): MovingFlows | null {
  const place = moving.findLastIndex(({ first }) => first < table.first) + 1
  const overlaps = [moving[place - 1], moving[place]].some(
    (each) => each && each.first <= table.last && table.first <= each.last,
  )
  if (overlaps) return null
  moving.splice(place, 0, table)
  takeSwaps(ties, table, dictionary)
  return table
}

function pointOf({ id, fields }: RecordOf<'snapshot'>, index: number): SnapshotPoint {
  const { first = null, flows = null, dissenting = 0, recipe: _, ...rest } = fields
  return { id, index, ...rest, flows, first, dissenting, confirmed: [], contradicted: [] }
}

function insert({ snapshots }: ChainBase, point: SnapshotPoint): void {
  const place = snapshots.findLastIndex(({ block }) => block <= point.block)
  const same = place >= 0 && snapshots[place]!.block === point.block
  snapshots.splice(same ? place : place + 1, same ? 1 : 0, point)
}

/** The files that a snapshot names. A refusal when one is not at hand, cannot be read, or says something else. */
export function readSnapshot(
  fields: FieldsOf<'snapshot'>,
  evidence: Evidence,
): { holdings: Holdings; flows: Flows | null } | Refusal {
  const [bytes, moved] = [evidence(fields.holdings), fields.flows === undefined ? null : evidence(fields.flows)]
  if (bytes === undefined) return missing('holdings', fields.holdings)
  if (moved === undefined) return missing('flows', fields.flows!)
  try {
    const holdings = readHoldings(bytes)
    const flows = moved && readFlows(moved)
    const difference = differs(fields, holdings, flows)
    return difference === null ? { holdings, flows } : new Refusal('evidence-mismatch', difference)
  } catch (error) {
    if (error instanceof Malformed) return new Refusal('bad-file', `The evidence of a snapshot: ${error.message}.`)
    throw error
  }
}

function missing(name: string, sha256: string): Refusal {
  return new Refusal('evidence-missing', `The ${name} with the SHA-256 ${sha256} are not at hand: add them first.`)
}

function differs(fields: FieldsOf<'snapshot'>, { facts }: Holdings, flows: Flows | null): string | null {
  for (const name of ['chain', 'block', 'hash', 'stateRoot', 'spec'] as const) {
    if (facts[name] !== fields[name]) return `The holdings have another ${name} than the snapshot that names them.`
  }
  if (flows === null) return null
  const { chain, first, last, lastHash } = flows.facts
  const fits = chain === fields.chain && first === fields.first && last === fields.block && lastHash === fields.hash
  return fits ? null : 'The flows are of other blocks than the snapshot that names them says.'
}

function observe(chain: ChainBase, { account, fields }: RecordOf<'observation'>, index: number): void {
  const seen = { account, index, fields }
  chain.observations.push(seen)
  for (const point of chain.snapshots) compare(point, seen)
}

function compare(point: SnapshotPoint, { account, index, fields }: Observation): void {
  if (point.chain !== fields.chain || point.block !== fields.block) return
  const same = (['hash', 'stateRoot', 'spec', 'holdings'] as const).every((name) => point[name] === fields[name])
  if (!same) point.contradicted.push({ account, holdings: fields.holdings, index })
  else if (!point.confirmed.includes(account)) point.confirmed.push(account)
}

/** A new list whenever it changes, so that whoever works with it sees that it has. */
function stepIntroduced(chain: ChainBase, record: FoldRecord): void {
  if (record.kind === 'revoke' && chain.introduced.some(({ id }) => id === record.fields.record))
    chain.introduced = chain.introduced.filter(({ id }) => id !== record.fields.record)
  if (record.kind === 'introduction')
    chain.introduced = [...chain.introduced, { id: record.id, account: record.account, name: record.fields.name }]
}

function takeLabels(
  chain: ChainBase,
  { fields }: Extract<FoldRecord, { kind: 'known-accounts' }>,
  index: number,
): void {
  const list = parseLabels(fields.body)
  // The rule of the kind has read the list already.
  if (typeof list === 'string') return
  chain.labels = new Map(list.map((label) => [label.account, label]))
  chain.labelsIndex = index
}
