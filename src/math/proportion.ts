// Source: add-one tests of proportions as in Polis, math/src/polismath/math/stats.clj; Small et al. 2021.

/** One-sided 90 % point of the normal distribution, as Polis writes it. */
export const significant = 1.2816

/** Share of successes with one imagined success and one imagined failure: (s + 1) / (n + 2). */
export function share(successes: number, trials: number): number {
  return (successes + 1) / (trials + 2)
}

/** z of "more than half", one success and one trial added: 2 √(n + 1) ((s + 1) / (n + 1) - ½). */
export function overHalf(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}

/** z of "more here than elsewhere", one added to each of the four counts; 0 when all succeed in both places. */
export function moreThan(successes: number, trials: number, otherSuccesses: number, otherTrials: number): number {
  const [s1, n1, s2, n2] = [successes + 1, trials + 1, otherSuccesses + 1, otherTrials + 1]
  if (s1 + s2 === n1 + n2) return 0
  const pooled = (s1 + s2) / (n1 + n2)
  return (s1 / n1 - s2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
}
