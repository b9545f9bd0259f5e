import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Malformed } from '../log/errors.ts'
import { packFiles, unpackFiles } from './staging.ts'

const files = fc
  .uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.uint8Array()), { selector: ([path]) => path })
  .map((pairs) => new Map(pairs))

test('what is packed comes back', () => {
  fc.assert(
    fc.property(files, (each) => {
      expect(unpackFiles(packFiles(each))).toEqual(each)
    }),
  )
})

test('a bundle that ends early is refused, wherever it ends', () => {
  const packed = packFiles(new Map([['tile/0/000', Uint8Array.of(1, 2, 3)]]))
  for (let end = 1; end < packed.length; end++)
    expect(() => unpackFiles(packed.subarray(0, end)), `${end}`).toThrow(Malformed)
})
