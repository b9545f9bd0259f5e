/** How answers leave the server: problem documents, cache rules, entity tags. */

import type { Context } from 'hono'
import type { Params } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import type { Problem } from './contract.ts'
import { type ProblemCode, statusOf, titleOf } from './status.ts'

/** Cache rules by what is answered. Everything public may be kept by proxies; nothing here depends on who asks. */
export const caching = {
  /** Named by content or by a place that is written once: tiles, bundles of entries, evidence. */
  forever: 'public, max-age=31536000, immutable',
  /** Replaced by the next append; a tag makes asking again cheap. */
  brief: 'public, max-age=1, must-revalidate',
  /** Records may be removed, results follow the log: keep, but ask. */
  ask: 'public, no-cache',
  never: 'no-store',
} as const

/** A problem document (RFC 9457) with the refusal's code and parameters, and their sentence in English. */
export function refused({ code, params }: { code: ProblemCode; params: Params }): Response {
  const status = statusOf(code)
  const body: Problem = {
    type: 'about:blank',
    title: titleOf(status),
    status,
    detail: sentenceOf(english, { code, params }),
    code,
    params,
  }
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': caching.never,
  }
  if (status === 429 || status === 503) headers['retry-after'] = '10'
  return new Response(JSON.stringify(body), { status, headers })
}

/** A body that never changes under its path. */
export function lasting(bytes: Uint8Array, type: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type, 'cache-control': caching.forever },
  })
}

/** A body that changes, with its entity tag; 304 when the asker has it already (RFC 9110, 13.1.2). */
export async function tagged(c: Context, body: string | Uint8Array, type: string, rule: string): Promise<Response> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const tag = await entityTag(bytes)
  const headers = { etag: tag, 'cache-control': rule }
  if (hasTag(c.req.header('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { ...headers, 'content-type': type } })
}

/** JSON that is new at every append. */
export function fresh(c: Context, value: unknown): Promise<Response> {
  return tagged(c, JSON.stringify(value), 'application/json', caching.ask)
}

async function entityTag(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return `"${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}

function hasTag(header: string | undefined, tag: string): boolean {
  if (!header) return false
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag)
}

/** What is not there, as a problem document. */
export const missing = (what: Missing): Response => refused({ code: 'not-found', params: { reason: what } })

type Missing = 'address' | 'record' | 'receipt' | 'kind' | 'tile' | 'bundle' | 'evidence' | 'stored-result'
