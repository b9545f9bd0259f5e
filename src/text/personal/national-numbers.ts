import { isDay, remainder, weighed } from './checks.ts'

/** A number that a state gives to a person: how it is written, and what else must hold. */
interface NationalNumber {
  form: RegExp
  isOne(compact: string): boolean
}

/** By country, and each with the rule of its check digits where it has one. */
const kinds: readonly NationalNumber[] = [
  // United States, Social Security: no area 000, 666 or from 900 on, no group 00, no serial 0000.
  { form: /\d{3}-\d{2}-\d{4}/, isOne: (n) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(n) },
  // United Kingdom, National Insurance.
  {
    form: /[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]/,
    isOne: (n) => !/^(BG|GB|KN|NK|NT|TN|ZZ)/.test(n),
  },
  // Spain, DNI and NIE: the letter is the remainder by 23.
  {
    form: /(?:[XYZ]-?\d{7}|\d{8})-?[A-HJ-NP-TV-Z]/,
    isOne: (n) => 'TRWAGMYFPDXBNJZSQVHLCKE'[remainder(n.slice(0, -1).replace(/[XYZ]/, spanish), 23)] === n.at(-1),
  },
  // France, NIR: the last two digits are 97 less the remainder by 97.
  {
    form: /[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}/,
    isOne: (n) => 97 - remainder(n.slice(0, 13), 97) === Number(n.slice(13)),
  },
  // Czechia and Slovakia, birth number: a day of birth, and a multiple of eleven.
  {
    form: /\d{6}\/\d{4}/,
    isOne: (n) => remainder(n, 11) === 0 && isDay((Number(n.slice(2, 4)) % 50) % 20, Number(n.slice(4, 6))),
  },
  // Brazil, CPF: two check digits by eleven.
  { form: /\d{3}\.\d{3}\.\d{3}-\d{2}/, isOne: (n) => checkedByEleven(n, 9) && checkedByEleven(n, 10) },
  // Italy, fiscal code: letters of the name, the day of birth, the place, and a check letter.
  { form: /[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]/, isOne: isFiscalCode },
  // China, resident identity: ISO 7064, MOD 11-2.
  {
    form: /[1-9]\d{5}(?:19|20)\d{9}[\dX]/,
    isOne: (n) =>
      isDay(Number(n.slice(10, 12)), Number(n.slice(12, 14))) &&
      '10X98765432'[weighed(n, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === n.at(-1),
  },
  // Poland, PESEL: a day of birth, whose month also says the century, and a check digit by ten.
  {
    form: /\d{11}/,
    isOne: (n) =>
      isDay(Number(n.slice(2, 4)) % 20, Number(n.slice(4, 6))) &&
      (10 - (weighed(n, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(n[10]),
  },
]

const any = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${kinds.map(({ form }) => form.source).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
)
const whole = kinds.map(({ form, isOne }) => ({ form: new RegExp(`^${form.source}$`, 'u'), isOne }))

/** The national numbers in a text with plain digits. */
export function nationalNumbers(text: string): string[] {
  return (text.match(any) ?? []).filter((found) => {
    const compact = found.replace(/[ ./-]/g, '')
    return whole.some(({ form, isOne }) => form.test(found) && isOne(compact))
  })
}

const spanish = (letter: string): string => String('XYZ'.indexOf(letter))

/** The digit after the first `n` follows from them, by the remainder of eleven. */
function checkedByEleven(digits: string, n: number): boolean {
  const sum = Array.from({ length: n }, (_, i) => Number(digits[i]) * (n + 1 - i)).reduce((a, b) => a + b, 0)
  return !/^(\d)\1+$/.test(digits) && ((10 * sum) % 11) % 10 === Number(digits[n])
}

/** What letters and digits at odd places count, 0 to 9 as A to J (decree of 23 December 1976). */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

function isFiscalCode(code: string): boolean {
  const sum = [...code.slice(0, 15)].reduce((total, sign, i) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65
    return total + (i % 2 === 0 ? odd[value]! : value)
  }, 0)
  return String.fromCharCode(65 + (sum % 26)) === code.at(-1)
}
