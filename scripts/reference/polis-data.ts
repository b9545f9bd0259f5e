import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWhole } from '../../src/evidence/csv-scan.ts'
import { filesToRead, type PolisSet, polisReader } from '../../src/evidence/polis.ts'
import { inOrder } from '../../src/folds/conversation/values.ts'
import { type VoteMatrix, votesToMatrix } from '../../src/math/polis/votes.ts'
import { isRefusal, type Refusal } from '../../src/records/refusals.ts'
import { opinionsOf } from '../../src/views/conversation/opinion-map/collect.ts'
import { makeMap } from '../../src/views/conversation/opinion-map/map.ts'
import type { Opinions } from '../../src/views/conversation/opinion-map/spread.ts'
import type { OpinionMap } from '../../src/views/conversation/opinion-map/value.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'

/** A conversation with rows and columns in the order of first votes, as production Polis has them. */
export interface Conversation {
  votes: VoteMatrix
  /** Participant of each row and statement of each column. */
  participants: number[]
  statements: number[]
  /** Per column: moderated out or about the conversation itself; and the latter alone. */
  zeroed: Uint8Array
  meta: Uint8Array
  /** What the site publishes for it. */
  map: OpinionMap
}

/** A second implementation (red-dwarf, exact decomposition); agree = +1. */
export interface ExactReference {
  statement_ids: number[]
  pca: { center: number[]; comps: [number[], number[]] }
  projections: Record<string, [number, number]>
  extremity: Record<string, number>
  groups: Record<string, number>
  group_sizes: Record<string, number>
  group_aware_consensus_agree: Record<string, number>
  group_aware_consensus_disagree: Record<string, number>
  representative: Record<string, ReferenceStatement[]>
  consensus: Record<'agree' | 'disagree', ReferenceStatement[]>
}

/** Production Polis from a cold start; agree = -1. */
export interface ProductionReference {
  pids: number[]
  tids: number[]
  k: number
  pca: { center: number[]; comps: [number[], number[]]; 'comment-extremity': number[] }
  proj: [number, number][]
  groups: Record<string, number>
  group_sizes: Record<string, number>
  'in-conv': number[]
  'base-clusters': { id: number[]; members: number[][]; x: number[]; y: number[] }
  'group-clusterings-silhouettes': Record<string, number>
  'group-votes': Record<string, { votes: Record<string, { A: number; D: number; S: number }> }>
  'group-aware-consensus': Record<string, number>
  'comment-priorities-after-second-update': Record<string, number>
  repness: Record<string, ReferenceStatement[]>
  consensus: Record<'agree' | 'disagree', ReferenceStatement[]>
}

export interface ReferenceStatement {
  tid: number
  'n-success': number
  'n-trials': number
  'p-success': number
  'p-test': number
  repness?: number
  'repness-test'?: number
  'repful-for'?: 'agree' | 'disagree'
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** Reads a conversation from its folder, whether it holds CSV exports or answers of the Polis API. */
export function readConversation(folder: string): Conversation {
  const set = readSet(folder)
  if (isRefusal(set)) throw new Error(`${folder}: ${sentenceOf(english, set)}`)
  const { statement, participant, value, ms, length } = set.votes
  const order = Int32Array.from({ length }, (_, i) => i).sort((a, b) => ms[a]! - ms[b]! || a - b)
  const rows = number(order.map((i) => participant[i]!))
  const columns = number(order.map((i) => statement[i]!))
  const choice = Int8Array.from(order, (i) => value[i]!)
  const ballots = { person: rows.at, statement: columns.at, choice }
  const about = new Map(set.statements.map((each) => [each.id, each]))
  const meta = Uint8Array.from(columns.ids, (id) => (about.get(id)?.meta ? 1 : 0))
  const zeroed = meta.map((flag, c) => (flag || about.get(columns.ids[c]!)?.moderated === -1 ? 1 : 0))
  const votes = votesToMatrix(ballots, rows.ids.length, columns.ids.length)
  return { votes, participants: rows.ids, statements: columns.ids, zeroed, meta, map: publishedMap(set) }
}

/** The way of an import through the view. */
function publishedMap(set: PolisSet): OpinionMap {
  const statements = set.statements.map(({ id, moderated, meta }) => {
    return { id: String(id), imported: id, moderated: moderated === -1, meta }
  })
  return makeMap(opinionsOf(statements, inOrder(set), null))
}

/** The comments and votes of a conversation, on the way of an import. */
export function readSet(folder: string): PolisSet | Refusal {
  const reader = polisReader()
  for (const file of filesToRead((name) => existsSync(join(folder, name))) ?? []) {
    const fault = readWhole(reader.open(file), readFileSync(join(folder, file)))
    if (fault) return fault
  }
  const read = reader.done(null)
  return isRefusal(read) ? read : read.set
}

/** The opinions of a conversation, as a map is made of them. */
export function readOpinions(folder: string): Opinions {
  const set = readSet(folder)
  if (isRefusal(set)) throw new Error(`${folder}: ${sentenceOf(english, set)}`)
  const statements = set.statements.map(({ id, moderated, meta }) => {
    return { id: id.toString(16).padStart(64, '0'), imported: id, moderated: moderated === -1, meta }
  })
  return opinionsOf(statements, inOrder(set), null)
}

/** Numbers ids in the order in which they first occur. */
function number(ids: Int32Array): { ids: number[]; at: Int32Array } {
  const index = new Map<number, number>()
  for (const id of ids) if (!index.has(id)) index.set(id, index.size)
  return { ids: [...index.keys()], at: Int32Array.from(ids, (id) => index.get(id)!) }
}
