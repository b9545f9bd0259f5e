/** How far apart two people stand on questions that both answered. */

/** Mean absolute difference with weights, and its standard error. */
export interface Difference {
  mean: number
  error: number
  common: number
}

/**
 * Weighted mean of |a - b| over pairs, and the standard error of that mean: the square root of Σ w²(x - mean)² / (Σ w)²,
 * times n / (n - 1) for the mean that the same pairs gave (Cochran 1977, 6.4, as a ratio of sums). Needs two pairs or more.
 */
export function meanDifference(pairs: readonly { a: number; b: number; weight: number }[]): Difference {
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0)
  const mean = pairs.reduce((sum, { a, b, weight }) => sum + weight * Math.abs(a - b), 0) / total
  const squares = pairs.reduce((sum, { a, b, weight }) => sum + (weight * (Math.abs(a - b) - mean)) ** 2, 0)
  const n = pairs.length
  return { mean, error: Math.sqrt((squares * n) / (n - 1)) / total, common: n }
}
