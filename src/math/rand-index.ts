// Source: L. Hubert and P. Arabie, Comparing partitions, Journal of Classification 2, 1985 (equation 5).

/**
 * The adjusted Rand index of two partitions of the same points, each given by a label per point: 1 for equal
 * partitions, about 0 for independent ones. Throws when the lengths differ.
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`partitions of ${a.length} and of ${b.length} points`)
  const both = pairs(tally(a.length, (i) => `${a[i]} ${b[i]}`))
  const inA = pairs(tally(a.length, (i) => `${a[i]}`))
  const inB = pairs(tally(a.length, (i) => `${b[i]}`))
  const all = (a.length * (a.length - 1)) / 2
  const expected = all === 0 ? 0 : (inA * inB) / all
  const largest = (inA + inB) / 2
  return largest === expected ? 1 : (both - expected) / (largest - expected)
}

function tally(n: number, label: (i: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i < n; i++) counts.set(label(i), (counts.get(label(i)) ?? 0) + 1)
  return counts
}

function pairs(counts: Map<string, number>): number {
  let sum = 0
  for (const n of counts.values()) sum += (n * (n - 1)) / 2
  return sum
}
