import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainMap } from '../../../../bench/plain-map.ts'
import { opinions, town, type Vote } from '../../../../test/opinions.ts'
import { adjustedRandIndex } from '../../../math/rand-index.ts'
import { stableJson } from '../../json.ts'
import { makeMap } from './map.ts'

interface Vector {
  statements: number
  votes: Vote[]
  moderated: number[]
  meta: number[]
  map: unknown
}

const readVector = (): Vector =>
  JSON.parse(readFileSync(new URL('../../../../vectors/opinion-map.json', import.meta.url), 'utf8'))

test('the golden conversation', () => {
  const { votes, statements, moderated, meta, map } = readVector()
  expect(JSON.parse(stableJson(makeMap(opinions(votes, statements, { moderated, meta }))))).toEqual(map)
})

test('the groups are those of a plain dense implementation', () => {
  for (const seed of [1, 2, 3]) {
    const votes = town(60, 15, seed)
    const table = Array.from({ length: 60 }, () => new Array<number | null>(15).fill(null))
    for (const [p, s, choice] of votes) table[p]![s] = choice
    const mine = makeMap(opinions(votes, 15)).participants.map(({ group }) => group ?? -1)
    expect(adjustedRandIndex(mine, plainMap(table, new Array<boolean>(15).fill(false)))).toBe(1)
  }
})

test('nobody, nothing', () => {
  const empty = makeMap(opinions([], 0))
  expect(empty).toMatchObject({ participants: [], statements: [], groups: [], silhouettes: [] })
  expect(empty.consensus).toEqual({ agree: [], disagree: [] })
  expect(empty.components).toEqual([
    { share: 0, loadings: [] },
    { share: 0, loadings: [] },
  ])
})

test('statements that nobody voted on have their places kept, and the weight of a first showing', () => {
  const map = makeMap(opinions([], 2))
  expect(map.statements).toHaveLength(2)
  expect(map.statements[1]).toMatchObject({ x: 0, y: 0, extremity: 0, mean: 0, consensus: 1, priority: 1, groups: [] })
  expect(map.components[0]!.loadings).toEqual([0, 0])
})

test('one person, one statement', () => {
  const map = makeMap(opinions([[0, 0, 1]], 1))
  expect(map.participants).toEqual([{ key: 'import:0', x: 0, y: 0, group: 0, votes: 1 }])
  expect(map.groups).toMatchObject([{ id: 0, size: 1, center: [0, 0] }])
})

test('opinions that differ in one direction only stay on a line', () => {
  const votes = Array.from({ length: 20 }, (_, p): Vote[] => [0, 1, 2].map((s) => [p, s, p % 2 === 0 ? 1 : -1])).flat()
  const map = makeMap(opinions(votes, 3))
  expect(map.groups.map(({ size }) => size)).toEqual([10, 10])
  for (const { y } of map.participants) expect(Math.abs(y)).toBe(0)
  expect(map.components[1]).toEqual({ share: 0, loadings: [0, 0, 0] })
})

test('agreeing with what has a positive loading moves a person to the right', () => {
  const map = makeMap(opinions(town(50, 10, 4), 10))
  const [first] = map.components
  const most = first!.loadings.indexOf(Math.max(...first!.loadings))
  expect(Math.max(...first!.loadings)).toBeGreaterThanOrEqual(-Math.min(...first!.loadings))
  expect(map.statements[most]!.x).toBeGreaterThan(0)
})

test('what is moderated or about the conversation is in no list, and pulls nobody', () => {
  const votes = town(40, 8, 6)
  const map = makeMap(opinions(votes, 8, { moderated: [2], meta: [3] }))
  const listed = [
    ...map.groups.flatMap((group) => group.representative),
    ...map.consensus.agree,
    ...map.consensus.disagree,
    ...map.majority.agree,
    ...map.majority.disagree,
  ]
  expect(listed.some(({ imported }) => imported === 2 || imported === 3)).toBe(false)
  for (const s of [2, 3]) {
    const { x, y, extremity, mean } = map.statements[s]!
    expect([x, y, extremity, mean].map(Math.abs)).toEqual([0, 0, 0, 0])
  }
  expect(map.statements[3]!.priority).toBe(49)
  const turned = votes.map(([p, s, c]): Vote => [p, s, s === 2 ? 0 : c])
  const other = makeMap(opinions(turned, 8, { moderated: [2], meta: [3] }))
  expect(other.participants).toEqual(map.participants)
})

test('only the last vote of a person on a statement matters', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.array(fc.tuple(fc.nat(300), fc.constantFrom(-1 as const, 0 as const, 1 as const))),
      (seed, changes) => {
        const votes = town(30, 9, seed)
        const changed = changes.map(([i, choice]): [number, Vote] => {
          const [p, s] = votes[i % votes.length]!
          return [i % votes.length, [p, s, choice]]
        })
        const final = [...votes]
        for (const [i, vote] of changed) final[i] = vote
        const added = opinions([...votes, ...changed.map(([, vote]) => vote)], 9)
        expect(stableJson(makeMap(added))).toBe(stableJson(makeMap(opinions(final, 9))))
      },
    ),
    { numRuns: 30 },
  )
})

test('sizes add up: everybody who is on the map is in exactly one group', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(99),
      (people, statements, seed) => {
        const map = makeMap(opinions(town(people, statements, seed), statements))
        const grouped = map.participants.filter(({ group }) => group !== null)
        expect(map.groups.reduce((sum, { size }) => sum + size, 0)).toBe(grouped.length)
        expect(map.groups.every(({ size }) => size > 0)).toBe(true)
        for (const { groups, consensus, consensusMean } of map.statements) {
          const shares = groups.map(({ agree, seen }) => (agree + 1) / (seen + 2))
          expect(consensus).toBeCloseTo(
            shares.reduce((product, share) => product * share, 1),
            12,
          )
          expect(consensusMean ** groups.length).toBeCloseTo(consensus, 12)
        }
        stableJson(map)
      },
    ),
    { numRuns: 60 },
  )
})
