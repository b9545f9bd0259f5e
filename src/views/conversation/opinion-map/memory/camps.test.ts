import { expect, test } from 'vitest'
import { type Camp, type NamedCamp, nameCamps } from './camps.ts'

const camp = (members: string[], profile: number[] = [0]): Camp => ({
  members: new Set(members),
  profile: Float64Array.from(profile),
})
const was = (id: number, members: string[], profile: number[] = [0]): NamedCamp => ({
  ...camp(members, profile),
  id,
  since: { votes: 128, size: 9, ms: 1 },
  how: 'same',
  from: [],
  history: [],
})
const people = (letter: string, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `${letter}${from + i}`)
const numbers = (now: Camp[], before: NamedCamp[]): number[] => nameCamps(now, before).map(({ id }) => id)

test('the first groups have the first letters, in their order', () => {
  expect(nameCamps([camp(people('a', 0, 9)), camp(people('b', 0, 8))], [])).toMatchObject([
    { id: 0, since: null, how: 'new', from: [], history: [] },
    { id: 1, since: null, how: 'new' },
  ])
})

test('a group keeps its letter when another becomes larger', () => {
  const before = [was(0, people('a', 0, 20)), was(1, people('b', 0, 18))]
  expect(numbers([camp(people('b', 0, 30)), camp(people('a', 0, 19))], before)).toEqual([1, 0])
})

test('of a split the other part has a letter that nobody had', () => {
  const before = [was(0, people('a', 0, 40)), was(2, people('b', 0, 20))]
  const now = nameCamps([camp(people('a', 0, 22)), camp(people('b', 0, 20)), camp(people('a', 22, 40))], before)
  expect(now).toMatchObject([
    { id: 0, how: 'same', since: { votes: 128 }, from: [{ id: 0, people: 22, of: 40 }] },
    { id: 2, how: 'same' },
    { id: 1, how: 'split-of', since: null, from: [{ id: 0, people: 18, of: 40 }] },
  ])
})

test('a letter that just went is taken last', () => {
  const before = [was(0, people('a', 0, 20)), was(1, people('b', 0, 20))]
  expect(numbers([camp(people('a', 0, 20)), camp(people('c', 0, 20))], before)).toEqual([0, 2])
  const five = [0, 1, 2, 3, 4].map((id) => was(id, people(`g${id}`, 0, 9)))
  expect(numbers([camp(people('g3', 0, 9)), camp(people('new', 0, 9))], five)).toEqual([3, 0])
})

test('when nobody is left who was there, what is said decides', () => {
  const before = [was(0, people('a', 0, 20), [1, -1, 1]), was(1, people('b', 0, 20), [-1, 1, -1])]
  const now = [camp(people('c', 0, 20), [-0.8, 0.9, -0.7, 0.4]), camp(people('d', 0, 20), [0.7, -0.9, 0.9, -0.4])]
  expect(numbers(now, before)).toEqual([1, 0])
})
