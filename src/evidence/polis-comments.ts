import type { Refusal } from '../records/refusals.ts'
import { type CsvColumns, tableReader } from './csv.ts'
import { badCell, badRow, type CsvReader, type CsvRow } from './csv-scan.ts'

/** One comment of a Polis export. */
export interface PolisStatement {
  /** comment-id. */
  id: number
  /** author-id, where the file has one. */
  author: number | null
  /** Empty where it was rejected: such words are not passed on. */
  body: string
  /** -1 rejected, 0 not looked at, 1 accepted; 0 where the file has no such column. */
  moderated: -1 | 0 | 1
  /** About the participant rather than an opinion. */
  meta: boolean
  /** By whoever opened the conversation. */
  seed: boolean
  /** As the file has it: in evidence Unix milliseconds, 0 where nobody knows. */
  ms: number
}

/** How rows are read. */
export interface Reading {
  /** What becomes of a row that cannot be used: a refusal ends the reading, null goes on without the row. */
  problem(problem: Refusal): Refusal | null
  /** Unix milliseconds of what the file has for a time; NaN for what is none. */
  ms(stamp: number): number
}

/** Statements while they are read, in the order of their file, each id once. */
export interface Statements {
  list: PolisStatement[]
  known: Set<number>
}

/** Takes a statement in. False: its id is there already. */
export function addStatement({ list, known }: Statements, statement: PolisStatement): boolean {
  if (known.has(statement.id)) return false
  known.add(statement.id)
  list.push(statement)
  return true
}

const file = 'comments.csv'

/** Reads comments.csv: timestamp, comment-id, comment-body, and what else there is of author-id, moderated, is-meta, is-seed. */
export function commentsReader(into: Statements, { problem, ms }: Reading): CsvReader {
  return tableReader(file, {
    needed: ['timestamp', 'comment-id', 'comment-body'],
    unfit: problem,
    row(row, columns) {
      const statement = readStatement(row, columns, ms)
      if (!('id' in statement)) return problem(statement)
      return addStatement(into, statement)
        ? null
        : problem(badRow(file, row.line, 'comment-twice', { id: statement.id }))
    },
  })
}

const groupsFile = 'comment-groups.csv'

/** Reads comment-groups.csv for the statements where nothing else has them: number and words, no author and no time. */
export function groupsReader(into: Statements, { problem }: Reading): CsvReader {
  return tableReader(groupsFile, {
    needed: ['comment-id', 'comment'],
    unfit: problem,
    row(row, columns) {
      const at = columns.at('comment-id')
      const id = row.natural(at)
      if (!isPolisId(id)) return problem(badCell(groupsFile, row.line, 'comment-id', row.text(at), 'csv-id'))
      const added = addStatement(into, bareStatement(id, row.text(columns.at('comment'))))
      return added ? null : problem(badRow(groupsFile, row.line, 'comment-twice', { id }))
    },
  })
}

/** A statement of which only number and words are known. */
export function bareStatement(id: number, body: string): PolisStatement {
  return { id, author: null, body, moderated: 0, meta: false, seed: false, ms: 0 }
}

function readStatement(row: CsvRow, columns: CsvColumns, msOf: Reading['ms']): PolisStatement | Refusal {
  const cell = (column: string): string => row.text(columns.at(column))
  const id = row.natural(columns.at('comment-id'))
  const ms = msOf(row.natural(columns.at('timestamp')))
  const author = cell('author-id') === '' ? null : row.natural(columns.at('author-id'))
  const moderated = moderations.get(cell('moderated'))
  const meta = booleans.get(cell('is-meta').toLowerCase())
  // Earlier releases passed over this column, so whatever stands there refuses nothing.
  const seed = cell('is-seed').toLowerCase() === 'true'
  const wrong = (column: string, expected: string): Refusal => badCell(file, row.line, column, cell(column), expected)
  if (!isPolisId(id)) return wrong('comment-id', 'csv-id')
  if (Number.isNaN(ms)) return wrong('timestamp', 'csv-time')
  if (author !== null && !isPolisId(author)) return wrong('author-id', 'csv-id-or-nothing')
  if (moderated === undefined) return wrong('moderated', 'csv-moderation')
  if (meta === undefined) return wrong('is-meta', 'csv-boolean')
  return { id, author, body: moderated === -1 ? '' : cell('comment-body'), moderated, meta, seed, ms }
}

/** Can this be the number of a comment or of a person? */
export function isPolisId(number: number): boolean {
  return number <= 0x7fffffff
}

/** What moderators said of a statement, as files have it. */
export const moderations: ReadonlyMap<string, -1 | 0 | 1> = new Map<string, -1 | 0 | 1>([
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
