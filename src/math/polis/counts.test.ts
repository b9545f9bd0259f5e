import { expect, test } from 'vitest'
import { opinions, type Vote } from '../../../test/opinions.ts'
import { allVotes, groupVotes, together } from './counts.ts'
import { votesToMatrix } from './votes.ts'

const votes: Vote[] = [
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, -1],
  [2, 0, 1],
  [2, 1, 1],
  [3, 1, -1],
]
const matrix = votesToMatrix(opinions(votes, 2).ballots, 4, 2)

test('votes are counted by group; passes are seen, and nobody outside counts', () => {
  const counts = groupVotes(matrix, [0, 0, 1, -1], 2)
  expect(Array.from(counts.agree)).toEqual([1, 0, 1, 1])
  expect(Array.from(counts.disagree)).toEqual([1, 0, 0, 0])
  expect(Array.from(counts.seen)).toEqual([2, 1, 1, 1])
  const sum = together(counts)
  expect([sum.groups, ...sum.seen]).toEqual([1, 3, 2])
})

test('everybody as one group', () => {
  const { agree, disagree, seen } = allVotes(matrix)
  expect([...agree, ...disagree, ...seen]).toEqual([2, 1, 1, 1, 3, 3])
})
