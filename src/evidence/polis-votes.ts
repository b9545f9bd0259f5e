import type { Refusal } from '../records/refusals.ts'
import { type CsvColumns, tableReader } from './csv.ts'
import { badCell, type CsvReader, type CsvRow } from './csv-scan.ts'
import { isPolisId, type Reading } from './polis-comments.ts'

/** Votes column by column, in the order of the file. A later one replaces an earlier one of the same pair. */
export interface PolisVotes {
  length: number
  participant: Int32Array
  /** comment-id. */
  statement: Int32Array
  /** As in the file; in evidence +1 agree, -1 disagree, 0 pass. */
  value: Int8Array
  /** As in the file; in evidence Unix milliseconds, 0 where nobody knows. */
  ms: Float64Array
}

/** votes.csv while it is read. */
export interface VotesReader {
  reader: CsvReader
  /** What was read. */
  done(): PolisVotes
}

const file = 'votes.csv'

/** Reads votes.csv: timestamp, comment-id (one of the known), voter-id, vote. */
export function votesReader(known: ReadonlySet<number>, { problem, ms: msOf }: Reading): VotesReader {
  const rows = voteRows()
  let [at, of, by, how] = [0, 0, 0, 0]
  const reader = tableReader(file, {
    needed: ['timestamp', 'comment-id', 'voter-id', 'vote'],
    unfit: problem,
    columns(columns) {
      at = columns.at('timestamp')
      of = columns.at('comment-id')
      by = columns.at('voter-id')
      how = columns.at('vote')
      return null
    },
    row(row, columns) {
      const participant = row.natural(by)
      const statement = row.natural(of)
      const value = row.sign(how)
      const ms = msOf(row.natural(at))
      if (!isPolisId(participant) || !known.has(statement) || Number.isNaN(value) || Number.isNaN(ms))
        return problem(badVote(row, columns, known, ms))
      return rows.add(participant, statement, value, ms)
    },
  })
  return { reader, done: rows.done }
}

/** Room for votes that grows as they come. */
export function voteRows(): {
  add(participant: number, statement: number, value: number, ms: number): null
  done(): PolisVotes
} {
  let votes = room(1 << 10)
  return {
    add(participant, statement, value, ms) {
      if (votes.length === votes.ms.length) votes = resized(votes, 2 * votes.length)
      const at = votes.length++
      votes.participant[at] = participant
      votes.statement[at] = statement
      votes.value[at] = value
      votes.ms[at] = ms
      return null
    },
    done: () => resized(votes, votes.length),
  }
}

function room(most: number): PolisVotes {
  return {
    length: 0,
    participant: new Int32Array(most),
    statement: new Int32Array(most),
    value: new Int8Array(most),
    ms: new Float64Array(most),
  }
}

function resized(votes: PolisVotes, most: number): PolisVotes {
  const { length } = votes
  const other = room(most)
  other.participant.set(votes.participant.subarray(0, length))
  other.statement.set(votes.statement.subarray(0, length))
  other.value.set(votes.value.subarray(0, length))
  other.ms.set(votes.ms.subarray(0, length))
  return { ...other, length }
}

/** Which cell of a row of votes.csv is at fault. */
function badVote(row: CsvRow, columns: CsvColumns, known: ReadonlySet<number>, ms: number): Refusal {
  const wrong = (column: string, expected: string): Refusal =>
    badCell(file, row.line, column, row.text(columns.at(column)), expected)
  const number = (column: string): number => row.natural(columns.at(column))
  if (!isPolisId(number('voter-id'))) return wrong('voter-id', 'csv-id')
  if (!isPolisId(number('comment-id'))) return wrong('comment-id', 'csv-id')
  if (!known.has(number('comment-id'))) return wrong('comment-id', 'csv-known-comment')
  return Number.isNaN(ms) ? wrong('timestamp', 'csv-time') : wrong('vote', 'csv-vote')
}
