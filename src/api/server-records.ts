/** Records over HTTP: submit, read, prove. */

import type { Context } from 'hono'
import { text } from '../log/bytes.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { Site, StoredRecord } from '../service/site.ts'
import { hintsQuery, page, routes, workHeader } from './contract.ts'
import { describeRecord } from './record.ts'
import { caching, changing, fresh, missing, refused } from './server-answers.ts'
import { type ApiEnv, askerOf } from './server-asker.ts'
import { badParameter, type Handlers, type Scene } from './server-scene.ts'

export const recordHandlers = {
  submit,
  hints: async (c, { site }) => {
    const asked = hintsQuery.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const body = await textOf(c)
    if (body instanceof Response) return body
    const params = { conversation: asked.data.conversation, text: body }
    const result = await site.view('writing-hints', params, undefined, askerOf(c))
    return isRefusal(result) ? refused(result) : changing(result, 'application/json', caching.never)
  },
  records: async (c, { site }) => {
    const asked = page.safeParse(c.req.query())
    if (!asked.success) return refused(badParameter(asked.error))
    const { before = Number.MAX_SAFE_INTEGER, limit } = asked.data
    return fresh({ records: (await site.records(before, limit)).map(describeRecord) })
  },
  record: async (c, { site }) => {
    const stored = await find(site, c.req.param('ref'))
    return stored ? fresh(describeRecord(stored)) : missing('record')
  },
  receipt: async (c, { site }) => {
    const stored = await find(site, c.req.param('ref'))
    const receipt = stored && (await site.receipt(stored.index))
    return receipt ? changing(receipt, routes.receipt.answer.type, caching.ask) : missing('receipt')
  },
} satisfies Handlers

async function submit(c: Context<ApiEnv>, { site }: Scene): Promise<Response> {
  const address = c.env?.address
  const work = c.req.header(workHeader)
  const note = await textOf(c)
  if (note instanceof Response) return note
  const answer = await site.submit(note, { ...(address && { address }), ...(work && { work }) })
  if (isRefusal(answer)) return refused(answer)
  const headers = { location: `/api/records/${answer.index}`, 'cache-control': caching.never }
  return c.json(answer, 201, headers)
}

/** The body of a request that has to be plain text, or the answer that says why it is none. */
async function textOf(c: Context<ApiEnv>): Promise<string | Response> {
  if (!/^text\/plain\b/i.test(c.req.header('content-type') ?? ''))
    return refused({ code: 'not-text', params: { reason: 'content-type' } })
  const read = readText(new Uint8Array(await c.req.arrayBuffer()))
  return isRefusal(read) ? refused(read) : read
}

/** Bytes that are not UTF-8 are refused, never repaired: a signature covers bytes. */
function readText(bytes: Uint8Array): string | Refusal {
  try {
    return text(bytes)
  } catch {
    return new Refusal('malformed', { reason: 'not-utf8' })
  }
}

async function find(site: Site, ref = ''): Promise<StoredRecord | null> {
  if (/^[0-9a-f]{64}$/.test(ref)) return site.record({ id: ref })
  return /^(0|[1-9][0-9]{0,14})$/.test(ref) ? site.record({ index: Number(ref) }) : null
}
