import { hex, sha256, text, utf8 } from '../log/bytes.ts'
import type { RecordId } from '../records/ids.ts'
import { Refusal } from '../records/refusals.ts'
import { badCell, badRow, type Csv, readCsv } from './csv.ts'

/** One comment of a Polis export. */
export interface PolisStatement {
  /** comment-id. */
  id: number
  /** author-id, where the file has one. */
  author: number | null
  body: string
  /** -1 rejected, 0 not looked at, 1 accepted; 0 where the file has no such column. */
  moderated: -1 | 0 | 1
  /** About the participant rather than an opinion. */
  meta: boolean
  /** Unix milliseconds. */
  ms: number
}

/** The rows of votes.csv, column by column, in the order of the file. A later row replaces an earlier of the same pair. */
export interface PolisVotes {
  length: number
  participant: Int32Array
  /** comment-id. */
  statement: Int32Array
  /** +1 agree, -1 disagree, 0 pass, as in the file. */
  value: Int8Array
  /** Unix milliseconds. */
  ms: Float64Array
}

/** A conversation of Polis as its export has it. */
export interface PolisSet {
  /** In the order of the file. */
  statements: PolisStatement[]
  votes: PolisVotes
}

/** Id under which signed accounts vote on an imported statement: hex SHA-256 of `<import id>/<comment-id>` and LF. */
export function importedStatementId(importId: RecordId | string, commentId: number): RecordId {
  return hex(sha256(utf8(`${importId}/${commentId}\n`))) as RecordId
}

/** Reads comments.csv and votes.csv of a Polis export. Columns are found by name; others are passed over. */
export function parsePolis(files: { comments: Uint8Array; votes: Uint8Array }): PolisSet | Refusal {
  const comments = open('comments.csv', files.comments, ['timestamp', 'comment-id', 'comment-body'])
  if (comments instanceof Refusal) return comments
  const statements = readStatements(comments)
  if (statements instanceof Refusal) return statements
  const rows = open('votes.csv', files.votes, ['timestamp', 'comment-id', 'voter-id', 'vote'])
  if (rows instanceof Refusal) return rows
  const votes = readVotes(rows, new Set(statements.map(({ id }) => id)))
  return votes instanceof Refusal ? votes : { statements, votes }
}

function open(name: string, bytes: Uint8Array, needed: readonly string[]): Csv | Refusal {
  const decoded = decodeUtf8(bytes)
  if (decoded === null) return new Refusal('bad-file', { reason: 'not-utf8', file: name })
  return readCsv(name, decoded, needed)
}

/** Fatal UTF-8, or null. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return text(bytes)
  } catch {
    // text() throws for bytes that are not UTF-8, and for nothing else.
    return null
  }
}

function readStatements(csv: Csv): PolisStatement[] | Refusal {
  const statements: PolisStatement[] = []
  const seen = new Set<number>()
  for (const [i, row] of csv.rows.entries()) {
    const statement = readStatement(csv, row, csv.lines[i]!)
    if (statement instanceof Refusal) return statement
    if (seen.has(statement.id)) return badRow(csv.name, csv.lines[i]!, 'comment-twice', { id: statement.id })
    seen.add(statement.id)
    statements.push(statement)
  }
  return statements
}

function readStatement(csv: Csv, row: string[], line: number): PolisStatement | Refusal {
  const cell = (column: string): string | undefined => row[csv.columns.get(column) ?? -1]
  const id = natural(cell('comment-id'))
  const ms = natural(cell('timestamp'))
  const author = cell('author-id') ? natural(cell('author-id')) : -1
  const moderated = moderations.get(cell('moderated') ?? '0')
  const meta = booleans.get((cell('is-meta') ?? 'false').toLowerCase())
  const wrong = (column: string, expected: string): Refusal => badCell(csv.name, line, column, cell(column), expected)
  if (!isId(id)) return wrong('comment-id', 'csv-id')
  if (Number.isNaN(ms)) return wrong('timestamp', 'csv-time')
  if (author !== -1 && !isId(author)) return wrong('author-id', 'csv-id-or-nothing')
  if (moderated === undefined) return wrong('moderated', 'csv-moderation')
  if (meta === undefined) return wrong('is-meta', 'csv-boolean')
  return { id, author: author === -1 ? null : author, body: cell('comment-body')!, moderated, meta, ms }
}

const moderations = new Map<string, -1 | 0 | 1>([
  ['-1', -1],
  ['0', 0],
  ['1', 1],
  ['', 0],
])
const booleans = new Map([
  ['true', true],
  ['false', false],
  ['', false],
])

function readVotes(csv: Csv, known: Set<number>): PolisVotes | Refusal {
  const length = csv.rows.length
  const [at, of, by, how] = ['timestamp', 'comment-id', 'voter-id', 'vote'].map((column) => csv.columns.get(column)!)
  const votes = {
    length,
    participant: new Int32Array(length),
    statement: new Int32Array(length),
    value: new Int8Array(length),
    ms: new Float64Array(length),
  }
  for (let i = 0; i < length; i++) {
    const row = csv.rows[i]!
    const participant = natural(row[by!])
    const statement = natural(row[of!])
    const value = row[how!]
    const ms = natural(row[at!])
    if (
      !isId(participant) ||
      !known.has(statement) ||
      Number.isNaN(ms) ||
      (value !== '1' && value !== '0' && value !== '-1')
    )
      return badVote(csv, row, csv.lines[i]!, known)
    votes.participant[i] = participant
    votes.statement[i] = statement
    votes.value[i] = value === '1' ? 1 : value === '0' ? 0 : -1
    votes.ms[i] = ms
  }
  return votes
}

/** Which cell of a row of votes.csv is at fault. */
function badVote(csv: Csv, row: string[], line: number, known: Set<number>): Refusal {
  const cell = (column: string): string | undefined => row[csv.columns.get(column) ?? -1]
  const wrong = (column: string, expected: string): Refusal => badCell(csv.name, line, column, cell(column), expected)
  if (!isId(natural(cell('voter-id')))) return wrong('voter-id', 'csv-id')
  if (!isId(natural(cell('comment-id')))) return wrong('comment-id', 'csv-id')
  if (!known.has(natural(cell('comment-id')))) return wrong('comment-id', 'csv-known-comment')
  if (Number.isNaN(natural(cell('timestamp')))) return wrong('timestamp', 'csv-time')
  return wrong('vote', 'csv-vote')
}

/** Value of 1 to 15 decimal digits; NaN for anything else. */
function natural(cell: string | undefined): number {
  if (cell === undefined || cell === '' || cell.length > 15) return Number.NaN
  let value = 0
  for (let i = 0; i < cell.length; i++) {
    const digit = cell.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const isId = (number: number): boolean => number <= 0x7fffffff
