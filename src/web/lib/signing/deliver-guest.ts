import type { Client } from '../../../api/client.ts'
import { formatNote } from '../../../log/note.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { clock } from '../outside/clock.ts'
import { deliver, type Kept, type Progress } from './deliver.ts'
import { type Guest, signAsGuest } from './guest.ts'
import { type Draft, textToSign } from './signing.ts'

/** Keeps what became of a guest in this browser. */
export type KeepGuest = (guest: Guest) => Promise<void>

/**
 * Signs a draft as the guest of this browser and delivers it, without asking anybody. The first time the log is told that
 * the key is a guest's, before anything else.
 */
export async function deliverAsGuest(
  site: Client,
  guest: Guest,
  draft: Draft,
  keep: KeepGuest,
  progress: Progress,
): Promise<Kept | Refusal> {
  if (!guest.begun) {
    const begun = await send(site, guest, { kind: 'guest', fields: { may: ['vote'] } }, progress)
    // It was told before, and the answer did not come back.
    const isKnown = isRefusal(begun) && begun.code === 'guest-scope'
    if (isRefusal(begun) && !isKnown) return begun
    await keep({ ...guest, begun: true })
  }
  return send(site, guest, draft, progress)
}

async function send(site: Client, guest: Guest, draft: Draft, progress: Progress): Promise<Kept | Refusal> {
  const [{ origin }] = await Promise.all([site.about(), clock.read()])
  const text = textToSign(draft, { origin, account: guest.account }, clock.now())
  if (isRefusal(text)) return text
  return deliver(site, formatNote(text, [await signAsGuest(crypto.subtle, guest, text)]), progress)
}
