import { hex, sha256, text, utf8 } from '../log/bytes.ts'
import type { RecordId } from '../records/ids.ts'
import { Refusal } from '../records/refusals.ts'
import { badRow, type Csv, readCsv } from './csv.ts'

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
  if (decoded === null) return new Refusal('bad-file', `${name} is not UTF-8 text: save it as CSV in UTF-8.`)
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
    if (seen.has(statement.id))
      return badRow(csv.name, csv.lines[i]!, `comment-id ${statement.id} again`, 'each comment-id once')
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
  if (!isId(id)) return badRow(csv.name, line, `comment-id "${cell('comment-id')}"`, 'a whole number from 0 on')
  if (Number.isNaN(ms)) return badRow(csv.name, line, `timestamp "${cell('timestamp')}"`, 'Unix milliseconds')
  if (author !== -1 && !isId(author))
    return badRow(csv.name, line, `author-id "${cell('author-id')}"`, 'a whole number from 0 on, or nothing')
  if (moderated === undefined) return badRow(csv.name, line, `moderated "${cell('moderated')}"`, '-1, 0 or 1')
  if (meta === undefined) return badRow(csv.name, line, `is-meta "${cell('is-meta')}"`, 'true or false')
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
  const cell = (column: string): string => row[csv.columns.get(column)!]!
  if (!isId(natural(cell('voter-id'))))
    return badRow(csv.name, line, `voter-id "${cell('voter-id')}"`, 'a whole number from 0 on')
  if (!isId(natural(cell('comment-id'))))
    return badRow(csv.name, line, `comment-id "${cell('comment-id')}"`, 'a whole number from 0 on')
  if (!known.has(natural(cell('comment-id'))))
    return badRow(csv.name, line, `comment-id ${cell('comment-id')}`, 'one that comments.csv has')
  if (Number.isNaN(natural(cell('timestamp'))))
    return badRow(csv.name, line, `timestamp "${cell('timestamp')}"`, 'Unix milliseconds')
  return badRow(csv.name, line, `vote "${cell('vote')}"`, '1 (agree), 0 (pass) or -1 (disagree)')
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
