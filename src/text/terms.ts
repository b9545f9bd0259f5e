import { stem } from 'porter2'
import { functionWords } from './function-words.ts'
import { plainLetters } from './letters.ts'
import { isNegated } from './negations.ts'
import { numbersIn } from './numbers.ts'
import { turnable } from './opposites.ts'

/** A statement as it is compared with others. */
export interface Terms {
  /** Stems of its words without function words, and how often each is there. */
  words: Map<string, number>
  /** Its runs of four characters (UTF-16 units), and how often each is there. */
  grams: Map<string, number>
  /** Its set of numbers (`numbersIn`). */
  numbers: string
  negated: boolean
  /** Its words that have an opposite. */
  turnable: string[]
}

/** Scripts that put no space between words, where a word cannot be told without a dictionary. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`

/** A word: letters with their marks and digits, with apostrophes inside; or a run of a script without spaces. */
const word = new RegExp(
  String.raw`[${unspaced}][${unspaced}\p{M}ー]*|(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+(?:'(?:(?![${unspaced}])[\p{L}\p{M}\p{N}])+)*`,
  'gu',
)
/** The number of an entry in a list, which says nothing. */
const listMark = /^\s*\(?\d{1,3}[.):]\s+/

const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/**
 * What is compared of a statement. English words become stems (Porter 2); words of other languages stay as they are but for
 * endings that look English, the same in every statement. Where a script has no spaces, single characters stand for words
 * and pairs of them for the runs of four.
 */
export function termsOf(statement: string): Terms {
  const text = plainLetters(statement).replace(listMark, '')
  const tokens = text.match(word) ?? []
  const words = new Map<string, number>()
  const grams = new Map<string, number>()
  for (const token of tokens) {
    if (isUnspaced.test(token)) countRun([...token], words, grams)
    else if (!functionWords.has(token) && !token.endsWith("n't")) count(words, stem(token))
  }
  const spaced = tokens.filter((token) => !isUnspaced.test(token)).join(' ')
  const line = spaced === '' ? '' : ` ${spaced} `
  if (line !== '' && line.length < 4) count(grams, line)
  for (let i = 0; i + 4 <= line.length; i++) count(grams, line.slice(i, i + 4))
  return { words, grams, numbers: numbersIn(text), negated: isNegated(text, tokens), turnable: turnable(tokens) }
}

function countRun(points: string[], words: Map<string, number>, grams: Map<string, number>): void {
  for (const [i, point] of points.entries()) {
    count(words, point)
    count(grams, `${point}${points[i + 1] ?? ' '}`)
  }
}

function count(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1)
}
