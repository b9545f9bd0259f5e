/**
 * What a share of a pool is worth, to the rao, by the arithmetic of the runtimes: opentensor/subtensor, primitives/share-
 * pool (and safe-math for its checked division). Two number formats came after each other; both are done here exactly
 * as the runtime does, rounding and saturation included, because a snapshot must equal what the runtime would pay.
 */

/** U64F64: an unsigned 128-bit number of which the low 64 bits are the fraction. */
export type FixedPoint = bigint

/** mantissa x 10^exponent, as AlphaV2 and TotalHotkeySharesV2 store it. */
export interface SafeFloat {
  mantissa: bigint
  exponent: bigint
}

const one = 1n << 64n
const u64Max = (1n << 64n) - 1n
const u128Max = (1n << 128n) - 1n

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/**
 * Rao of a share in the era of `Alpha`: total x share / denominator, where the value of one share is divided first and
 * the share multiplied only where that does not fit 128 bits. `total` in rao; the others are U64F64 bits.
 */
export function shareOfFixed(total: bigint, share: FixedPoint, denominator: FixedPoint): bigint {
  if (denominator <= 0n) return 0n
  const whole = total << 64n
  const perShare = (whole << 64n) / denominator
  if (perShare <= u128Max) return least((perShare * share) >> 64n, u128Max) >> 64n
  const product = least((whole * share) >> 64n, u128Max)
  return least((product << 64n) / denominator, u128Max) >> 64n
}

const largestMantissa = 10n ** 21n
const zero: SafeFloat = { mantissa: 0n, exponent: 0n }

/** The same number with 10^20 < mantissa <= 10^21; digits that fall off are cut, not rounded. */
export function normalized({ mantissa, exponent }: SafeFloat): SafeFloat {
  if (mantissa <= 0n) return zero
  let [m, e] = [mantissa, exponent]
  for (; m > largestMantissa; e++) m /= 10n
  for (; m * 10n <= largestMantissa; e--) m *= 10n
  return { mantissa: m, exponent: e }
}

/** A SafeFloat of an integer. */
export const safeFloat = (integer: bigint): SafeFloat => normalized({ mantissa: integer, exponent: 0n })

/** Entries of the older maps as the runtime reads them in the era of `AlphaV2`: whole part plus fraction / 2^64. */
export function safeFloatOfFixed(bits: FixedPoint): SafeFloat {
  return plus(safeFloat(bits >> 64n), over(safeFloat(bits & (one - 1n)), safeFloat(one)))
}

/** Rao of a share in the era of `AlphaV2`: total x share / denominator in one step, saturating at 2^64 - 1. */
export function shareOfFloat(total: bigint, share: SafeFloat, denominator: SafeFloat): bigint {
  const [t, s, d] = [safeFloat(total), share, denominator]
  if (d.mantissa <= 0n) return 0n
  return integerOf(
    normalized({ mantissa: (t.mantissa * s.mantissa) / d.mantissa, exponent: t.exponent + s.exponent - d.exponent }),
  )
}

function over(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (b.mantissa === 0n) return zero
  return normalized({ mantissa: (a.mantissa * largestMantissa) / b.mantissa, exponent: a.exponent - b.exponent - 21n })
}

/** Digits of the smaller that do not reach the larger's are cut; beyond 22 places nothing is left of it. */
function plus(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (a.mantissa === 0n) return b
  if (b.mantissa === 0n) return a
  const [high, low] = a.exponent >= b.exponent ? [a, b] : [b, a]
  const places = least(high.exponent - low.exponent, 22n)
  return normalized({ mantissa: high.mantissa + low.mantissa / 10n ** places, exponent: high.exponent })
}

/** The whole part, between 0 and 2^64 - 1. */
function integerOf({ mantissa, exponent }: SafeFloat): bigint {
  if (mantissa === 0n) return 0n
  if (exponent >= 0n) return exponent > 20n ? u64Max : least(mantissa * 10n ** exponent, u64Max)
  return exponent < -40n ? 0n : least(mantissa / 10n ** -exponent, u64Max)
}

/** TAO of a subnet's alpha, both in rao, at a price in TAO per alpha times 10^9. Root stake (netuid 0) is TAO itself. */
export function taoOf(alpha: bigint, price: bigint, netuid: number): bigint {
  return netuid === 0 ? alpha : (alpha * price) / 1_000_000_000n
}
