import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TablesVectors } from '../../scripts/vectors/tables.ts'
import { text, utf8 } from '../log/bytes.ts'
import { isRefusal } from '../records/refusals.ts'
import { csvRow } from './csv.ts'
import { readWhole } from './csv-scan.ts'
import { type PolisReading, parsePolis, polisEvidence, polisReader } from './polis.ts'

/** Two tables as they are read, with the value that whoever imports says means agree. */
function read(statements: string, votes: string, given: 1 | -1 | null = null) {
  const reader = polisReader()
  for (const [file, content] of [
    ['statements.csv', statements],
    ['votes.csv', votes],
  ] as const) {
    const fault = readWhole(reader.open(file), utf8(content))
    if (fault) return fault
  }
  return reader.done(given)
}

function whole(statements: string, votes: string): PolisReading {
  const found = read(statements, votes)
  if (isRefusal(found)) throw new Error(JSON.stringify(found))
  return found
}

const rows = ({ set: { votes } }: PolisReading): number[][] =>
  Array.from(votes.participant, (person, i) => [person, votes.statement[i]!, votes.value[i]!])

const statements = 'id,text,author\nq-1,More trees,ann\nq-2,"Fewer, but better, roads",\n'

describe('two tables', () => {
  test('of names and words become numbers in the order in which they come', () => {
    const found = whole(
      statements,
      'person,statement,vote\nbob,q-2,Agree\nann,q-1,agree\nbob,q-1,disagree\nann,q-2,pass\n',
    )
    expect(found.set.statements).toMatchObject([
      { id: 0, body: 'More trees', author: 0, ms: 0 },
      { id: 1, body: 'Fewer, but better, roads', author: null },
    ])
    expect(rows(found)).toEqual([
      [1, 1, 1],
      [0, 0, 1],
      [1, 0, -1],
      [0, 1, 0],
    ])
  })

  test('may have columns in any order, numbers for votes, and times of every kind', () => {
    const votes = `vote,time,statement,person\n1,1732029250,a,7\n-1,1732029250123,a,8\n0,2024-11-19T15:14:10+01:00,a,9\n1,,a,10\n`
    const found = whole('text,time,id\nWords,2024-11-19T15:14:10Z,a\n', votes)
    expect(Array.from(found.set.votes.ms)).toEqual([1732029250000, 1732029250123, 1732025650000, 0])
    expect(found.set.statements[0]!.ms).toBe(Date.UTC(2024, 10, 19, 15, 14, 10))
    expect([found.seconds, found.sign.agree]).toEqual([1, 1])
  })

  test('of numbers are turned where authors say so; words mean what they say', () => {
    const many = 'id,text,author\na,A,p\nb,B,p\nc,C,p\n'
    const numbers = whole(many, 'person,statement,vote\np,a,-1\np,b,-1\np,c,-1\nq,a,1\n')
    expect(numbers.sign).toMatchObject({ agree: -1, by: 'authors' })
    expect(rows(numbers).map(([, , value]) => value)).toEqual([1, 1, 1, -1])
    const words = whole(many, 'person,statement,vote\np,a,disagree\np,b,disagree\np,c,disagree\nq,a,agree\n')
    expect(words.sign.agree).toBe(1)
    expect(rows(words).map(([, , value]) => value)).toEqual([-1, -1, -1, 1])
  })

  test.each([
    ['an id that is there already', `${statements}q-1,Again,\n`, 'person,statement,vote\na,q-1,1\n', 'id-twice'],
    ['a statement without words', `${statements}q-3, ,\n`, 'person,statement,vote\na,q-1,1\n', 'cell'],
    ['a vote on what is not there', statements, 'person,statement,vote\na,q-1,1\na,q-9,1\n', 'cell'],
    ['a vote that is none', statements, 'person,statement,vote\na,q-1,1\na,q-2,maybe\n', 'cell'],
    ['a vote of nobody', statements, 'person,statement,vote\na,q-1,1\n,q-2,1\n', 'cell'],
    ['a time that is none', statements, 'person,statement,vote,time\na,q-1,1,\na,q-2,1,yesterday\n', 'cell'],
    ['a row that is cut', statements, 'person,statement,vote\na,q-1,1\na,q-2\n', 'cells'],
  ])('with %s lose that row alone, and say so', (_, given, votes, reason) => {
    const found = whole(given, votes)
    expect(found.left).toMatchObject([{ first: { code: 'csv-row', params: { reason } }, rows: 1 }])
    expect([found.set.statements.length, found.set.votes.length]).toEqual([2, 1])
  })

  test.each([
    ['id,words\na,A\n', 'person,statement,vote\n', 'statements.csv'],
    ['id,text\na,A\n', 'who,statement,vote\nx,a,1\n', 'votes.csv'],
  ])('without a column are refused by name', (given, votes, file) => {
    expect(read(given, votes)).toMatchObject({ code: 'csv-columns', params: { reason: 'missing', file } })
  })

  test('are in evidence what they were, whatever names and words they have', () => {
    const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && text !== '')
    const people = fc.uniqueArray(name, { minLength: 1, maxLength: 6 })
    const vote = fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom('agree', 'disagree', 'pass'))
    fc.assert(
      fc.property(people, people, fc.array(vote, { maxLength: 30 }), (ids, voters, cast) => {
        const given = [csvRow(['id', 'text']), ...ids.map((id) => csvRow([id, `Words of ${id}`]))].join('\n')
        const lines = cast.map(([p, s, how]) => csvRow([voters[p % voters.length]!, ids[s % ids.length]!, how]))
        const found = whole(given, [csvRow(['person', 'statement', 'vote']), ...lines].join('\n'))
        const kept = parsePolis(polisEvidence(found.set))
        expect(found.left).toEqual([])
        if (isRefusal(kept)) throw new Error(kept.code)
        expect(kept.statements.map(({ body }) => body)).toEqual(ids.map((id) => `Words of ${id}`))
        expect(Array.from(kept.votes.statement)).toEqual(cast.map(([, s]) => s % ids.length))
        expect(Array.from(kept.votes.value)).toEqual(
          cast.map(([, , how]) => ({ agree: 1, pass: 0, disagree: -1 })[how]),
        )
      }),
      { numRuns: 100 },
    )
  })
})

const golden = JSON.parse(readFileSync(new URL('../../vectors/tables.json', import.meta.url), 'utf8')) as TablesVectors

test.each(golden.read)('golden: $name', ({ statements, votes, agree, comments, evidence, left }) => {
  const found = whole(statements, votes)
  const files = polisEvidence(found.set)
  expect([text(files.comments), text(files.votes), found.sign.agree]).toEqual([comments, evidence, agree])
  expect(found.left.map(({ first: { code, params }, rows }) => ({ code, params, rows }))).toEqual(left)
})

test.each(golden.refused)('refused: $name', ({ statements, votes, code, params }) => {
  expect(read(statements, votes)).toMatchObject({ code, params })
})

test('rejected words are in no file that an import names', () => {
  const { comments } = polisEvidence(
    whole('id,text,moderated\na,Slander,-1\nb,Fine,\n', 'person,statement,vote\np,b,1\n').set,
  )
  expect(text(comments)).not.toContain('Slander')
})
