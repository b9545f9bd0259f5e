/** Stake as the chain keeps it: shares of a pool, from which its own arithmetic gives back the integers of the ledger. */

/** A positive rational number. */
export interface Ratio {
  over: bigint
  under: bigint
}

/** SafeFloat: mantissa times 10^exponent, with 10^20 < mantissa <= 10^21, or zero. */
export interface SafeFloat {
  mantissa: bigint
  exponent: bigint
}

const one64 = 1n << 64n
const least = 10n ** 20n
const most = 10n ** 21n

/** All shares of a pool of `total`, `perMille` thousandths of it: anything but the total itself. */
export const denominator = (total: bigint, perMille: bigint): Ratio => ({ over: total * perMille, under: 1000n })

/**
 * The share of a position of `value`: in the middle between the smallest share that yields it and the smallest that
 * yields one more, so that every order of roundings gives `value`. Nothing has no share.
 */
export const shareOf = (value: bigint, total: bigint, { over, under }: Ratio): Ratio =>
  value === 0n ? { over: 0n, under: 1n } : { over: (2n * value + 1n) * over, under: 2n * total * under }

/** U64F64: 64 bits before and 64 after the point. */
export function bitsOf({ over, under }: Ratio): bigint {
  const bits = (over * one64) / under
  if (bits >> 128n) throw new Error(`A share of ${over / under} does not fit 64 bits before the point`)
  return bits
}

export function safeFloatOf({ over, under }: Ratio): SafeFloat {
  if (over === 0n) return { mantissa: 0n, exponent: 0n }
  let exponent = BigInt(over.toString().length - under.toString().length) - 21n
  const scaled = (): bigint => (exponent < 0n ? (over * 10n ** -exponent) / under : over / (under * 10n ** exponent))
  while (scaled() > most) exponent++
  while (scaled() <= least) exponent--
  return { mantissa: scaled(), exponent }
}

/** What a runtime with U64F64 makes of it: floor(floor(floor(T 2^128 / D) s / 2^64) / 2^64). */
export function valueOfBits(total: bigint, all: bigint, share: bigint): bigint {
  if (all === 0n) return 0n
  const perShare = (total << 128n) / all
  return ((perShare * share) >> 64n) >> 64n
}

/** What a runtime with SafeFloat makes of it: floor(T s / D). */
export function valueOfFloats(total: bigint, all: SafeFloat, share: SafeFloat): bigint {
  if (all.mantissa === 0n) return 0n
  const exponent = share.exponent - all.exponent
  const over = total * share.mantissa
  return exponent < 0n ? over / (all.mantissa * 10n ** -exponent) : (over * 10n ** exponent) / all.mantissa
}

const fromBits = (bits: bigint): SafeFloat => safeFloatOf({ over: bits, under: one64 })

/** A number as one of the two maps holds it. */
export type Kept = { bits: bigint } | SafeFloat

export const isBits = (kept: Kept): kept is { bits: bigint } => 'bits' in kept

/** A position's share kept as the map wants it; throws when the runtime would not read `value` from it. */
export function keepShare(value: bigint, total: bigint, all: Kept, asBits: boolean): Kept {
  const exact = isBits(all) ? { over: all.bits, under: one64 } : ratioOf(all)
  const ratio = shareOf(value, total, exact)
  const share: Kept = asBits ? { bits: bitsOf(ratio) } : safeFloatOf(ratio)
  const read =
    isBits(all) && isBits(share)
      ? valueOfBits(total, all.bits, share.bits)
      : valueOfFloats(total, floatOf(all), floatOf(share))
  if (read !== value) throw new Error(`A share of ${value} in a pool of ${total} would be read as ${read}`)
  return share
}

const floatOf = (kept: Kept): SafeFloat => (isBits(kept) ? fromBits(kept.bits) : kept)

const ratioOf = ({ mantissa, exponent }: SafeFloat): Ratio =>
  exponent < 0n ? { over: mantissa, under: 10n ** -exponent } : { over: mantissa * 10n ** exponent, under: 1n }
