import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tridiagonalEigen } from './tridiagonal.ts'

const number = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 100)

test('the matrix with 2 on the diagonal and -1 beside it has the values 2 - 2 cos(π j / (n + 1))', () => {
  const n = 12
  const { values } = tridiagonalEigen(new Float64Array(n).fill(2), new Float64Array(n - 1).fill(-1))
  const expected = Array.from(values, (_, i) => 2 - 2 * Math.cos((Math.PI * (n - i)) / (n + 1)))
  for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 12)
})

test('T v = λ v, the vectors are orthonormal, and the values descend', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 12 }), (pairs) => {
      const n = pairs.length
      const d = Float64Array.from(pairs, ([value]) => value)
      const e = Float64Array.from(pairs.slice(1), ([, value]) => value)
      const { values, vectors } = tridiagonalEigen(d, e)
      for (let i = 0; i < n; i++) {
        const v = vectors.subarray(i * n, (i + 1) * n)
        if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]!)
        for (let r = 0; r < n; r++) {
          const tv = d[r]! * v[r]! + (r > 0 ? e[r - 1]! * v[r - 1]! : 0) + (r < n - 1 ? e[r]! * v[r + 1]! : 0)
          expect(Math.abs(tv - values[i]! * v[r]!)).toBeLessThan(1e-11)
        }
        for (let j = 0; j <= i; j++) {
          const product = v.reduce((sum, value, r) => sum + value * vectors[j * n + r]!, 0)
          expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-12)
        }
      }
    }),
  )
})

test('a number that is none is said to be so', () => {
  expect(() => tridiagonalEigen(Float64Array.from([1, 2]), Float64Array.from([Number.NaN]))).toThrow('finite')
})
