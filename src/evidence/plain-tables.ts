/**
 * A conversation in two tables of no particular platform: statements.csv (id, text) and votes.csv (person, statement,
 * vote). People and statements have whatever names their tool gave them; here they are numbered as they first come.
 */

import { tableReader } from './csv.ts'
import { badCell, badRow, type CsvReader, type CsvRow } from './csv-scan.ts'
import { addStatement, bareStatement, moderations, type Reading, type Statements } from './polis-comments.ts'
import { type VotesReader, voteRows } from './polis-votes.ts'

/** Numbers for names, from 0 on in the order in which they first come. */
export type Numbered = Map<string, number>

/** Who and what the two tables name. */
export interface Names {
  people: Numbered
  statements: Numbered
}

const statementsFile = 'statements.csv'
const votesFile = 'votes.csv'
/** The longest name, in UTF-16 code units. */
const longestName = 128

/** Reads statements.csv: id and text, and what else there is of author, moderated and time. Rejected words are not passed on. */
export function plainStatementsReader(into: Statements, names: Names, { problem, ms: msOf }: Reading): CsvReader {
  return tableReader(statementsFile, {
    needed: ['id', 'text'],
    unfit: problem,
    row(row, columns) {
      const cell = (column: string): string => row.text(columns.at(column)).trim()
      const wrong = (column: string, expected: string) =>
        problem(badCell(statementsFile, row.line, column, cell(column), expected))
      const [id, body, by] = [cell('id'), cell('text'), cell('author')]
      if (!isName(id)) return wrong('id', 'csv-name')
      if (body === '') return wrong('text', 'csv-words')
      if (by !== '' && !isName(by)) return wrong('author', 'csv-name')
      const ms = msOf(stampOf(row, columns.at('time')))
      if (Number.isNaN(ms)) return wrong('time', 'csv-when')
      const moderated = moderations.get(cell('moderated'))
      if (moderated === undefined) return wrong('moderated', 'csv-moderation')
      if (names.statements.has(id)) return problem(badRow(statementsFile, row.line, 'id-twice', { id }))
      const author = by === '' ? null : numberOf(names.people, by)
      const words = moderated === -1 ? '' : body
      addStatement(into, { ...bareStatement(numberOf(names.statements, id), words), author, moderated, ms })
      return null
    },
  })
}

/**
 * Reads votes.csv: person, statement and vote, and the time where it has one. A vote is agree, disagree or pass, or 1, -1
 * or 0; `inWords` is called for each that is a word, which says by itself what it means.
 */
export function plainVotesReader(names: Names, { problem, ms: msOf }: Reading, inWords: () => void): VotesReader {
  const rows = voteRows()
  let [by, of, how, at] = [0, 0, 0, 0]
  const reader = tableReader(votesFile, {
    needed: ['person', 'statement', 'vote'],
    unfit: problem,
    columns(columns) {
      by = columns.at('person')
      of = columns.at('statement')
      how = columns.at('vote')
      at = columns.at('time')
      return null
    },
    row(row) {
      const wrong = (column: string, cell: number, expected: string) =>
        problem(badCell(votesFile, row.line, column, row.text(cell), expected))
      const person = row.text(by).trim()
      const statement = names.statements.get(row.text(of).trim())
      if (!isName(person)) return wrong('person', by, 'csv-name')
      if (statement === undefined) return wrong('statement', of, 'csv-known-statement')
      let value = row.sign(how)
      if (Number.isNaN(value)) {
        const word = words.get(row.text(how).trim().toLowerCase())
        if (word === undefined) return wrong('vote', how, 'csv-vote-word')
        value = word
        inWords()
      }
      const ms = msOf(stampOf(row, at))
      if (Number.isNaN(ms)) return wrong('time', at, 'csv-when')
      return rows.add(numberOf(names.people, person), statement, value, ms)
    },
  })
  return { reader, done: rows.done }
}

const words = new Map([
  ['agree', 1],
  ['disagree', -1],
  ['pass', 0],
])

function isName(text: string): boolean {
  return text !== '' && text.length <= longestName
}

function numberOf(numbered: Numbered, name: string): number {
  const known = numbered.get(name)
  if (known !== undefined) return known
  numbered.set(name, numbered.size)
  return numbered.size - 1
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** A number, or Unix milliseconds of a time in ISO 8601 with its zone; 0 for no column or an empty cell, else NaN. */
function stampOf(row: CsvRow, cell: number): number {
  if (cell < 0 || row.isEmpty(cell)) return 0
  const number = row.natural(cell)
  if (!Number.isNaN(number)) return number
  const text = row.text(cell).trim()
  return isoTime.test(text) ? Date.parse(text) : Number.NaN
}
