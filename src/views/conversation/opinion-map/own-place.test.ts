import { expect, test } from 'vitest'
import { opinions, type Vote } from '../../../../test/opinions.ts'
import type { Address } from '../../../log/ss58.ts'
import { ownPlace, placeOf, votesOf } from './own-place.ts'
import { robustMapOf } from './robust-map.ts'
import { robustSpreadOf } from './robust-spread.ts'

/** Two camps of 40 that say the opposite on 14 statements, each person turned on one, and the same on the last two. */
const camps: Vote[] = Array.from({ length: 80 }, (_, p) =>
  Array.from({ length: 16 }, (_, s): Vote => {
    if (s >= 14) return [p, s, s === 14 ? 1 : -1]
    const turned = s === Math.floor(p / 2) % 14 || s === (p * 3) % 14
    return [p, s, (p % 2 === s % 2) !== turned ? 1 : -1]
  }),
).flat()
const map = robustMapOf(robustSpreadOf(opinions(camps, 16)), 'camps')
const me = 'import:0' as Address
const said = (more: [number, number][] = []) =>
  new Map([...camps.filter(([p]) => p === 0).map(([, s, c]) => [s, c] as const), ...more])

test('what is typical of my group, and what I say of it', () => {
  expect(map.verdict.k).toBe(2)
  const place = placeOf(map, me, said([[0, 0]]))!
  ownPlace.parse(place)
  const own = map.groups.find(({ id }) => id === place.group)!
  expect(place.typical.map(({ id, side }) => [id, side])).toEqual(own.representative.map(({ id, side }) => [id, side]))
  for (const { id, own } of place.typical) {
    const choice = said([[0, 0]]).get(Number.parseInt(id, 16))
    expect(own).toBe(choice === 0 ? 'pass' : choice === 1 ? 'agree' : 'disagree')
  }
  const silent = placeOf(map, me, new Map())!
  expect(silent.typical.every((each) => each.own === null)).toBe(true)
  expect(silent.shared).toEqual([])
})

test('what I share with the others: what joins all, and where I say what they say', () => {
  const { shared, sharedInAll, group } = placeOf(map, me, said())!
  const ids = shared.map(({ id, side }) => `${side} ${Number.parseInt(id, 16)}`)
  expect(ids.slice(0, 2).sort()).toEqual(['agree 14', 'disagree 15'])
  const other = map.groups.findIndex(({ id }) => id !== group)
  for (const { id, side, votes, seen } of shared) {
    const counted = map.statements.find((each) => each.id === id)!.groups[other]!
    expect([votes, seen]).toEqual([counted[side], counted.seen])
    expect(votes / seen).toBeGreaterThan(0.5)
  }
  expect(sharedInAll).toBeGreaterThanOrEqual(shared.length)
})

test('without clear groups the others are the other half', () => {
  const line: Vote[] = Array.from({ length: 60 }, (_, p) =>
    Array.from(
      { length: 20 },
      (_, s): Vote => [p, s, s === 19 ? 1 : ((p * 37) % 60) / 60 > ((s * 7) % 20) / 20 === (s % 2 === 0) ? 1 : -1],
    ),
  ).flat()
  const cloud = robustMapOf(robustSpreadOf(opinions(line, 20)), 'line')
  expect(cloud.parts.cut).toBe('halves')
  const own = new Map(line.filter(([p]) => p === 0).map(([, s, c]) => [s, c] as const))
  const place = placeOf(cloud, me, own)!
  expect(place.half).not.toBeNull()
  expect(place.shared[0]).toMatchObject({ side: 'agree', id: cloud.statements[19]!.id })
  expect(place.typical.length).toBeGreaterThan(0)
})

test('whoever is not on the map has no place, and no votes are no votes', () => {
  expect(placeOf(map, 'nobody' as Address, new Map())).toBeNull()
  expect(votesOf(undefined, me).size).toBe(0)
  expect(votesOf({ numbers: new Map([[me, 0]]), held: [new Map([[3, 1]])], choice: [1, -1] }, me)).toEqual(
    new Map([[3, -1]]),
  )
  expect(votesOf({ numbers: new Map(), held: [], choice: [] }, me).size).toBe(0)
})
