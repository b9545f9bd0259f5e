import { expect, test } from 'vitest'
import { gaussLegendre } from './gauss-legendre.ts'

test('two points, as published', () => {
  const { nodes, weights } = gaussLegendre(2)
  expect([...nodes]).toEqual([0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)].map((each) => expect.closeTo(each, 15)))
  expect([...weights]).toEqual([expect.closeTo(0.5, 15), expect.closeTo(0.5, 15)])
})

test.each([1, 2, 3, 8, 33, 120])('%i points integrate every power below twice as many, in rising order', (count) => {
  const { nodes, weights } = gaussLegendre(count)
  for (let power = 0; power < 2 * count; power++) {
    const sum = nodes.reduce((whole, node, i) => whole + (weights[i] ?? Number.NaN) * node ** power, 0)
    expect(sum).toBeCloseTo(1 / (power + 1), 13)
  }
  expect([...nodes]).toEqual([...nodes].sort((a, b) => a - b))
})

test('no points are refused', () => {
  expect(() => gaussLegendre(0)).toThrow('at least 1')
})
