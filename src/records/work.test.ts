import { expect, test } from 'vitest'
import { findWork, solveWork, workBits } from './work.ts'

const id = '4a67f9a87ee50d82e6dad58333079d531dc0eb3bd14c06d8c9566d87d38999be'

test('a nonce that was found is worth what was asked, for this record and hardly for another', () => {
  const nonce = solveWork(id, 12)
  expect(workBits(id, nonce)).toBeGreaterThanOrEqual(12)
  expect(workBits(id.replace('4', '5'), nonce)).toBeLessThan(12)
})

test('slices find the same nonce as one run', () => {
  const nonce = solveWork(id, 10)
  const slices = Array.from({ length: 200 }, (_, i) => findWork(id, 10, i * 64, 64))
  expect(slices.find((each) => each !== null)).toBe(nonce)
  expect(findWork(id, 250, 0, 10)).toBe(null)
})

test('the work of a nonce is the leading zero bits of SHA-256 of the id, a colon and the nonce', () => {
  // printf '4a67…99be:0' | sha256sum
  expect(['0', '1', '2', '3', '4', '5', '6', '7'].map((nonce) => workBits(id, nonce))).toEqual([1, 0, 1, 4, 1, 2, 2, 1])
})
