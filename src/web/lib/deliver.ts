import { NotReached, type sensusClient } from '../../api/client.ts'
import { formatNote } from '../../log/note.ts'
import { textId } from '../../records/envelope.ts'
import { recordId } from '../../records/ids.ts'
import { isRefusal, type Refusal } from '../../records/refusals.ts'
import type { Participant } from './participant.svelte.ts'
import { noteTitle } from './record-title.ts'
import { type Session, signWithSession } from './session.ts'
import { type Draft, textToSign } from './signing.ts'
import { keep, loadAll } from './store.ts'
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

type Site = ReturnType<typeof sensusClient>

/** What goes on while a note is on its way. */
export type Progress = (words: string) => void

/**
 * Submits a note, does the proof of work if the log asks for it, and keeps the receipt, which the client has verified.
 * Rejects only for broken promises: an answer that does not verify.
 */
export async function deliver(site: Site, note: string, progress: Progress): Promise<Kept | Refusal> {
  progress('Sending it to the log')
  const first = await site.submit(note)
  const answer = isRefusal(first) && first.code === 'work-required' ? await withWork(site, note, progress) : first
  if (isRefusal(answer)) return answer
  const { kind, title } = noteTitle(note)
  const { origin } = await site.about()
  const kept: Kept = { origin, id: answer.id, index: answer.index, ms: answer.ms, kind, title, receipt: answer.receipt }
  await keep('receipts', answer.id, kept)
  return kept
}

async function withWork(site: Site, note: string, progress: Progress) {
  const { work } = await site.about()
  const expected = 2 ** work.bits
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
  const nonce = await workInSlices(textId(text), work.bits, (tries) =>
    progress(
      `The log does not know this address yet, so this browser does a little work: ${Math.min(99, Math.round((100 * tries) / expected))} % of what is usual`,
    ),
  )
  progress('Sending it to the log')
  return site.submit(note, nonce)
}

/** Signs a draft with the session key and delivers it, without asking anybody. */
export async function deliverWithSession(
  site: Site,
  { account }: Participant,
  session: Session,
  draft: Draft,
): Promise<Kept | Refusal> {
  const { origin } = await site.about()
  const text = textToSign(draft, { origin, account, session: recordId(session.id) }, Date.now())
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
