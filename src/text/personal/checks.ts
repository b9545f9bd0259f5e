/** Check digits of cards and national numbers. Each takes the digits (and letters) alone. */

/** ISO/IEC 7812-1, Annex B: every second digit from the right doubled, the sum a multiple of ten. */
export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? 2 * digit : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Sum of digits times weights. */
export function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)
}

/** Remainder of a number of any length. */
export function remainder(digits: string, by: number): number {
  let rest = 0
  for (const digit of digits) rest = (10 * rest + Number(digit)) % by
  return rest
}

/** Is this a day that there was: month 1 to 12, day 1 to 31. */
export function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
