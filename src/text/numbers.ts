/** Numbers as English writes them out. "One" is a pronoun more often than a number. */
const written: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

const factors: Readonly<Record<string, number>> = {
  hundred: 1e2,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
}

const chinese: Readonly<Record<string, number>> = {
  两: 2,
  兩: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const number =
  /(?<![\p{L}\p{N}])(?:(\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|([a-z]+))(?:[ -]?(hundred|thousand|million|billion|k|m|bn)(?![\p{L}\p{N}]))?|[两兩二三四五六七八九]|\d+/gu

/**
 * The set of numbers in a text of plain letters, as one text: each once, in the order of their size, with spaces between
 * them. 10,000, 10k and ten thousand are the same number.
 */
export function numbersIn(text: string): string {
  const found = new Set<number>()
  for (const [whole, digits, word, factor] of text.matchAll(number)) {
    const value = numberOf(whole, digits, word)
    if (value === undefined) continue
    found.add(value * (factor === undefined ? 1 : (factors[factor] ?? 1)))
  }
  return [...found].sort((a, b) => a - b).join(' ')
}

function numberOf(whole: string, digits: string | undefined, word: string | undefined): number | undefined {
  if (digits !== undefined) return Number(digits.replace(/[,' ]/g, ''))
  if (word !== undefined) return Object.hasOwn(written, word) ? written[word] : undefined
  return chinese[whole] ?? Number(whole)
}
