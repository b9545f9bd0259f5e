import { expect, test } from 'vitest'
import { opinions, type Vote } from '../../../test/opinions.ts'
import type { Clusters } from '../kmeans.ts'
import { baseClusters, best, constants, filter, groupings, groupOfPeople } from './groups.ts'
import { type VoteMatrix, votesToMatrix } from './votes.ts'

/** People with so many votes each. */
function withVotes(counts: number[], statements: number): VoteMatrix {
  const votes = counts.flatMap((n, p) => Array.from({ length: n }, (_, s): Vote => [p, s, 1]))
  return votesToMatrix(opinions(votes, statements).ballots, counts.length, statements)
}

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

test('seven votes put a person on the map, or all where there are fewer statements', () => {
  const enough = new Array<number>(constants.peopleNeeded).fill(7)
  expect(Array.from(filter(withVotes([...enough, 6, 8], 10)))).toEqual([...numbers(15), 16])
  expect(Array.from(filter(withVotes([...enough.map(() => 3), 2], 3)))).toEqual(numbers(15))
})

test('fewer than fifteen are filled up with the most active, earlier ones first among equals', () => {
  const rows = filter(withVotes([7, 1, 2, 2, ...new Array<number>(13).fill(1)], 10))
  expect(rows.length).toBe(15)
  expect(Array.from(rows)).toEqual([...numbers(15)])
  const later = filter(withVotes([1, 7, ...new Array<number>(14).fill(2)], 10))
  expect(Array.from(later)).toEqual(numbers(16).slice(1))
  expect(filter(withVotes([], 3)).length).toBe(0)
})

test('each distinct place is a base cluster of its own up to a hundred', () => {
  const points = { x: Float64Array.from([5, 1, 5, 9]), y: Float64Array.from([0, 0, 0, 0]) }
  const { size, of } = baseClusters(points)
  expect(size).toBe(3)
  expect(Array.from(of)).toEqual([0, 1, 0, 2])
  const many = numbers(300).map((i) => (i * 7919) % 1009)
  expect(baseClusters({ x: Float64Array.from(many), y: new Float64Array(300) }).size).toBeLessThanOrEqual(100)
})

test('one more group is tried for every twelve base clusters, five at most', () => {
  const tried = (n: number): number[] =>
    groupings(baseClusters({ x: Float64Array.from(numbers(n)), y: new Float64Array(n) })).map(({ k }) => k)
  expect(tried(0)).toEqual([])
  expect(tried(1)).toEqual([2])
  expect(tried(11)).toEqual([2])
  expect(tried(12)).toEqual([2, 3])
  expect(tried(60)).toEqual([2, 3, 4, 5])
})

test('the largest silhouette wins, of equals the one with more groups', () => {
  const clusters: Clusters = {
    size: 1,
    centre: { x: new Float64Array(1), y: new Float64Array(1) },
    of: new Int32Array(1),
  }
  const tried = [0.4, 0.5, 0.5, 0.1].map((silhouette, i) => ({ k: i + 2, silhouette, clusters }))
  expect(best(tried)?.k).toBe(4)
  expect(best([])).toBeNull()
})

test('people who are not on the map have no group', () => {
  const base: Clusters = {
    size: 2,
    centre: { x: Float64Array.from([0, 9]), y: new Float64Array(2) },
    of: Int32Array.from([0, 1, 0]),
  }
  const chosen = best(groupings(base))
  expect(Array.from(groupOfPeople(5, Int32Array.from([0, 2, 4]), base, chosen))).toEqual([0, -1, 1, -1, 0])
  expect(Array.from(groupOfPeople(2, new Int32Array(0), base, null))).toEqual([-1, -1])
})
