/** Wholes that are drawn as the sum of their parts. */

/** How much a part is, in the unit of its whole. */
export interface Amount {
  amount: number
}

/** Something that a picture divides into parts, all of which are drawn. */
export interface Whole<P extends Amount = Amount> {
  /** What it is, such as `all TAO`. */
  of: string
  /** How much it is, in the unit of its parts: a figure of its own, not their sum. */
  amount: number
  parts: readonly P[]
}

/** How far parts may be from their whole, as a fraction of it, for each part: published shares are rounded to 1e-9. */
const rounding = 1e-9

/** A whole and its parts, checked before anything is drawn of it. Throws where they do not sum: the picture would be false. */
export function wholeOf<P extends Amount>(of: string, amount: number, parts: readonly P[]): Whole<P> {
  if (parts.length > 0 && !fills(amount, parts))
    throw new Error(
      `The parts of ${of} sum to ${sumOf(parts)} and not to ${amount}, or one of them is less than nothing.`,
    )
  return { of, amount, parts }
}

/** Do parts sum to a whole, none of them less than nothing? */
export function fills(amount: number, parts: readonly Amount[]): boolean {
  const least = Math.min(0, ...parts.map((part) => part.amount))
  return least === 0 && Math.abs(sumOf(parts) - amount) <= amount * rounding * (parts.length + 1)
}

/** What parts are together. */
export const sumOf = (parts: readonly Amount[]): number => parts.reduce((sum, { amount }) => sum + amount, 0)
