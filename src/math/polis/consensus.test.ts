import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acrossGroups, groupAwareConsensus, majority } from './consensus.ts'
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
  const { agree, disagree } = majority(everybody, new Uint8Array(5))
  expect(agree.map(({ statement }) => statement)).toEqual([1, 0, 3])
  expect(agree[0]).toMatchObject({ votes: 30, seen: 40, probability: 31 / 42 })
  expect(agree[0]!.probabilityTest).toBeCloseTo(2 * Math.sqrt(41) * (31 / 41 - 0.5), 12)
  expect(disagree.map(({ statement }) => statement)).toEqual([4])
})

test('five at most, and nothing that is hidden', () => {
  const all = new Array<number>(8).fill(20)
  const everybody = counts(1, all, new Array<number>(8).fill(0), all)
  const { agree } = majority(everybody, Uint8Array.from([0, 1, 0, 0, 0, 0, 0, 0]))
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

describe('across groups', () => {
  const shown = new Uint8Array(3)

  test('a statement that most of all hold and one group does not is none of theirs', () => {
    // 68 of 100 disagree; 10 of the 11 in the second group agree.
    const outvoted = counts(2, [15, 10], [67, 1], [89, 11])
    expect(majority(counts(1, [25], [68], [100]), shown).disagree).toHaveLength(1)
    expect(acrossGroups(outvoted, [89, 11], shown)).toEqual({ agree: [], disagree: [] })
  })

  test('every group over half, and the product is its figure', () => {
    const held = counts(2, [60, 9], [5, 0], [70, 10])
    const [first] = acrossGroups(held, [80, 12], shown).agree
    expect(first).toMatchObject({ statement: 0, enough: true })
    expect(first?.product).toBeCloseTo((61 / 72) * (10 / 12), 12)
    expect(first?.mean).toBeCloseTo(Math.sqrt((61 / 72) * (10 / 12)), 12)
  })

  test('one vote never makes one, nor two; those seen by few of a group come last and say so', () => {
    expect(acrossGroups(counts(1, [1], [0], [1]), [40], shown).agree).toMatchObject([{ enough: false }])
    const [few, many] = [counts(2, [3, 30, 3, 26], [0, 0, 0, 1], [3, 30, 3, 30]), [30, 30]]
    const { agree } = acrossGroups(few, many, shown)
    expect(agree.map(({ statement, enough }) => [statement, enough])).toEqual([
      [1, true],
      [0, false],
    ])
  })

  test('nothing without groups, nothing hidden', () => {
    expect(acrossGroups(counts(0, [], [], []), [], shown).agree).toEqual([])
    expect(acrossGroups(counts(1, [20], [0], [20]), [20], Uint8Array.of(1)).agree).toEqual([])
  })

  test('what is listed is held by more than half of those who voted in every group, on that side alone', () => {
    const cell = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), fc.nat(60), (cells, silent) => {
        const rows = [0, 1].flatMap((g) => cells.map((pair) => pair[g] ?? [0, 0, 0]))
        const [agree, disagree] = [rows.map(([a]) => a ?? 0), rows.map(([, d]) => d ?? 0)]
        const seen = rows.map(([a = 0, d = 0, pass = 0]) => a + d + pass)
        const sizes = [0, 1].map((g) => Math.max(...seen.slice(g * cells.length, (g + 1) * cells.length)) + silent)
        const found = acrossGroups(counts(2, agree, disagree, seen), sizes, new Uint8Array(cells.length))
        for (const [side, votes] of [['agree', agree] as const, ['disagree', disagree] as const])
          for (const { statement, enough } of found[side])
            for (const g of [0, 1]) {
              const at = g * cells.length + statement
              expect(2 * (votes[at] ?? 0)).toBeGreaterThan(seen[at] ?? 0)
              if (enough) expect(seen[at]).toBeGreaterThanOrEqual(Math.max(5, (sizes[g] ?? 0) / 10))
            }
        const both = found.agree.filter(({ statement }) => found.disagree.some((each) => each.statement === statement))
        expect(both).toEqual([])
      }),
    )
  })
})
