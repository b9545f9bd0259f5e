import { parseRecord, type SignedRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { english } from '../../../words/en.ts'
import { lineInWords, sentenceOfRecord, type WordsOf } from '../../../words/record-line.ts'
import { shorten } from '../words.ts'

/** A record in one line of at most 120 characters; empty for a kind that this version does not know. */
export function recordTitle(record: SignedRecord): string {
  return shorten(lineInWords(english, record), 120)
}

/** Kind and title of a note; a note that cannot be read has neither. */
export function noteTitle(note: string): { kind: string; title: string } {
  const record = parseRecord(note)
  return isRefusal(record) ? { kind: 'record', title: '' } : { kind: record.action, title: recordTitle(record) }
}

/** What a record's signer did, in a sentence without its final stop. */
export function recordSentence(record: SignedRecord, who: string, wordsOf?: WordsOf): string {
  return sentenceOfRecord(english, record, who, wordsOf)
}
