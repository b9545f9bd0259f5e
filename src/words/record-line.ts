import { lineOfRecord, repeatedIn } from '../records/about-record.ts'
import type { SignedRecord } from '../records/record.ts'
import type { Language } from './language.ts'

/**
 * A record in one line: its author's own words, or a sentence of its kind. `wordsOf` gives the words of another record
 * where they are at hand; without it those that the record repeats are said, else the beginning of its id. Empty for a
 * kind that this version does not know.
 */
export function lineInWords(
  language: Language,
  record: SignedRecord,
  wordsOf: (id: string) => string | null = () => null,
): string {
  if (!record.known) return ''
  const line = lineOfRecord(record)
  if ('text' in line) return line.text
  const id = `kind.${record.kind}.line`
  if (!('of' in line)) return language.say(id, line.params)
  const repeated = repeatedIn(record).find(({ of }) => of === line.of)?.words
  return language.say(id, { ...line.params, words: wordsOf(line.of) ?? repeated ?? line.of.slice(0, 8) })
}
