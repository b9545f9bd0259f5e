/** Lengths of a seed phrase begin here (BIP-39: 12, 15, 18, 21 or 24 words). */
const least = 12

/**
 * Seed phrases: twelve words or more of the list of BIP-39 one after the other, however they are numbered or parted. The
 * check sum is not asked for: a phrase with one wrong word is nearly a key, too. The words of ordinary sentences are seldom
 * of the list for so long, because it has no "the", "of", "to" and "is".
 */
export function seedPhrases(text: string, list: ReadonlySet<string>): string[] {
  const found: string[] = []
  let from = -1
  let end = -1
  let length = 0
  const close = (): void => {
    if (length >= least) found.push(text.slice(from, end))
    length = 0
  }
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (list.has(word.toLowerCase())) {
      if (length === 0) from = index
      end = index + word.length
      length++
    } else close()
  }
  close()
  return found
}
