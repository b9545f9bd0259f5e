/**
 * A text as it is compared: compatibility forms made alike, without capital letters, without accents that are marks of
 * their own (U+0300 to U+036F: vowel signs of other scripts stay), one kind of apostrophe, digits of every script as 0 to 9.
 */
export function plainLetters(text: string): string {
  return plainDigits(
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'"),
  )
}

/** The same text with the decimal digits of every script as 0 to 9; its length and the place of every letter stay. */
export function plainDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9\u{10000}-\u{10ffff}]/gu, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)))
}

/** The decimal digits of a script stand in a row of ten, 0 first, and no two rows below U+10000 touch. */
function digitOf(point: number): number {
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++
  return value
}
