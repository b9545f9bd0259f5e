import { type Client, NotReached } from '../../../api/client.ts'
import { formatNote } from '../../../log/note.ts'
import { recordId } from '../../../records/ids.ts'
import { parseRecord } from '../../../records/record.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { recordTitle } from '../ledger/record-title.ts'
import { clock } from '../outside/clock.ts'
import { keep, loadAll } from '../outside/store.ts'
import type { Participant } from './participant.svelte.ts'
import { type Session, signWithSession } from './session.ts'
import { type Draft, textToSign } from './signing.ts'
import { workInSlices } from './work.ts'

/** A receipt as this browser keeps it. */
export interface Kept {
  origin: string
  id: string
  index: number
  ms: number
  kind: string
  /** What it was about, for the reader's own list. */
  title: string
  receipt: string
}

/** What goes on while a note is on its way. */
export type Progress = (words: string) => void

/**
 * Submits a note, with a proof of work if the log does not know its account yet, and keeps the receipt, which the client
 * has verified. Rejects only for broken promises: an answer that does not verify.
 */
export async function deliver(
  site: Client,
  note: string,
  progress: Progress,
  files?: Draft['files'],
): Promise<Kept | Refusal> {
  const record = parseRecord(note)
  if (isRefusal(record)) return record
  const { origin, work } = await site.about()
  const known = work.bits === 0 || (await isKnown(site, record.account))
  const nonce = known ? undefined : await workInSlices(record.id, work.bits, tellWork(work.bits, progress))
  progress('Sending it to the log')
  const answer = files ? await site.submitWithFiles(note, files) : await site.submit(note, nonce)
  if (isRefusal(answer)) return answer
  const { id, index, ms, receipt } = answer
  const kept: Kept = { origin, id, index, ms, kind: record.action, title: recordTitle(record), receipt }
  await keep('receipts', id, kept)
  return kept
}

/** Guests work for each record. */
async function isKnown(site: Client, account: string): Promise<boolean> {
  const answer = await site.view('account', { account, limit: '1' })
  return !isRefusal(answer) && answer.first !== null && answer.guest === null
}

function tellWork(bits: number, progress: Progress): (tries: number) => void {
  return (tries) => {
    const percent = Math.min(99, Math.round((100 * tries) / 2 ** bits))
    progress(`The log does not know this address yet, so this browser does a little work for it: about ${percent} %`)
  }
}

/** Signs a draft with the session key and delivers it, without asking anybody. */
export async function deliverWithSession(
  site: Client,
  { account }: Participant,
  session: Session,
  draft: Draft,
): Promise<Kept | Refusal> {
  const [{ origin }] = await Promise.all([site.about(), clock.read()])
  const text = textToSign(draft, { origin, account, session: recordId(session.id) }, clock.now())
  if (isRefusal(text)) return text
  const signature = await signWithSession(crypto.subtle, session, account, text)
  return deliver(site, formatNote(text, [signature]), () => {})
}

/** What went wrong on the way, in words that say what to do. */
export function troubleInWords(error: unknown): string {
  if (error instanceof NotReached) return 'The log could not be reached. Nothing was stored; try again.'
  return error instanceof Error ? error.message : String(error)
}

/** The receipts that this browser keeps for a log, newest first. */
export async function keptReceipts(origin: string): Promise<Kept[]> {
  const all = await loadAll<Kept>('receipts')
  return all.filter((kept) => kept.origin === origin).sort((a, b) => b.index - a.index)
}
