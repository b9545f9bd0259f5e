// Source: Newton's method for xⁿ = a, with + - * / alone, so that the result is the same on every machine.

/** The n-th root of a ≥ 0 for a whole n ≥ 1, to within a few units of the last place. */
export function nthRoot(a: number, n: number): number {
  if (n === 1 || a === 0) return a
  if (n === 2) return Math.sqrt(a)
  // From above the root every step goes down; the first that does not has arrived.
  let x = Math.max(a, 1)
  for (;;) {
    const next = ((n - 1) * x + a / power(x, n - 1)) / n
    if (!(next < x)) return x
    x = next
  }
}

function power(x: number, n: number): number {
  let product = 1
  for (let i = 0; i < n; i++) product *= x
  return product
}
