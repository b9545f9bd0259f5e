import { expect, test } from 'vitest'
import { consensus, groupAwareConsensus } from './consensus.ts'
import type { Counts } from './counts.ts'

function counts(groups: number, agree: number[], disagree: number[], seen: number[]): Counts {
  const column = (values: number[]): Int32Array => Int32Array.from(values)
  return {
    groups,
    statements: agree.length / groups,
    agree: column(agree),
    disagree: column(disagree),
    seen: column(seen),
  }
}

test('what significantly more than half hold, strongest first, earlier first among equals', () => {
  const everybody = counts(1, [10, 30, 5, 10, 0], [1, 2, 4, 1, 19], [12, 40, 10, 12, 20])
  const { agree, disagree } = consensus(everybody, new Uint8Array(5))
  expect(agree.map(({ statement }) => statement)).toEqual([1, 0, 3])
  expect(agree[0]).toMatchObject({ votes: 30, seen: 40, probability: 31 / 42 })
  expect(agree[0]!.probabilityTest).toBeCloseTo(2 * Math.sqrt(41) * (31 / 41 - 0.5), 12)
  expect(disagree.map(({ statement }) => statement)).toEqual([4])
})

test('five at most, and nothing that is hidden', () => {
  const all = new Array<number>(8).fill(20)
  const everybody = counts(1, all, new Array<number>(8).fill(0), all)
  const { agree } = consensus(everybody, Uint8Array.from([0, 1, 0, 0, 0, 0, 0, 0]))
  expect(agree.map(({ statement }) => statement)).toEqual([0, 2, 3, 4, 5])
})

test('no group can be outvoted: shares are multiplied', () => {
  const two = counts(2, [8, 98], [0, 0], [8, 98])
  expect(groupAwareConsensus({ ...two, statements: 1 }, 'agree')[0]).toBeCloseTo((9 / 10) * (99 / 100), 12)
  const divided = counts(2, [98, 0], [0, 8], [98, 8])
  expect(groupAwareConsensus(divided, 'agree')[0]).toBeCloseTo((99 / 100) * (1 / 10), 12)
  expect(groupAwareConsensus(divided, 'disagree')[0]).toBeCloseTo((1 / 100) * (9 / 10), 12)
  expect(Array.from(groupAwareConsensus({ ...divided, groups: 0 }, 'agree'))).toEqual([1])
})
