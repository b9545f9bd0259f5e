import { tableReader } from './csv.ts'
import { badCell } from './csv-scan.ts'
import { addStatement, bareStatement, isPolisId, type Reading, type Statements } from './polis-comments.ts'
import { type VotesReader, voteRows } from './polis-votes.ts'

const file = 'participants-votes.csv'

/**
 * Reads the matrix of people and comments: a row for each participant, a column for each comment-id, cells 1, 0, -1 or
 * empty. Where there are no statements they are the ones that it names, with their number in place of words. It has no times.
 */
export function matrixReader(into: Statements, { problem }: Reading): VotesReader {
  const rows = voteRows()
  let places: { id: number; at: number }[] = []
  let by = 0
  const reader = tableReader(file, {
    needed: ['participant'],
    unfit: problem,
    columns({ names, at }) {
      by = at('participant')
      const all = names.filter((name) => /^\d{1,10}$/.test(name)).map((name) => ({ id: Number(name), at: at(name) }))
      if (into.list.length === 0)
        for (const { id } of all) if (isPolisId(id)) addStatement(into, bareStatement(id, `#${id}`))
      places = all.filter(({ id }) => into.known.has(id))
      const stray = all.find((each) => !places.includes(each))
      return stray ? problem(badCell(file, 1, 'comment-id', String(stray.id), 'csv-known-comment')) : null
    },
    row(row, { names }) {
      const participant = row.natural(by)
      if (!isPolisId(participant)) return problem(badCell(file, row.line, 'participant', row.text(by), 'csv-id'))
      for (const { id, at } of places) {
        if (row.isEmpty(at)) continue
        const value = row.sign(at)
        const fault = Number.isNaN(value)
          ? problem(badCell(file, row.line, names[at] ?? '', row.text(at), 'csv-vote-or-nothing'))
          : rows.add(participant, id, value, 0)
        if (fault) return fault
      }
      return null
    },
  })
  return { reader, done: rows.done }
}
