// A spreadsheet takes a cell that begins with one of these for a formula, in quotes too (OWASP ASVS 5.0, 1.2.10). An
// apostrophe before it makes it a text. Texts that have apostrophes before such a character get one more, so that taking one
// away gives back every text.
const formula = /^'*[=+\-@\t\r＝＋－＠]/
const guarded = /^'+[=+\-@\t\r＝＋－＠]/

/** A text as a cell that no spreadsheet takes for a formula. */
export function guard(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The text of a guarded cell. */
export function unguarded(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}
