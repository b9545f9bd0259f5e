/**
 * Locked alpha between two blocks (design: algorithms C5; read in opentensor/subtensor, pallets/subtensor, staking/lock).
 * A lock has a mass, which cannot be unstaked, and a conviction, which grows towards the mass while it stays. With
 * u = e^(-blocks/unlock) and w = e^(-blocks/maturity):
 *
 * - a perpetual lock keeps its mass, and its conviction becomes c·w + m·(1 - w);
 * - a decaying one has the mass m·u, and the conviction c·w + m·U·(u - w)/(U - M) for the rates U of unlocking and M of
 *   maturing, which for equal rates is (c + m·blocks/M)·w;
 * - on the hotkey of the subnet's owner conviction is the mass;
 * - less than 100 rao of both is nothing.
 *
 * Amounts are rao of alpha, whole numbers, computed with 128 bits after the point and cut off. The chain computes with 64
 * and cuts at each step (U64F64, an exponential of I64F64): its figures differ by some parts in 10^15, mostly below.
 */

/** One, with 128 bits after the point. */
const unitBits = 128n
const unit = 1n << unitBits

/** Bits carried beyond that: what squaring loses stays below the last bit of the result. */
const spare = 32n

/** The chain decays no further than by so many times its rate. */
const longest = 40n

/** e^(-blocks/rate) times 2^128: exactly 2^128 for no blocks, 0 for a rate of 0. */
export function decayOver(blocks: bigint, rate: bigint): bigint {
  if (blocks <= 0n) return unit
  if (rate <= 0n) return 0n
  const one = unit << spare
  const exponent = blocks < longest * rate ? (blocks * one) / rate : longest * one
  // The series is summed for an exponent below 1/256, and its sum squared as often as that one was halved.
  let halvings = 0n
  while (exponent >> halvings > one >> 8n) halvings++
  const small = exponent >> halvings
  let [sum, term] = [one, one]
  for (let n = 1n; term !== 0n; n++) {
    term = (-term * small) / (one * n)
    sum += term
  }
  for (let i = 0n; i < halvings; i++) sum = (sum * sum) >> (unitBits + spare)
  return sum >> spare
}

/** Blocks within which a lock falls to 1/e of itself, and in which conviction comes as near to its mass. */
export interface LockRates {
  unlock: bigint
  maturity: bigint
}

/** Some blocks, with how far things decay over them. */
export interface LockSpan extends LockRates {
  blocks: bigint
  /** Times 2^128. */
  unlocking: bigint
  maturing: bigint
}

/** The span of so many blocks; none where they are below zero. */
export const spanOf = (blocks: bigint, { unlock, maturity }: LockRates): LockSpan => ({
  unlock,
  maturity,
  blocks: blocks > 0n ? blocks : 0n,
  unlocking: decayOver(blocks, unlock),
  maturing: decayOver(blocks, maturity),
})

/** What is locked, in rao of alpha. */
export interface Lock {
  mass: bigint
  conviction: bigint
}

/** How a lock changes. */
export interface LockForm {
  /** Whether its mass stays. */
  perpetual: boolean
  /** Whether it lies on the hotkey of the subnet's owner. */
  owner: boolean
}

const dust = 100n

/** A lock as it is after some blocks in which nobody touches it. */
export function lockAfter(lock: Lock, span: LockSpan, { perpetual, owner }: LockForm): Lock {
  const mass = perpetual ? lock.mass : (lock.mass * span.unlocking) >> unitBits
  const conviction = owner
    ? mass
    : (lock.conviction * span.maturing + lock.mass * grownOver(span, perpetual)) >> unitBits
  return mass < dust && conviction < dust ? { mass: 0n, conviction: 0n } : { mass, conviction }
}

/** The conviction that comes of each rao of mass, times 2^128. */
function grownOver({ blocks, unlock, maturity, unlocking, maturing }: LockSpan, perpetual: boolean): bigint {
  if (perpetual) return unit - maturing
  if (unlock === maturity) return maturity === 0n ? 0n : (blocks * maturing) / maturity
  if (unlock === 0n || maturity === 0n) return 0n
  return (unlock * (unlocking - maturing)) / (unlock - maturity)
}
