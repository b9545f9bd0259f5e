import { expect, test } from 'vitest'
import type { PolisVotes } from '../../../evidence/polis.ts'
import { inOrder } from '../../../folds/conversation/values.ts'
import type { Address } from '../../../log/ss58.ts'
import { opinionsOf } from './collect.ts'

const old = [7, 3].map((imported) => ({ id: `statement ${imported}`, imported, moderated: false, meta: false }))
const added = { id: 'added here', imported: null, moderated: false, meta: false }

/** Rows of a votes.csv: time, participant, comment, vote. */
function imported(...rows: [ms: number, participant: number, statement: number, value: number][]) {
  const votes: PolisVotes = {
    length: rows.length,
    ms: Float64Array.from(rows, ([ms]) => ms),
    participant: Int32Array.from(rows, ([, participant]) => participant),
    statement: Int32Array.from(rows, ([, , statement]) => statement),
    value: Int8Array.from(rows, ([, , , value]) => value),
  }
  return inOrder({ votes, statements: [{ id: 7 }, { id: 3 }] })
}

const rows = ({ ballots }: ReturnType<typeof opinionsOf>): number[][] =>
  Array.from(ballots.person, (person, i) => [person, ballots.statement[i]!, ballots.choice[i]!])

const [alice, bob] = ['5Alice', '5Bob'] as Address[]

test('an import is read in the order of its times, rows of one time in the order of the file', () => {
  const opinions = opinionsOf([...old, added], imported([20, 4, 7, 1], [10, 9, 3, -1], [20, 9, 7, 0]), null)
  expect(opinions.people).toEqual(['import:9', 'import:4'])
  expect(rows(opinions)).toEqual([
    [0, 1, -1],
    [1, 0, 1],
    [0, 0, 0],
  ])
})

test('signed votes follow in the order of the log; what was taken back is left out, and whoever has nothing else', () => {
  const signed = {
    voters: [alice!, bob!],
    voter: [-1, 1, 1],
    statement: [0, 2, 0],
    choice: [1, -1, 1],
  }
  const opinions = opinionsOf([...old, added], imported([10, 9, 3, -1]), signed)
  expect(opinions.people).toEqual(['import:9', bob])
  expect(rows(opinions)).toEqual([
    [0, 1, -1],
    [1, 2, -1],
    [1, 0, 1],
  ])
})

test('a conversation that began here has signed votes alone', () => {
  const signed = { voters: [alice!], voter: [0], statement: [0], choice: [1] }
  const opinions = opinionsOf([added], inOrder(null), signed)
  expect(opinions).toMatchObject({ people: [alice], statements: [added] })
  expect(rows(opinions)).toEqual([[0, 0, 1]])
  expect(rows(opinionsOf([added], inOrder(null), null))).toEqual([])
})

test('what is given back is not changed by what comes later', () => {
  const conversation = imported([10, 9, 3, -1])
  const before = opinionsOf([...old, added], conversation, null)
  opinionsOf([...old, added], conversation, { voters: [alice!], voter: [0], statement: [2], choice: [1] })
  expect(before.people).toEqual(['import:9'])
  expect(rows(before)).toEqual([[0, 1, -1]])
})
