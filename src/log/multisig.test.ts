import fc from 'fast-check'
import { expect, test } from 'vitest'
import { multisigAccount } from '../chain/origins.ts'
import { hex } from './bytes.ts'
import { multisigKey } from './multisig.ts'

const keys = fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), {
  minLength: 1,
  maxLength: 63,
  selector: hex,
})

test('the account of a multisig is the one that the reader of calls derives, in whatever order they are given', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 65_535 }), (given, threshold) => {
      const account = hex(multisigKey(given, threshold))
      expect(account).toBe(multisigAccount(given.map(hex).sort(), threshold))
      expect(hex(multisigKey(given.toReversed(), threshold))).toBe(account)
      expect(hex(multisigKey(given, threshold ^ 1))).not.toBe(account)
    }),
    { numRuns: 50 },
  )
})

test('more signatories than one byte counts are refused', () => {
  const many = Array.from({ length: 64 }, (_, i) => new Uint8Array(32).fill(i))
  expect(() => multisigKey(many, 2)).toThrow(RangeError)
})
