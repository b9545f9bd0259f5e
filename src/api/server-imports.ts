/** An import over HTTP, with its files: the record is judged before they are read, and they are kept before it is submitted. */

import type { Context } from 'hono'
import { hex, text } from '../log/bytes.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { NamedFile, Sender, Site, Submitted } from '../service/site.ts'
import { maxImportBytes, maxNoteBytes, workHeader } from './contract.ts'
import { type Part, type PartFault, type Parts, partsOf } from './multipart.ts'
import { caching, refused } from './server-answers.ts'
import type { ApiEnv } from './server-asker.ts'
import type { Handlers, Scene } from './server-scene.ts'

export const importHandlers = { bringIn } satisfies Handlers

async function bringIn(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  const parts = partsOf(c.req.raw)
  if (parts === null) return refused({ code: 'not-text', params: { reason: 'multipart' } })
  const address = c.env?.address
  const work = c.req.header(workHeader)
  const answer = await broughtIn(site, parts, { ...(address && { address }), ...(work && { work }) })
  if (isRefusal(answer)) {
    // What is still on its way is read by nobody.
    await parts.cancel()
    return refused(answer)
  }
  return c.json(answer, 201, { location: `/api/records/${answer.index}`, 'cache-control': caching.never })
}

async function broughtIn(site: Site, parts: Parts, from: Sender): Promise<Submitted | Refusal> {
  const note = noteIn(await parts.next(maxNoteBytes))
  if (isRefusal(note)) return note
  const named = await site.filesNamed(note, from)
  if (isRefusal(named)) return named
  if (!Array.isArray(named)) return named
  const files = await filesIn(parts, named)
  if (isRefusal(files)) return files
  for (const file of files) await site.addEvidence(file)
  return site.submit(note, from)
}

function noteIn(part: Part | PartFault | null): string | Refusal {
  if (part === 'too-large') return new Refusal('too-large', { reason: 'note', kib: maxNoteBytes / 1024 })
  const fault = wrongPart(part, 'record')
  if (fault !== null) return fault
  try {
    return text((part as Part).bytes)
  } catch {
    return new Refusal('malformed', { reason: 'not-utf8' })
  }
}

/** The files that the record names, each with the hash under which it does; nothing is kept unless all of them are. */
async function filesIn(parts: Parts, named: readonly NamedFile[]): Promise<Uint8Array[] | Refusal> {
  const files: Uint8Array[] = []
  let room = maxImportBytes
  for (const { field, hash } of named) {
    const part = await parts.next(room)
    if (part === 'too-large') return new Refusal('too-large', { reason: 'files', mib: maxImportBytes / 2 ** 20 })
    const fault = wrongPart(part, field)
    if (fault !== null) return fault
    const { bytes } = part as Part
    const found = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
    if (found !== hash) return new Refusal('evidence-mismatch', { reason: 'sent', file: field, found, sha256: hash })
    files.push(bytes)
    room -= bytes.length
  }
  const more = await parts.next(0)
  if (more === null) return files
  return new Refusal('malformed', { reason: more === 'malformed' ? 'parts' : 'part-more' })
}

/** What is wrong with the part that comes next; null: it is the one that is expected. */
function wrongPart(part: Part | PartFault | null, expected: string): Refusal | null {
  if (part === null) return new Refusal('malformed', { reason: 'part-missing', expected })
  if (typeof part === 'string') return new Refusal('malformed', { reason: 'parts' })
  return part.name === expected ? null : new Refusal('malformed', { reason: 'part', expected, found: part.name })
}
