/** How answers leave the server: problem documents, cache rules, entity tags. */

import type { MiddlewareHandler } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
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
  if (status === 429 || status === 503) headers['retry-after'] = String(params.seconds ?? 10)
  return new Response(JSON.stringify(body), { status, headers })
}

/** A body that never changes under its path. */
export function lasting(bytes: Uint8Array, type: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': type, 'cache-control': caching.forever },
  })
}

/** A body that changes, under a cache rule; `conditional` gives it its entity tag. */
export function changing(body: string | Uint8Array, type: string, rule: string): Response {
  const headers = { 'content-type': type, 'cache-control': rule }
  return new Response(body as string | Uint8Array<ArrayBuffer>, { headers })
}

/** JSON that is new at every append. */
export const fresh = (value: unknown): Response => changing(JSON.stringify(value), 'application/json', caching.ask)

/** Answers get an entity tag by their content; 304 to whoever has them already (RFC 9110, 13.1.2). */
export const conditional: MiddlewareHandler = etag({
  generateDigest: async (body) => (await crypto.subtle.digest('SHA-256', body)).slice(0, 16),
  retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin', 'content-security-policy'],
})

/** What is not there, as a problem document. */
export const missing = (what: Missing): Response => refused({ code: 'not-found', params: { reason: what } })

type Missing = 'address' | 'record' | 'receipt' | 'kind' | 'tile' | 'bundle' | 'evidence' | 'stored-result'
