import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Counts } from './counts.ts'
import { representative } from './representative.ts'

type Cell = [agree: number, disagree: number, seen: number]

/** Counts from one row of cells per group. */
function counts(...groups: Cell[][]): Counts {
  const column = (i: 0 | 1 | 2): Int32Array => Int32Array.from(groups.flat(), (cell) => cell[i])
  return {
    groups: groups.length,
    statements: groups[0]!.length,
    agree: column(0),
    disagree: column(1),
    seen: column(2),
  }
}

const shown = (n: number): Uint8Array => new Uint8Array(n)
const brief = (lists: ReturnType<typeof representative>): string[][] =>
  lists.map((list) => list.map((each) => `${each.side} ${each.statement}${each.bestAgree ? ' best' : ''}`))

test('a worked example', () => {
  const [first, second] = representative(counts([[18, 1, 20]], [[2, 15, 20]]), shown(1))
  expect(first).toHaveLength(1)
  const [agree] = first!
  expect(agree).toMatchObject({ statement: 0, side: 'agree', votes: 18, seen: 20, bestAgree: true })
  expect(agree!.probability).toBeCloseTo(19 / 22, 12)
  expect(agree!.probabilityTest).toBeCloseTo(2 * Math.sqrt(21) * (19 / 21 - 0.5), 12)
  expect(agree!.repness).toBeCloseTo(19 / 22 / (3 / 22), 12)
  expect(agree!.repnessTest).toBeCloseTo((19 / 21 - 3 / 21) / Math.sqrt((22 / 42) * (20 / 42) * (2 / 21)), 12)
  expect(second![0]).toMatchObject({ side: 'disagree', votes: 15, seen: 20 })
})

test('statements it agrees with come first, the one it most stands out by agreeing with at their head', () => {
  const lists = representative(
    counts(
      [
        [1, 18, 20],
        [15, 2, 20],
        [19, 0, 20],
      ],
      [
        [18, 1, 20],
        [3, 15, 20],
        [1, 17, 20],
      ],
    ),
    shown(3),
  )
  expect(brief(lists)).toEqual([
    ['agree 2 best', 'agree 1', 'disagree 0'],
    ['agree 0 best', 'disagree 2', 'disagree 1'],
  ])
})

test('five at most, none that is hidden', () => {
  const strong = (n: number): Cell[] => Array.from({ length: n }, () => [19, 0, 20])
  const weak = (n: number): Cell[] => Array.from({ length: n }, () => [1, 18, 20])
  const hidden = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0])
  const lists = brief(representative(counts(strong(8), weak(8)), hidden))
  expect(lists[0]).toEqual(['agree 1 best', 'agree 2', 'agree 3', 'agree 4', 'agree 5'])
  expect(lists[1]).toHaveLength(5)
})

test('a group that nothing sets apart gets the best there is, and nothing when it has not voted', () => {
  expect(brief(representative(counts([[6, 3, 10]], [[5, 4, 10]]), shown(1)))).toEqual([
    ['agree 0 best'],
    ['disagree 0'],
  ])
  expect(brief(representative(counts([[2, 9, 12]], [[2, 9, 12]]), shown(1)))).toEqual([['disagree 0'], ['disagree 0']])
  expect(brief(representative(counts([[0, 0, 0]], [[9, 0, 9]]), shown(1)))).toEqual([[], ['agree 0 best']])
})

test('the one marked as best to agree with keeps the side on which the group differs more', () => {
  // Most of the group agrees, yet fewer than elsewhere: what sets it apart is the rest, which disagrees.
  const lists = representative(counts([[14, 6, 20]], [[20, 0, 20]]), shown(1))
  expect(brief(lists)[0]).toEqual(['disagree 0 best'])
})

test('names of groups do not matter', () => {
  const cell = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(5)).map(([a, d, p]): Cell => [a, d, a + d + p])
  const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(rows, (groups) => {
      const lists = representative(counts(...groups), shown(4))
      const turned = representative(counts(...[...groups].reverse()), shown(4))
      expect(turned.reverse()).toEqual(lists)
      for (const list of lists) expect(list.length).toBeLessThanOrEqual(5)
    }),
  )
})
