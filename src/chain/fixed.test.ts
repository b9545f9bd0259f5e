import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalized, safeFloat, safeFloatOfFixed, shareOfFixed, shareOfFloat, taoOf } from './fixed.ts'

const bits = (whole: bigint): bigint => whole << 64n
const u64Max = 2n ** 64n - 1n
const rao = fc.bigInt({ min: 0n, max: 21_000_000n * 10n ** 9n })
const positive = fc.bigInt({ min: 1n, max: 21_000_000n * 10n ** 9n })

describe('shares in fixed point (Alpha)', () => {
  test('a part of a pool, cut to whole rao', () => {
    // floor(100 x 2^64 / 3) cuts a fraction off one share; two shares are worth 66.67 - 10^-19.
    expect(shareOfFixed(100n, bits(2n), bits(3n))).toBe(66n)
    expect(shareOfFixed(1_000n, bits(1n), bits(4n))).toBe(250n)
    // One share of three is worth 33.3..., so all three are worth 99.99..., a rao less than the pool.
    expect(shareOfFixed(100n, bits(3n), bits(3n))).toBe(99n)
    expect(shareOfFixed(7n, 1n << 63n, bits(1n))).toBe(3n)
  })

  test('a share worth more than 64 bits is multiplied before it is divided', () => {
    // 10^19 rao in half a share: 2 x 10^19 per share does not fit U64F64.
    expect(shareOfFixed(10n ** 19n, 1n << 63n, 1n << 63n)).toBe(10n ** 19n)
    expect(shareOfFixed(10n ** 19n, 1n << 62n, 1n << 63n)).toBe(5n * 10n ** 18n)
  })

  test('no shares at all are worth nothing; what does not fit saturates', () => {
    expect(shareOfFixed(100n, bits(1n), 0n)).toBe(0n)
    expect(shareOfFixed(0n, bits(1n), bits(1n))).toBe(0n)
    expect(shareOfFixed(u64Max, bits(2n ** 64n - 1n), bits(1n))).toBe(u64Max)
  })

  test('parts never exceed the pool, and miss it by less than a rao each and the rounding of one share', () => {
    fc.assert(
      fc.property(positive, fc.array(positive, { minLength: 1, maxLength: 20 }), (total, shares) => {
        const whole = shares.reduce((sum, share) => sum + share, 0n)
        const sum = shares.reduce((sum, share) => sum + shareOfFixed(total, bits(share), bits(whole)), 0n)
        expect(sum).toBeLessThanOrEqual(total)
        expect(sum + BigInt(shares.length)).toBeGreaterThanOrEqual(total)
      }),
    )
  })
})

describe('shares in decimal floats (AlphaV2)', () => {
  test('the mantissa lies between 10^20 and 10^21', () => {
    expect(safeFloat(1n)).toEqual({ mantissa: 10n ** 21n, exponent: -21n })
    expect(safeFloat(10n ** 20n)).toEqual({ mantissa: 10n ** 21n, exponent: -1n })
    expect(normalized({ mantissa: 2n * 10n ** 21n + 9n, exponent: 0n })).toEqual({
      mantissa: 2n * 10n ** 20n,
      exponent: 1n,
    })
    // Cut to 10^20, which is one too few, and widened again.
    expect(normalized({ mantissa: 10n ** 21n + 9n, exponent: 0n })).toEqual({ mantissa: 10n ** 21n, exponent: 0n })
    expect(normalized({ mantissa: 0n, exponent: 5n })).toEqual({ mantissa: 0n, exponent: 0n })
  })

  test('the older format: whole part and fraction', () => {
    expect(safeFloatOfFixed(bits(3n))).toEqual({ mantissa: 3n * 10n ** 20n, exponent: -20n })
    expect(safeFloatOfFixed(bits(1n) + (1n << 63n))).toEqual({ mantissa: 150_000_000_000_000_000_000n, exponent: -20n })
    expect(safeFloatOfFixed(1n << 62n)).toEqual({ mantissa: 250_000_000_000_000_000_000n, exponent: -21n })
    expect(safeFloatOfFixed(0n)).toEqual({ mantissa: 0n, exponent: 0n })
  })

  test('a part of a pool', () => {
    expect(shareOfFloat(1_000n, safeFloat(1n), safeFloat(4n))).toBe(250n)
    expect(shareOfFloat(100n, safeFloat(2n), safeFloat(3n))).toBe(66n)
    expect(shareOfFloat(100n, safeFloat(3n), safeFloat(3n))).toBe(100n)
    expect(shareOfFloat(100n, safeFloat(1n), safeFloat(0n))).toBe(0n)
    expect(shareOfFloat(0n, safeFloat(1n), safeFloat(1n))).toBe(0n)
    expect(shareOfFloat(u64Max, safeFloat(2n), safeFloat(1n))).toBe(u64Max)
  })

  test('exponents that no honest chain stores neither hang nor throw', () => {
    const huge = { mantissa: 10n ** 21n, exponent: 2n ** 62n }
    expect(shareOfFloat(1n, huge, safeFloat(1n))).toBe(u64Max)
    expect(shareOfFloat(1n, safeFloat(1n), huge)).toBe(0n)
  })

  test('a single holder gets the pool or a rao less; parts never exceed it by more than their number', () => {
    fc.assert(
      fc.property(rao, fc.array(positive, { minLength: 1, maxLength: 20 }), (total, shares) => {
        const whole = shares.reduce((sum, share) => sum + share, 0n)
        const alone = shareOfFloat(total, safeFloat(whole), safeFloat(whole))
        expect(total - alone).toBeGreaterThanOrEqual(0n)
        expect(total - alone).toBeLessThanOrEqual(1n)
        const sum = shares.reduce((sum, share) => sum + shareOfFloat(total, safeFloat(share), safeFloat(whole)), 0n)
        expect(sum).toBeLessThanOrEqual(total + BigInt(shares.length))
        expect(sum + BigInt(shares.length)).toBeGreaterThanOrEqual(total)
      }),
    )
  })

  test('both formats agree to a rao on what a share is worth', () => {
    fc.assert(
      fc.property(positive, positive, positive, (total, share, rest) => {
        const fixed = shareOfFixed(total, bits(share), bits(share + rest))
        const float = shareOfFloat(total, safeFloatOfFixed(bits(share)), safeFloatOfFixed(bits(share + rest)))
        expect(fixed - float >= -1n && fixed - float <= 1n).toBe(true)
      }),
    )
  })
})

test('alpha is TAO at the price; root stake is TAO', () => {
  expect(taoOf(2_000_000_000n, 25_000_000n, 3)).toBe(50_000_000n)
  expect(taoOf(1n, 999_999_999n, 3)).toBe(0n)
  expect(taoOf(5n, 0n, 0)).toBe(5n)
})
