import { expect, test } from 'vitest'
import { sha256, utf8 } from '../../log/bytes.ts'
import { type AccountKey, accountKey } from '../../log/sign.ts'
import { cutOf, type Placed, sidesOf } from './sides.ts'

const key = (name: string): AccountKey['address'] => accountKey('ed25519-bytes', sha256(utf8(name))).address

/** A map of people by their half of the first axis, and their group. */
const mapOf = (groups: number, ...people: [key: string, half: 0 | 1 | null, group: number | null][]): Placed => ({
  groups: Array.from({ length: groups }, (_, id) => ({ id })),
  participants: people.map(([key, half, group]) => ({ key, half, group })),
})

const [ann, bea, cal] = ['ann', 'bea', 'cal'].map(key) as [AccountKey['address'], ...AccountKey['address'][]]
const alone = (account: AccountKey['address']): AccountKey['address'] => account

test('the sides are the groups of a map; imported voices and those in no group have no place', () => {
  const map = mapOf(2, ['import:1', 0, 0], [ann, 0, 0], [bea!, 1, 1], [cal!, 1, null])
  const { cut, ids, at } = sidesOf(map, alone)
  expect([cut, ids, at(0).people]).toEqual(['groups', [0, 1], [1, 1]])
  expect([ann, bea!, cal!, key('dan')].map(at(0).of)).toEqual([0, 1, null, null])
})

test('where a map has no clear groups they are the halves of its first axis, without whoever stands in the middle or has too few votes', () => {
  const { cut, ids, at } = sidesOf(mapOf(0, [ann, 0, null], [bea!, 1, null], [cal!, null, null]), alone)
  expect([cut, ids, at(0).people]).toEqual(['halves', [0, 1], [1, 1]])
  expect([ann, bea!, cal!].map(at(0).of)).toEqual([0, 1, null])
  expect(cutOf(mapOf(0)).ids).toEqual([])
})

test('a person with several accounts has one place: that of the one that voted first', () => {
  const { at } = sidesOf(mapOf(2, [ann, 0, 0], [bea!, 1, 1], [cal!, 1, 1]), (account) =>
    account === bea ? ann : account,
  )
  expect(at(0).people).toEqual([1, 1])
  expect(at(0).of(ann)).toBe(0)
})
