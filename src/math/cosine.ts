/** The cosine of the angle between two vectors of one length, -1 to 1; null where one of them has no direction. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [product, first, second] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!
    first += a[i]! * a[i]!
    second += b[i]! * b[i]!
  }
  const length = Math.sqrt(first) * Math.sqrt(second)
  return length === 0 ? null : Math.max(-1, Math.min(1, product / length))
}
