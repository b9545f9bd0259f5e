import { expect, test } from 'vitest'
import { originsOf } from './same-groups.ts'

/** Groups now in rows, groups before in columns; what they say tells nothing unless given. */
const origins = (shared: number[][], likeness = shared.map((row) => row.map(() => 0))) =>
  originsOf({
    shared,
    likeness,
    placed: (shared[0] ?? []).map((_, b) => shared.reduce((sum, row) => sum + row[b]!, 0)),
  })

test('the same people are the same group, in whatever order', () => {
  expect(
    origins([
      [0, 38],
      [41, 2],
    ]),
  ).toEqual([
    { how: 'same', is: 1, from: [1] },
    { how: 'same', is: 0, from: [0] },
  ])
})

test('of a group that splits, the larger part is the group', () => {
  expect(
    origins([
      [40, 0],
      [1, 36],
      [0, 24],
    ]),
  ).toEqual([
    { how: 'same', is: 0, from: [0] },
    { how: 'same', is: 1, from: [1] },
    { how: 'split-of', is: -1, from: [1] },
  ])
})

test('a part does not become whoever one of its people was with', () => {
  expect(
    origins([
      [36, 0],
      [24, 1],
    ]),
  ).toEqual([
    { how: 'same', is: 0, from: [0] },
    { how: 'split-of', is: -1, from: [0] },
  ])
})

test('two that become one are the larger of them', () => {
  expect(
    origins([
      [30, 25, 0],
      [0, 1, 40],
    ]),
  ).toEqual([
    { how: 'merged-from', is: 0, from: [0, 1] },
    { how: 'same', is: 2, from: [2] },
  ])
})

test('a group of parts of two that are still there is formed from both', () => {
  expect(
    origins([
      [40, 0],
      [0, 40],
      [10, 10],
    ]),
  ).toEqual([
    { how: 'same', is: 0, from: [0] },
    { how: 'same', is: 1, from: [1] },
    { how: 'merged-from', is: -1, from: [0, 1] },
  ])
})

test('where people do not tell, what they say does', () => {
  expect(
    origins(
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      [
        [-0.9, 0.8],
        [0.9, -0.7],
        [0.1, 0.2],
      ],
    ),
  ).toEqual([
    { how: 'same', is: 1, from: [1] },
    { how: 'same', is: 0, from: [0] },
    { how: 'new', is: -1, from: [] },
  ])
  expect(origins([[20, 20]], [[0.9, -0.9]])[0]!.from[0]).toBe(0)
  expect(origins([[20, 20]], [[-0.9, 0.9]])[0]!.from[0]).toBe(1)
})

test('before anything there was nothing', () => {
  expect(originsOf({ shared: [[], []], likeness: [[], []], placed: [] })).toEqual([
    { how: 'new', is: -1, from: [] },
    { how: 'new', is: -1, from: [] },
  ])
})
