import fc from 'fast-check'
import { expect, test } from 'vitest'
import { votesToMatrix } from '../polis/votes.ts'
import { onStatements, wholeBallots } from './ballots.ts'

type Row = (-1 | 0 | 1 | null)[]

/** A matrix from rows of choices; null: not voted on. */
function matrixOf(rows: Row[], statements: number) {
  const cells = rows.flatMap((row, p) => row.flatMap((choice, s) => (choice === null ? [] : [[p, s, choice] as const])))
  const ballots = {
    person: Int32Array.from(cells, ([p]) => p),
    statement: Int32Array.from(cells, ([, s]) => s),
    choice: Int8Array.from(cells, ([, , choice]) => choice),
  }
  return votesToMatrix(ballots, rows.length, statements)
}

const choice = fc.constantFrom<Row[number]>(-1, 0, 1, null)
const rows = fc.array(fc.array(choice, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 40 })

test('equal ballots are one, with the loudest voice among them', () => {
  const said: Row[] = [
    [1, -1, 0],
    [1, 1, 1],
    [1, -1, 0],
    [1, null, null],
  ]
  const { matrix, voice, of, repeated } = wholeBallots(matrixOf(said, 3), Float64Array.of(0.25, 1, 0.5, 1))
  expect(matrix.people).toBe(2)
  expect(repeated).toBe(1)
  expect(of[0]).toBe(of[2])
  expect(of[3]).toBe(-1)
  expect(voice[of[0]!]).toBe(0.5)
  expect(voice[of[1]!]).toBe(1)
})

test('the matrix of ballots follows from what was said alone: not from order, nor from how many say it', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(1000), { maxLength: 60 }), fc.nat(1000), (said, copies, turn) => {
      const more = [...said, ...copies.map((copy) => said[copy % said.length]!)]
      const turned = [...more.slice(turn % more.length), ...more.slice(0, turn % more.length)]
      const [once, again] = [wholeBallots(matrixOf(said, 4), null), wholeBallots(matrixOf(turned, 4), null)]
      expect(again.matrix).toEqual(once.matrix)
      expect(again.voice).toEqual(once.voice)
    }),
  )
})

test('every person with enough votes has a ballot that says what the person said', () => {
  fc.assert(
    fc.property(rows, (said) => {
      const votes = matrixOf(said, 4)
      const { matrix, of } = wholeBallots(votes, null)
      const row = ({ start, column, choice }: typeof votes, p: number): number[][] =>
        [column, choice].map((cells) => [...cells.subarray(start[p]!, start[p + 1]!)])
      said.forEach((each, p) => {
        const full = each.every((cell) => cell !== null)
        expect(of[p]! >= 0).toBe(full)
        if (full) expect(row(matrix, of[p]!)).toEqual(row(votes, p))
      })
    }),
  )
})

test('what is left out is gone, and what is kept has new numbers in the order given', () => {
  const votes = onStatements(
    matrixOf(
      [
        [1, -1, 0],
        [null, 1, null],
      ],
      3,
    ),
    [1, 2],
  )
  expect(votes).toMatchObject({ people: 2, statements: 2 })
  expect([[...votes.start], [...votes.column], [...votes.choice]]).toEqual([
    [0, 2, 3],
    [0, 1, 0],
    [-1, 0, 1],
  ])
})

test('rows stay sorted in whatever order statements are numbered anew', () => {
  fc.assert(
    fc.property(rows, fc.shuffledSubarray([0, 1, 2, 3]), (said, kept) => {
      const turned = said.map((row) => kept.map((s) => row[s]!))
      expect(onStatements(matrixOf(said, 4), kept)).toEqual(matrixOf(turned, kept.length))
    }),
  )
})
