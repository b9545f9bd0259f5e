import { isLuhn } from './checks.ts'

/** Card numbers: 13 to 19 digits in groups, of a known issuer, with the check digit of Luhn. */
export function cardNumbers(text: string): string[] {
  return runs(text, /(?<![\p{L}\p{N}.,/-])[2-6]\d{3}(?:[ -]?\d){9,15}(?![\p{L}\p{N}]|[.,]\d)/gu).filter((found) => {
    const digits = found.replace(/\D/g, '')
    return issuer.test(digits) && !/^(\d)\1+$/.test(digits) && isLuhn(digits)
  })
}

/** First digits and lengths of Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay and Maestro. */
const issuer =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d\d|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720))\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:5[06-8]|6[37])\d{10,17})$/

/**
 * Telephone numbers: with a country code (+ or 00) and 8 to 15 digits (ITU-T E.164), in the form 555-123-4567 of North
 * America, or with a leading 0 and at least two gaps among 9 to 11 digits. A row of digits alone is none: it is an amount
 * or a block.
 */
export function telephones(text: string): string[] {
  return runs(
    text,
    /(?<![\p{L}\p{N}.,/:#-])(?:\+ ?|\()?\d(?:[ ().\u00a0\u2011\u2013/-]{0,2}\d){6,16}(?![\p{L}\p{N}%]|[.,:]\d)/gu,
  ).filter(isTelephone)
}

function isTelephone(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  const gaps = found.match(/\d[^\d]+(?=\d)/g)?.length ?? 0
  // A day, an address of the internet, a birth number: what has a form of its own is judged by it.
  if (/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(found) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(found)) return false
  if (/^(?:\+|00)/.test(found)) return digits.length >= 8 && digits.length <= 17 && gaps + digits.length > 8
  if (/^\(?[2-9]\d{2}\)?[ .\u2011-]{1,2}\d{3}[ .\u2011-]\d{4}$/.test(found)) return true
  if (/^1[ .-][2-9]\d{2}[ .-]\d{3}[ .-]\d{4}$/.test(found)) return true
  return /^\(?0/.test(found) && digits.length >= 9 && digits.length <= 12 && gaps >= (digits.length > 9 ? 1 : 2)
}

/** Addresses of machines on the internet, of both versions, but for those that mean no one: 0.0.0.0, 127.x, ::1. */
export function ipAddresses(text: string): string[] {
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
  const fourth = new RegExp(`(?<![\\p{L}\\p{N}.-])${octet}(?:\\.${octet}){3}(?![\\p{L}\\p{N}]|[.-]\\d)`, 'gu')
  const sixth = /(?<![\p{L}\p{N}:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\p{L}\p{N}:])/giu
  return [...runs(text, fourth).filter((found) => !/^(?:0\.|127\.)/.test(found)), ...runs(text, sixth).filter(isSixth)]
}

/** RFC 4291, 2.2: eight groups, or fewer with one "::", and a digit: a::b is a name in a program. */
function isSixth(found: string): boolean {
  const halves = found.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!/\d/.test(found) || groups.some((group) => group === '') || halves.length > 2) return false
  return halves.length === 2 ? groups.length >= 2 && groups.length < 8 : groups.length === 8
}

/** 32 bytes or more in hexadecimal digits, as keys are kept; in an address of the web it is what the address names. */
export function hexSecrets(text: string): string[] {
  return runs(text, /(?<![\p{L}\p{N}/=:_-])(?:0x)?[\da-f]{64,}(?![\p{L}\p{N}])/giu)
}

function runs(text: string, form: RegExp): string[] {
  return text.match(form) ?? []
}
