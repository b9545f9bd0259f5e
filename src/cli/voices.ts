/** What signed accounts added to a conversation, read from the log and judged by the same ledger as every view. */

import type { SignedVoices } from '../evidence/polis.ts'
import { conversations, totalsHidden } from '../folds/conversation/conversations.ts'
import { type Folds, startFolds, stateOf, step as stepFolds } from '../folds/ledger.ts'
import { doorFolds } from '../folds/table.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { sentenceOf } from '../words/refusal.ts'
import { language } from './language.ts'
import type { LogSource, SourceRecord } from './log-source.ts'

type Counted = { record: SignedRecord; ms: number }

/**
 * Signed statements and votes of a conversation that count, in the order of the log. What an account adopted from guests is
 * its own, where it has not voted itself; guests that nobody adopted are left out.
 */
export async function signedVoices(
  place: LogSource,
  conversation: string,
  step: (done: number, total: number) => void,
): Promise<SignedVoices | Refusal> {
  const folds = startFolds(doorFolds)
  const counted: Counted[] = []
  for await (const stored of entriesOf(place)) {
    const record = recordOf(stored)
    const evidence = await evidenceOf(place, record)
    const removed = stored.removed === null ? {} : { removedBy: stored.removed }
    const entry = { index: stored.index, ms: stored.ms, record, ...removed }
    if (stepFolds(doorFolds, folds, entry, (hash) => evidence.get(hash)) === null && record)
      counted.push({ record, ms: stored.ms })
    step(folds.ledger.size, place.size)
  }
  const found = [...stateOf(folds, conversations).all.values()].find(({ id }) => id === conversation)
  if (!found) return new Refusal('conversation-unknown', { reason: 'export', id: conversation })
  // The files of Polis count the votes on each statement.
  if (totalsHidden(folds.ledger, found)) return new Refusal('totals-hidden', { title: found.title })
  return collect(folds, conversation, counted)
}

function collect(folds: Folds, conversation: string, counted: Counted[]): SignedVoices {
  const { statements } = stateOf(folds, conversations)
  const voices: SignedVoices = { statements: [], votes: [] }
  const own = new Set<string>()
  const adopted: SignedVoices['votes'] = []
  for (const { record, ms } of counted.filter(({ record }) => !folds.ledger.revoked.has(record.id))) {
    const { id, account } = record
    if (record.kind === 'statement' && record.fields.conversation === conversation)
      voices.statements.push({ id, author: account, body: record.fields.body, ms })
    if (record.kind !== 'vote' || statements.get(record.fields.about)?.conversation !== conversation) continue
    const { about, choice } = record.fields
    const guest = folds.ledger.guests.get(account)
    if (guest === undefined) own.add(`${account} ${about}`)
    if (guest === undefined) voices.votes.push({ account, about, choice, ms })
    else if (guest.adopted) adopted.push({ account: guest.adopted.by, about, choice, ms })
  }
  const more = adopted.filter(({ account, about }) => !own.has(`${account} ${about}`))
  voices.votes.push(...more)
  voices.votes.sort((a, b) => a.ms - b.ms)
  return voices
}

/** Every place of the log from the first on, page by page. */
async function* entriesOf(place: LogSource): AsyncGenerator<SourceRecord> {
  const page = 256
  for (let from = 0; from < place.size; from += page) {
    const to = Math.min(from + page, place.size)
    yield* (await place.records(to, to - from)).toReversed()
  }
}

function recordOf({ note, index }: SourceRecord): SignedRecord | null {
  if (note === null) return null
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(`Entry ${index} of the log is not a record: ${sentenceOf(language, record)}`)
  return record
}

/** The files that an import names, as far as they are still at hand. */
async function evidenceOf(place: LogSource, record: SignedRecord | null): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  if (record?.kind !== 'import') return files
  for (const hash of [record.fields.comments, record.fields.votes]) {
    const bytes = await place.blob(`facts/${hash}`)
    if (bytes) files.set(hash, bytes)
  }
  return files
}
