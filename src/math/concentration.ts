/** How unequally something is spread (design: algorithms C8). Amounts are exact; only the final ratios are doubles. */

/** A share of the whole, as an exact fraction. */
export type Fraction = readonly [numerator: bigint, denominator: bigint]

/** How unequally amounts are spread. */
export interface Concentration {
  /** Holders of more than nothing. */
  holders: number
  total: bigint
  /** Half the mean difference of two holders over the mean: 0 when all have the same, nearly 1 when one has all. */
  gini: number
  /** Herfindahl-Hirschman index: the sum of squared shares. */
  hhi: number
  /** 1 / HHI: as many equal holders would be as concentrated. 0 when there is nothing to hold. */
  effective: number
  /** Share of the largest 10 and 100 holders. */
  top10: number
  top100: number
  /** The amounts of the holders, largest first. */
  sorted: BigUint64Array
}

/** Figures over those who hold something: who holds nothing may be named for another reason, and how many are is chance. */
export function concentration(amounts: BigUint64Array): Concentration {
  const sorted = amounts
    .filter((amount) => amount > 0n)
    .sort()
    .reverse()
  const holders = sorted.length
  // The sum of the sums of the largest 1, 2, 3, … counts the largest n times and the smallest once: each by its rank.
  let [total, squares, sums] = [0n, 0n, 0n]
  for (const amount of sorted) {
    total += amount
    sums += total
    squares += amount * amount
  }
  const weighted = 2n * sums - total * BigInt(holders + 1)
  const share = (count: number): number => (total === 0n ? 0 : ratio(sumOf(sorted, count), total))
  const hhi = total === 0n ? 0 : ratio(squares, total * total)
  const gini = total === 0n ? 0 : ratio(weighted, total * BigInt(holders))
  return { holders, total, gini, hhi, effective: hhi === 0 ? 0 : 1 / hhi, top10: share(10), top100: share(100), sorted }
}

/** The fewest holders who together have more than a share of the total; 0 when there is nothing to hold. */
export function nakamoto(
  { sorted, total }: Pick<Concentration, 'sorted' | 'total'>,
  [numerator, denominator]: Fraction,
): number {
  const needed = total * numerator
  let sum = 0n
  for (let i = 0; i < sorted.length && total > 0n; i++) {
    sum += sorted[i]!
    if (sum * denominator > needed) return i + 1
  }
  return 0
}

/** One number over another that is not zero, to 18 decimal places before it becomes a double. */
export function ratio(numerator: bigint, denominator: bigint): number {
  return Number((numerator * 1_000_000_000_000_000_000n) / denominator) / 1e18
}

function sumOf(sorted: BigUint64Array, count: number): bigint {
  let sum = 0n
  for (let i = 0; i < Math.min(count, sorted.length); i++) sum += sorted[i]!
  return sum
}

/** The smaller and the larger of two amounts. */
export const least = (a: bigint, b: bigint): bigint => (a - b < 0n ? a : b)
/** The larger of two amounts. */
export const most = (a: bigint, b: bigint): bigint => (a - b > 0n ? a : b)
