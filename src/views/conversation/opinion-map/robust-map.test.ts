import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opinions, town, type Vote } from '../../../../test/opinions.ts'
import { stableJson } from '../../json.ts'
import { robustMapOf } from './robust-map.ts'
import { robustSpreadOf } from './robust-spread.ts'
import { robustMapValue } from './robust-value.ts'
import type { Opinions } from './spread.ts'

const mapOf = (given: Opinions) => robustMapOf(robustSpreadOf(given), 'golden')
const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../../vectors/${name}`, import.meta.url), 'utf8'))

test('the golden conversation', () => {
  const { votes, statements, moderated, meta } = read('opinion-map.json')
  const map = mapOf(opinions(votes, statements, { moderated, meta }))
  expect(JSON.parse(stableJson(map))).toEqual(read('opinion-map-robust.json').map)
  robustMapValue.parse(map)
})

/** The same opinions with people in another order, each with the own votes in the own order. */
function turned({ people, statements, ballots }: Opinions, keys: number[]): Opinions {
  const order = people.map((_, p) => p).sort((a, b) => keys[a]! - keys[b]! || a - b)
  const place = people.map((_, p) => order.indexOf(p))
  const votes = Array.from(ballots.person.keys()).sort(
    (a, b) => place[ballots.person[a]!]! - place[ballots.person[b]!]! || a - b,
  )
  return {
    people: order.map((p) => people[p]!),
    statements,
    ballots: {
      person: Int32Array.from(votes, (i) => place[ballots.person[i]!]!),
      statement: Int32Array.from(votes, (i) => ballots.statement[i]!),
      choice: Int8Array.from(votes, (i) => ballots.choice[i]!),
    },
  }
}

test('whatever the order in which people came: the same bytes', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.array(fc.nat(1e6), { minLength: 60, maxLength: 60 }), (seed, keys) => {
      const given = opinions(town(60, 14, seed), 14, { moderated: [3], meta: [5] })
      expect(stableJson(mapOf(turned(given, keys)))).toBe(stableJson(mapOf(given)))
    }),
    { numRuns: 30 },
  )
})

/** 120 people on a line: further along it they agree with more of what has an even number, and with less of the rest. */
function line(people: number, statements: number): Vote[] {
  return Array.from({ length: people }, (_, p) =>
    Array.from({ length: statements }, (_, s): Vote => {
      const above = ((p * 37) % people) / people > ((s * 7) % statements) / statements
      return [p, s, above === (s % 2 === 0) ? 1 : -1]
    }),
  ).flat()
}

test('without clear groups: ends, quarters of the axis, and no group anywhere', () => {
  const map = mapOf(opinions(line(120, 20), 20))
  expect(map.verdict.state).toBe('one')
  expect(map.groups).toEqual([])
  expect(map.parts.cut).toBe('quarters')
  expect(map.parts.sizes.reduce((a, b) => a + b, 0)).toBe(map.ends[0]!.size + map.ends[1]!.size)
  expect(map.participants.every(({ group }) => group === null)).toBe(true)
  for (const { groups, consensus } of map.statements) {
    const product = groups.reduce((sofar, { agree, seen }) => (sofar * (agree + 1)) / (seen + 2), 1)
    expect(consensus).toBeCloseTo(product, 12)
  }
  const [left, right] = map.ends.map(
    ({ representative }) => new Set(representative.filter(({ side }) => side === 'agree').map(({ id }) => id)),
  )
  expect([...left!].filter((id) => right!.has(id))).toEqual([])
})

test('the ends of an axis are named by what stands there', () => {
  const { axes, statements } = mapOf(opinions(line(120, 20), 20))
  for (const { low, high, loadings } of axes) {
    const loading = (id: string): number => loadings[statements.findIndex((each) => each.id === id)]!
    expect(low.every(({ id, side }) => side === 'agree' && loading(id) < 0)).toBe(true)
    expect(high.every(({ id, side }) => side === 'agree' && loading(id) > 0)).toBe(true)
    expect(high[0]!.loading).toBe(Math.max(...loadings))
  }
})

test('with clear groups: everybody on the map is in one, and consensus is over them', () => {
  const camps: Vote[] = Array.from({ length: 80 }, (_, p) =>
    Array.from(
      { length: 16 },
      (_, s): Vote => [p, s, (p + ((p * 13 + s * 7) % 19 === 0 ? 1 : 0)) % 2 === s % 2 ? 1 : -1],
    ),
  ).flat()
  const map = mapOf(opinions(camps, 16))
  expect(map.verdict).toMatchObject({ state: 'groups', k: 2 })
  expect(map.groups.map(({ size }) => size).reduce((a, b) => a + b)).toBe(80)
  expect(map.parts).toEqual({ cut: 'groups', sizes: map.groups.map(({ size }) => size) })
  expect(map.ends).toEqual([])
  expect(map.verdict.tried[0]).toMatchObject({ k: 2, accepted: true, worst: { a: 0, b: 1 } })
})

test('few votes place nobody on a side, and have no part in finding groups', () => {
  const votes: Vote[] = [...line(60, 20), [60, 0, 1], [60, 1, -1]]
  const [map, without] = [mapOf(opinions(votes, 20)), mapOf(opinions(line(60, 20), 20))]
  expect(map.participants.find(({ key }) => key === 'import:60')).toMatchObject({
    group: null,
    half: null,
    few: true,
    votes: 2,
  })
  expect(map.verdict).toEqual(without.verdict)
  expect(map.axes.map(({ loadings }) => loadings)).toEqual(without.axes.map(({ loadings }) => loadings))
})

test('who voted on everything has a place without error, others do not', () => {
  const map = mapOf(opinions(town(60, 14, 3), 14))
  for (const { votes, uncertain } of map.participants) expect(uncertain[0] === 0).toBe(votes === map.verdict.statements)
})

test('voices weigh: who has none is not heard at all', () => {
  const votes = town(90, 16, 9)
  const half = (key: string): number => (Number(key.slice(7)) % 2 === 0 ? 1 : 0)
  const heard = votes.filter(([p]) => p % 2 === 0).map(([p, ...vote]): Vote => [p / 2, ...vote])
  const [all, alone] = [robustMapOf(robustSpreadOf(opinions(votes, 16), half), 'golden'), mapOf(opinions(heard, 16))]
  expect(all.verdict.tried).toEqual(alone.verdict.tried)
  expect(all.axes.map(({ loadings }) => loadings)).toEqual(alone.axes.map(({ loadings }) => loadings))
  expect(all.verdict.voices).toBe(alone.verdict.voices)
})

test('nobody, nothing', () => {
  const map = mapOf(opinions([], 2))
  expect(map).toMatchObject({ participants: [], groups: [], ends: [], parts: { cut: 'none', sizes: [] } })
  expect(map.statements[0]).toMatchObject({ x: 0, y: 0, mean: 0, consensus: 1, priority: 1, groups: [] })
  robustMapValue.parse(map)
})
