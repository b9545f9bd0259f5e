import { lineOfRecord, repeatedIn } from '../records/about-record.ts'
import type { AnyRecord, SignedRecord } from '../records/record.ts'
import type { Params } from '../records/refusals.ts'
import type { Language } from './language.ts'

/** The words of another record where they are at hand. */
export type WordsOf = (id: string) => string | null

const nothingAtHand: WordsOf = () => null

/**
 * A record in one line: its author's own words, or a sentence of its kind. Without the words of a record that it names,
 * those that it repeats are said, else the beginning of the id. Empty for a kind that this version does not know.
 */
export function lineInWords(language: Language, record: SignedRecord, wordsOf: WordsOf = nothingAtHand): string {
  if (!record.known) return ''
  const line = lineOfRecord(record)
  if ('text' in line) return line.text
  const words = 'of' in line ? { words: namedWords(record, line.of, wordsOf) } : {}
  return language.say(`kind.${record.kind}.line`, { ...line.params, ...words })
}

/**
 * What somebody did with a record, in a sentence without its final stop: `who` is how its signer is called. A kind without
 * a sentence of its own is said by what it does.
 */
export function sentenceOfRecord(
  language: Language,
  record: SignedRecord,
  who: string,
  wordsOf: WordsOf = nothingAtHand,
): string {
  if (!record.known) return language.say('sentence.unknown', { who, kind: record.action })
  const line = lineOfRecord(record)
  const words = 'of' in line ? namedWords(record, line.of, wordsOf) : lineInWords(language, record)
  const own = `sentence.${record.kind}`
  const inWords = ([name, value]: [string, Params[string]]) => {
    const id = `${own}.${name}.${String(value)}`
    return [name, language.has(id) ? language.say(id) : value]
  }
  const said = Object.fromEntries(Object.entries('params' in line ? line.params : {}).map(inWords))
  const params: Params = { ...said, who, words }
  if (language.has(own)) return language.say(own, params)
  const does = language.say(`kind.${record.kind}.does`)
  return language.say('sentence.other', { ...params, does: does.charAt(0).toLowerCase() + does.slice(1) })
}

/** The words of the record that a line names: those at hand, those repeated, or the beginning of its id. */
const namedWords = (record: AnyRecord, id: string, wordsOf: WordsOf): string =>
  wordsOf(id) ?? repeatedIn(record).find(({ of }) => of === id)?.words ?? id.slice(0, 8)
