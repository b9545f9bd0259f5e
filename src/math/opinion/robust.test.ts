import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crowdOf, crowdsWithoutGroups } from '../../../test/crowds.ts'
import { seedsOf } from '../../views/conversation/opinion-map/seeds.ts'
import { stableJson } from '../../views/json.ts'
import { type VoteMatrix, votesToMatrix } from '../polis/votes.ts'
import { adjustedRandIndex } from '../rand-index.ts'
import { type Robust, robust } from './robust.ts'

const seeds = (k: number, start: number): number[] => [k, start]

/** The cells of a matrix as votes in the order of rows. */
function cells({ people, start, column, choice }: VoteMatrix): [number, number, number][] {
  return Array.from({ length: people }, (_, p) =>
    Array.from(column.subarray(start[p]!, start[p + 1]!), (c, i): [number, number, number] => [
      p,
      c,
      choice[start[p]! + i]!,
    ]),
  ).flat()
}

function matrixOf(votes: [number, number, number][], people: number, statements: number): VoteMatrix {
  const part = (i: 0 | 1 | 2): Int32Array => Int32Array.from(votes, (vote) => vote[i])
  return votesToMatrix({ person: part(0), statement: part(1), choice: Int8Array.from(part(2)) }, people, statements)
}

interface Golden {
  statements: number
  cases: { conversation: string; rows: [number, number][][]; verdict: object; group: (number | null)[] }[]
}

test('the golden crowds', () => {
  const file = new URL('../../../vectors/clear-groups.json', import.meta.url)
  const { statements, cases }: Golden = JSON.parse(readFileSync(file, 'utf8'))
  expect(cases.map(({ verdict }) => verdict)).toMatchObject([
    { k: 2 },
    { k: 3 },
    { state: 'one' },
    { state: 'too-few' },
  ])
  for (const { conversation, rows, verdict, group } of cases) {
    const votes = rows.flatMap((row, p) => row.map(([c, choice]): [number, number, number] => [p, c, choice]))
    const { ballots, groups } = robust(matrixOf(votes, rows.length, statements), null, seedsOf(conversation))
    expect(JSON.parse(stableJson(groups.verdict))).toEqual(verdict)
    expect(Array.from(ballots.of, (ballot) => (ballot < 0 ? null : groups.of[ballot]))).toEqual(group)
  }
})

/** All that does not number people. */
const said = ({ ballots, axes, groups }: Robust) => ({ matrix: ballots.matrix, axes, groups })

test('whatever the order of people and of their votes: the same to the last bit', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.array(fc.nat(1e6), { minLength: 60, maxLength: 60 }), (seed, keys) => {
      const { votes } = crowdOf('two groups', 60, 12, seed)
      const order = keys.map((_, p) => p).sort((a, b) => keys[a]! - keys[b]! || a - b)
      const shuffled = cells(votes).map(([p, c, v]): [number, number, number] => [order.indexOf(p), c, v])
      shuffled.sort((a, b) => ((a[0] * 31 + a[1] * 17) % 64) - ((b[0] * 31 + b[1] * 17) % 64))
      expect(said(robust(matrixOf(shuffled, 60, 12), null, seeds))).toEqual(said(robust(votes, null, seeds)))
    }),
    { numRuns: 40 },
  )
})

test('301 keys with one ballot weigh as much as one of them', () => {
  for (const name of ['two groups', 'three groups', 'cloud', 'bell'] as const)
    for (const seed of [1, 2, 3]) {
      const { votes } = crowdOf(name, 60, 20, seed)
      const own = Array.from({ length: 20 }, (_, c) => (c % 3) - 1)
      const with_ = (copies: number): Robust => {
        const more = Array.from({ length: copies }, (_, i) =>
          own.map((v, c): [number, number, number] => [60 + i, c, v]),
        )
        return robust(matrixOf([...cells(votes), ...more.flat()], 60 + copies, 20), null, seeds)
      }
      expect(said(with_(301))).toEqual(said(with_(1)))
    }
})

test('a voice of 0 changes nothing', () => {
  const { votes } = crowdOf('two groups', 80, 20, 5)
  const loud = new Float64Array(90).fill(1)
  loud.fill(0, 80)
  const silent = Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: 20 }, (_, c): [number, number, number] => [80 + i, c, (i + c) % 2 ? 1 : -1]),
  )
  const [without, with_] = [
    robust(votes, null, seeds),
    robust(matrixOf([...cells(votes), ...silent.flat()], 90, 20), loud, seeds),
  ]
  expect(with_.axes).toEqual(without.axes)
  const { core: _, ...verdict } = with_.groups.verdict
  expect(without.groups.verdict).toMatchObject(verdict)
})

test('two and three camps are found where they are plain', () => {
  for (const [name, k] of [
    ['two groups', 2],
    ['three groups', 3],
  ] as const) {
    const { votes, truth } = crowdOf(name, 300, 60, 7, 0.95)
    const { ballots, groups } = robust(votes, null, seeds)
    expect(groups.verdict).toMatchObject({ state: 'groups', k })
    const rows = Array.from(truth.keys()).filter((p) => groups.inCore[ballots.of[p]!] === 1)
    expect(
      adjustedRandIndex(
        rows.map((p) => groups.of[ballots.of[p]!]!),
        rows.map((p) => truth[p]!),
      ),
    ).toBeGreaterThan(0.9)
    const sizes = Array.from({ length: k }, (_, g) =>
      groups.of.reduce((sum, of, b) => sum + (of === g && groups.inCore[b] ? 1 : 0), 0),
    )
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes)
  }
})

test('opinions that shade into each other are no groups', () => {
  for (const name of crowdsWithoutGroups)
    for (const seed of [1, 2])
      expect(robust(crowdOf(name, 300, 40, seed).votes, null, seeds).groups.verdict.state).toBe('one')
})

test('a core of fewer than 20, or fewer than 8 statements, say nothing either way', () => {
  const few = robust(crowdOf('two groups', 22, 40, 1).votes, null, seeds).groups
  expect(few.verdict).toMatchObject({ state: 'too-few', k: 0, tried: [] })
  expect(few.of.every((group) => group === -1)).toBe(true)
  expect(robust(crowdOf('two groups', 200, 7, 1).votes, null, seeds).groups.verdict.state).toBe('too-few')
  expect(robust(matrixOf([], 0, 0), null, seeds).groups.verdict).toMatchObject({
    state: 'too-few',
    core: 0,
    coreFrom: 0,
  })
})

test('the core is whoever has half of the upper quartile of votes', () => {
  // 8 ballots of 8 to 15 votes: element 6 of the ascending ones has 14, half of that is 7.
  const votes = Array.from({ length: 8 }, (_, p) =>
    Array.from({ length: 8 + p }, (_, c): [number, number, number] => [p, c, 1]),
  ).flat()
  expect(robust(matrixOf(votes, 8, 30), null, seeds).groups.verdict).toMatchObject({ coreFrom: 7, core: 8 })
})

test('all of one mind: one place, no groups', () => {
  const votes = Array.from({ length: 40 }, (_, p) =>
    Array.from({ length: 10 }, (_, c): [number, number, number][] => ((p >> c) & 1 ? [] : [[p, c, 1]])).flat(),
  ).flat()
  const { verdict } = robust(matrixOf(votes, 40, 10), null, seeds).groups
  expect(verdict.state).toBe('one')
  expect(verdict.tried.map(({ k, worst }) => [k, worst])).toEqual([2, 3, 4, 5].map((k) => [k, null]))
})
