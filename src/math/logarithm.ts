/**
 * The natural logarithm of a positive number, by arithmetic that every engine does alike (`Math.log` may differ in its last
 * digit): the number is brought to [1/√2, √2] by factors of two, then ln m = 2 artanh((m - 1) / (m + 1)) as a series.
 * Relative error below 1e-15 away from 1. Throws RangeError for what has no finite logarithm.
 */
export function ln(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`${x} has no finite logarithm`)
  let m = x
  let twos = 0
  for (; m > Math.SQRT2; m /= 2) twos++
  for (; m < Math.SQRT1_2; m *= 2) twos--
  const z = (m - 1) / (m + 1)
  const square = z * z
  let sum = 0
  // |z| < 0.172: beyond z^23 / 23 nothing reaches a digit that is kept.
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n
  return twos * Math.LN2 + 2 * z * sum
}
