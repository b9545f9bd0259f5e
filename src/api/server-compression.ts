/** Answers in gzip for whoever takes it (RFC 9110, 8.4 and 12.5.3): JSON shrinks to a tenth, pictures to a fifth. */

import type { MiddlewareHandler } from 'hono'
import { parseAccept } from 'hono/utils/accept'

type Bytes = Uint8Array<ArrayBuffer>

/** What is compressed. Streams of events go out as they come, and the files of the log as they lie. */
const shrinking = /^(application\/(problem\+)?json|image\/svg\+xml)\b/

/** Bytes from which on it is worth the work: less fits into one packet. */
const least = 1024

/** How many compressed answers are kept, and bytes of one at most: 16 MiB together. */
const room = { answers: 64, bytes: 2 ** 18 }

/**
 * Compresses what the handlers answer. An answer with an entity tag is compressed once for all who ask while it stays the
 * same; its tag becomes a weak one, because the bytes are others. Nothing here depends on who asks, so a size tells nothing.
 */
export function compressing(): MiddlewareHandler {
  const pack = keepPacked()
  return async (c, next) => {
    await next()
    const { status, body, headers } = c.res
    if (status !== 304 && !shrinking.test(headers.get('content-type') ?? '')) return
    headers.append('vary', 'accept-encoding')
    if (body === null || c.req.method === 'HEAD' || !takesGzip(c.req.header('accept-encoding'))) return
    const plain = new Uint8Array(await c.res.arrayBuffer())
    const tag = headers.get('etag')
    const isSmall = plain.length < least
    c.res = new Response(isSmall ? plain : await pack(plain, tag), c.res)
    if (isSmall) return
    c.res.headers.set('content-encoding', 'gzip')
    c.res.headers.delete('content-length')
    if (tag !== null && !tag.startsWith('W/')) c.res.headers.set('etag', `W/${tag}`)
  }
}

/** Does a header `Accept-Encoding` name gzip, with a weight above 0? */
export function takesGzip(header: string | undefined): boolean {
  return header !== undefined && parseAccept(header).some(({ type, q }) => type.toLowerCase() === 'gzip' && q > 0)
}

/** Compresses, and keeps what has a tag: whoever asks meanwhile waits for the same bytes. The one asked for longest ago goes. */
function keepPacked(): (plain: Bytes, tag: string | null) => Promise<Bytes> {
  const kept = new Map<string, Promise<Bytes>>()
  return async (plain, tag) => {
    if (tag === null) return packed(plain)
    const bytes = kept.get(tag) ?? packed(plain)
    kept.delete(tag)
    kept.set(tag, bytes)
    const [oldest] = kept.keys()
    if (kept.size > room.answers && oldest !== undefined) kept.delete(oldest)
    const done = await bytes
    if (done.length > room.bytes) kept.delete(tag)
    return done
  }
}

async function packed(plain: Bytes): Promise<Bytes> {
  const stream = new Response(plain).body?.pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
