import { expect, test } from 'vitest'
import { sha256, utf8 } from '../../log/bytes.ts'
import { type AccountKey, accountKey } from '../../log/sign.ts'
import type { OpinionMap } from '../conversation/opinion-map/value.ts'
import { cutOf, sidesOf } from './sides.ts'

const key = (name: string): AccountKey['address'] => accountKey('ed25519-bytes', sha256(utf8(name))).address

/** A map of people by their place on the first axis, and their group. */
const mapOf = (groups: number, ...people: [key: string, x: number, group: number | null][]): OpinionMap =>
  ({
    groups: Array.from({ length: groups }, (_, id) => ({ id })),
    participants: people.map(([key, x, group]) => ({ key, x, y: 0, group, votes: 7 })),
  }) as unknown as OpinionMap

const [ann, bea, cal] = ['ann', 'bea', 'cal'].map(key) as [AccountKey['address'], ...AccountKey['address'][]]
const alone = (account: AccountKey['address']): AccountKey['address'] => account

test('the sides are the groups of a map; imported voices and those in no group have no place', () => {
  const map = mapOf(2, ['import:1', -2, 0], [ann, -1, 0], [bea!, 1, 1], [cal!, 1, null])
  const { cut, ids, at } = sidesOf(map, alone)
  expect([cut, ids, at(0).people]).toEqual(['groups', [0, 1], [1, 1]])
  expect([ann, bea!, cal!, key('dan')].map(at(0).of)).toEqual([0, 1, null, null])
})

test('where a map has no two groups they are the halves of its first axis, without whoever stands in the middle', () => {
  const { cut, ids, at } = sidesOf(mapOf(1, [ann, -1, 0], [bea!, 0.5, 0], [cal!, 0, 0]), alone)
  expect([cut, ids, at(0).people]).toEqual(['halves', [0, 1], [1, 1]])
  expect([ann, bea!, cal!].map(at(0).of)).toEqual([0, 1, null])
  expect(cutOf(mapOf(0)).ids).toEqual([])
})

test('a person with several accounts has one place: that of the one that voted first', () => {
  const { at } = sidesOf(mapOf(2, [ann, -1, 0], [bea!, 1, 1], [cal!, 1, 1]), (account) =>
    account === bea ? ann : account,
  )
  expect(at(0).people).toEqual([1, 1])
  expect(at(0).of(ann)).toBe(0)
})
