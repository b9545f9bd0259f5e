import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opinions, town, type Vote } from '../../../test/opinions.ts'
import { centre, extremity, pca, project, projectStatements } from './pca.ts'
import { type VoteMatrix, votesToMatrix } from './votes.ts'

function matrix(votes: Vote[], statements: number): VoteMatrix {
  const { people, ballots } = opinions(votes, statements)
  return votesToMatrix(ballots, people.length, statements)
}

const none = (n: number): Uint8Array => new Uint8Array(n)
const votes: Vote[] = [
  [0, 0, 1],
  [0, 1, -1],
  [1, 0, -1],
  [1, 1, 1],
  [2, 0, 1],
]

test('the mean is of those who voted; 0 where nobody did, and where a statement is zeroed', () => {
  expect(Array.from(centre(matrix(votes, 3), none(3)))).toEqual([1 / 3, 0, 0])
  expect(Array.from(centre(matrix(votes, 3), Uint8Array.from([1, 0, 0])))).toEqual([0, 0, 0])
})

test('two opposite opinions make one axis and leave the other empty', () => {
  const two = matrix(votes.slice(0, 4), 2)
  const { axes, shares } = pca(two, none(2), centre(two, none(2)))
  expect(axes[0][0]).toBeCloseTo(Math.SQRT1_2, 12)
  expect(axes[0][1]).toBeCloseTo(-Math.SQRT1_2, 12)
  expect(Array.from(axes[1])).toEqual([0, 0])
  expect(shares[0]).toBeCloseTo(1, 12)
  expect(shares[1]).toBe(0)
  const { x, y } = project(two, none(2), new Float64Array(2), axes)
  expect(x[0]).toBeCloseTo(Math.SQRT2, 12)
  expect(x[1]).toBeCloseTo(-Math.SQRT2, 12)
  expect(Array.from(y)).toEqual([0, 0])
})

test('few votes stretch a place by √(C / n); a zeroed statement is a vote of everybody', () => {
  const axes: [Float64Array, Float64Array] = [Float64Array.from([0.6, 0.8, 0]), Float64Array.from([0, 0, 1])]
  const mean = Float64Array.from([0.5, 0, 0])
  const free = project(matrix(votes, 3), none(3), mean, axes)
  expect(free.x[2]).toBeCloseTo(Math.sqrt(3 / 1) * 0.5 * 0.6, 12)
  expect(free.x[0]).toBeCloseTo(Math.sqrt(3 / 2) * (0.5 * 0.6 - 0.8), 12)
  const zeroed = project(matrix(votes, 3), Uint8Array.from([0, 0, 1]), mean, axes)
  expect(zeroed.x[2]).toBeCloseTo(Math.sqrt(3 / 2) * 0.5 * 0.6, 12)
})

test('a statement stands where somebody would who agreed with it alone', () => {
  const town30 = matrix(town(30, 6, 1), 6)
  const mean = centre(town30, none(6))
  const { axes } = pca(town30, none(6), mean)
  const place = projectStatements(mean, axes)
  const alone = project(matrix([[0, 4, 1]], 6), none(6), mean, axes)
  expect(place.x[4]).toBeCloseTo(alone.x[0]!, 12)
  expect(place.y[4]).toBeCloseTo(alone.y[0]!, 12)
  expect(extremity(place)[4]).toBeCloseTo(Math.hypot(alone.x[0]!, alone.y[0]!), 12)
})

test('turning every vote round turns every place round', () => {
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const cast = town(20, 8, seed)
      const placed = (votes: Vote[]) => {
        const m = matrix(votes, 8)
        const mean = centre(m, none(8))
        return project(m, none(8), mean, pca(m, none(8), mean).axes)
      }
      const [one, other] = [placed(cast), placed(cast.map(([p, s, c]): Vote => [p, s, (0 - c) as -1 | 0 | 1]))]
      one.x.forEach((x, p) => {
        expect(other.x[p]).toBeCloseTo(-x, 9)
      })
    }),
    { numRuns: 20 },
  )
})
