import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type VoteMatrix, votesToMatrix } from '../../src/math/polis/votes.ts'

/** A conversation with rows and columns in the order of first votes, as production Polis has them. */
export interface Conversation {
  votes: VoteMatrix
  /** Participant of each row and statement of each column. */
  participants: number[]
  statements: number[]
  /** Per column: moderated out or about the conversation itself; and the latter alone. */
  zeroed: Uint8Array
  meta: Uint8Array
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

interface Vote {
  participant: number
  statement: number
  value: number
  ms: number
}

interface Statement {
  id: number
  moderated: number
  meta: boolean
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** Reads a conversation from its folder, whether it holds CSV exports or answers of the Polis API. */
export function readConversation(folder: string): Conversation {
  const { votes, statements } = existsSync(join(folder, 'votes.csv')) ? fromCsv(folder) : fromJson(folder)
  votes.sort((a, b) => a.ms - b.ms)
  const rows = number(votes.map((vote) => vote.participant))
  const columns = number(votes.map((vote) => vote.statement))
  const matrix = votesToMatrix(
    { person: rows.at, statement: columns.at, choice: Int8Array.from(votes, (vote) => vote.value) },
    rows.ids.length,
    columns.ids.length,
  )
  const about = new Map(statements.map((statement) => [statement.id, statement]))
  const meta = Uint8Array.from(columns.ids, (id) => (about.get(id)?.meta ? 1 : 0))
  const zeroed = meta.map((flag, c) => (flag || about.get(columns.ids[c]!)?.moderated === -1 ? 1 : 0))
  return { votes: matrix, participants: rows.ids, statements: columns.ids, zeroed, meta }
}

/** Numbers ids in the order in which they first occur. */
function number(ids: number[]): { ids: number[]; at: Int32Array } {
  const index = new Map<number, number>()
  for (const id of ids) if (!index.has(id)) index.set(id, index.size)
  return { ids: [...index.keys()], at: Int32Array.from(ids, (id) => index.get(id)!) }
}

function fromCsv(folder: string): { votes: Vote[]; statements: Statement[] } {
  const votes = readCsv(join(folder, 'votes.csv')).map((row) => ({
    participant: Number(row['voter-id']),
    statement: Number(row['comment-id']),
    value: Number(row.vote),
    ms: Number(row.timestamp),
  }))
  const statements = readCsv(join(folder, 'comments.csv')).map((row) => ({
    id: Number(row['comment-id']),
    moderated: Number(row.moderated),
    meta: row['is-meta'] === 'true',
  }))
  return { votes, statements }
}

/** Answers of the Polis API as red-dwarf stores them: the vote's sign is already agree = +1. */
function fromJson(folder: string): { votes: Vote[]; statements: Statement[] } {
  type ApiVote = { participant_id: number; statement_id: number; vote: number; modified: number }
  type ApiStatement = { statement_id: number; moderated: number; is_meta: boolean }
  const votes = readJson<ApiVote[]>(join(folder, 'votes.json'))
  const statements = readJson<ApiStatement[]>(join(folder, 'comments.json'))
  return {
    votes: votes.map((v) => ({
      participant: v.participant_id,
      statement: v.statement_id,
      value: v.vote,
      ms: v.modified,
    })),
    statements: statements.map((s) => ({ id: s.statement_id, moderated: s.moderated, meta: s.is_meta })),
  }
}

/** Rows by header name; quoted cells may hold commas, line breaks and doubled quotes. */
function readCsv(path: string): Record<string, string>[] {
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy
  const rows: string[][] = [[]]
  const text = readFileSync(path, 'utf8')
  for (const match of text.matchAll(cell)) {
    if (match.index === text.length) break
    const raw = match[1]!
    rows.at(-1)!.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (match[2] !== ',') rows.push([])
  }
  const [header, ...rest] = rows.filter((row) => row.length > 0)
  return rest.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i] ?? ''])))
}
