import { getMultisigAccountId } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from './bytes.ts'
import { multisigKey } from './multisig.ts'

const keys = fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), {
  minLength: 1,
  maxLength: 100,
  selector: hex,
})

test('the account of a multisig is the one that another program derives, in whatever order they are given', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 65_535 }), (given, threshold) => {
      const account = hex(multisigKey(given, threshold))
      expect(account).toBe(hex(getMultisigAccountId({ threshold, signatories: given })))
      expect(hex(multisigKey(given.toReversed(), threshold))).toBe(account)
      expect(hex(multisigKey(given, threshold ^ 1))).not.toBe(account)
    }),
    { numRuns: 50 },
  )
})

test.each([63, 64, 65, 300])('of %i signatories too', (count) => {
  const given = Array.from({ length: count }, (_, i) =>
    new Uint8Array(32).map((_, at) => (at < 2 ? (i >> (8 * at)) & 255 : 7)),
  )
  expect(hex(multisigKey(given, 2))).toBe(hex(getMultisigAccountId({ threshold: 2, signatories: given })))
})
