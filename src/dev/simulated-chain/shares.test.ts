import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitsOf, denominator, isBits, keepShare, safeFloatOf, shareOf, valueOfBits, valueOfFloats } from './shares.ts'

const total = fc.bigInt(1n, 21_000_000n * 10n ** 9n)
const pool = total.chain((all) => fc.tuple(fc.constant(all), fc.bigInt(0n, all), fc.bigInt(501n, 1497n)))

test('a share is read back as the amount it was made for, in either form and in both together', () => {
  fc.assert(
    fc.property(pool, fc.boolean(), fc.boolean(), ([all, value, perMille], wholeAsBits, asBits) => {
      const ratio = denominator(all, perMille)
      const kept = wholeAsBits ? { bits: bitsOf(ratio) } : safeFloatOf(ratio)
      const share = keepShare(value, all, kept, asBits)
      expect(isBits(share)).toBe(asBits)
    }),
  )
})

test('shares are in the middle of those that yield the amount: a third of a rao more or less changes nothing', () => {
  const all = 1_000_000n
  const whole = bitsOf(denominator(all, 700n))
  const share = bitsOf(shareOf(1234n, all, denominator(all, 700n)))
  const rao = whole / all
  expect([-1n, 0n, 1n].map((by) => valueOfBits(all, whole, share + (by * rao) / 3n))).toEqual([1234n, 1234n, 1234n])
})

test('decimal floats have a mantissa above 10^20 and up to 10^21', () => {
  expect(safeFloatOf({ over: 10n, under: 1n })).toEqual({ mantissa: 10n ** 21n, exponent: -20n })
  expect(safeFloatOf({ over: 1n, under: 3n })).toEqual({ mantissa: 333_333_333_333_333_333_333n, exponent: -21n })
  expect(safeFloatOf({ over: 0n, under: 1n })).toEqual({ mantissa: 0n, exponent: 0n })
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 60n), fc.bigInt(1n, 10n ** 60n), (over, under) => {
      const { mantissa } = safeFloatOf({ over, under })
      expect(mantissa > 10n ** 20n && mantissa <= 10n ** 21n).toBe(true)
    }),
  )
})

test('a pool without shares is worth nothing; a share too large for its form is refused', () => {
  expect(valueOfBits(5n, 0n, 1n)).toBe(0n)
  expect(valueOfFloats(5n, { mantissa: 0n, exponent: 0n }, safeFloatOf({ over: 1n, under: 1n }))).toBe(0n)
  expect(() => bitsOf({ over: 1n << 64n, under: 1n })).toThrow('does not fit 64 bits')
})
