import { randomBytes } from 'node:crypto'
import { sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { accountKey } from '../src/log/sign.ts'
import { addressOf, type ReadAddress, rememberingAddresses } from '../src/log/ss58.ts'
import { formatText } from '../src/records/envelope.ts'
import { parseRecord, type SignedRecord } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { starterPolicy } from '../src/records/starter/first-records.ts'
import { titleOf } from '../src/records/title.ts'
import { firstNotes, scribe } from '../src/service/begin.ts'
import { Fold } from '../src/views/fold.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { median, perSecond } from './rates.ts'

const people = 2000
const statements = 50
const origin = 'bench.invalid/log'
const ms = Date.UTC(2026, 10, 22)

/** Entries folded per second over 100,000 votes of 2,000 people on 50 statements, every view at once; with and without parsing. */
export async function benchFold(): Promise<Record<string, number>> {
  const notes = madeNotes()
  const rounds = [0, 1, 2].map(() => foldOnce(notes))
  const [parsed, folded] = [median(rounds.map(({ parsed }) => parsed)), median(rounds.map(({ folded }) => folded))]
  return {
    entries: notes.length,
    parsedPerSecond: parsed,
    foldedPerSecond: folded,
    parsedAndFoldedPerSecond: 1 / (1 / parsed + 1 / folded),
    foldToParse: folded / parsed,
  }
}

function foldOnce(notes: string[]): { parsed: number; folded: number } {
  const beforeParse = performance.now()
  // As the server and the auditor read: an address that comes again is not checked again.
  const readAddress = rememberingAddresses()
  const records = notes.map((note) => recordOf(note, readAddress))
  const parsed = perSecond(notes.length, beforeParse)
  const entries = records.map((record, index) => ({ index, ms: ms + index, record }))
  const fold = new Fold()
  const beforeFold = performance.now()
  fold.push(entries, () => undefined)
  return { parsed, folded: perSecond(notes.length, beforeFold) }
}

function recordOf(note: string, readAddress?: ReadAddress): SignedRecord {
  const record = parseRecord(note, readAddress)
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return record
}

/** A log's notes. The votes carry signatures that nobody made: a fold does not look at them. */
function madeNotes(): string[] {
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const write = scribe(accountKey('ed25519-bytes', random(32)), origin, ms, random)
  const first = firstNotes(write, starterPolicy, true)
  const conversation = recordOf(first[1]!)
  const said = Array.from({ length: statements }, (_, i) => {
    const body = `Statement ${i} of a conversation that is made up to measure how fast a fold is.`
    return { body, ...write('statement', { conversation: conversation.id, title: 'Who should govern?', body }) }
  })
  const votes = Array.from({ length: people }, (_, person) => {
    const account = addressOf(sha256(utf8(`person ${person}`)))
    const signature = { name: account, keyId: random(4), bytes: random(64) }
    return said.map(({ id, body }, i) => {
      const choice = ['agree', 'disagree', 'pass'][(person * 7 + i * 5) % 3]!
      const headers: [string, string][] = [
        ['choice', choice],
        ['about', id],
        ['title', titleOf(body)],
      ]
      const nonce = randomBytes(16).toString('hex')
      return formatNote(formatText({ origin, kind: 'vote', headers, account, time: ms, nonce }), [signature])
    })
  })
  return [...first, ...said.map(({ note }) => note), ...votes.flat()]
}
