/** Answers in gzip, for pages (RFC 9110, 8.4 and 12.5.3). */

/** Does the asker take gzip? A weight of 0 says no. */
export const takesGzip = (request: Request): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers.get('accept-encoding') ?? '')

/**
 * The headers of an answer whose body goes out in gzip, or plain although another asker would get gzip. The tag of other
 * bytes is a weak one, so that asking again still finds it.
 */
export function headersFor(plain: Headers, gzip: boolean): Headers {
  const headers = new Headers(plain)
  headers.append('vary', 'accept-encoding')
  if (!gzip) return headers
  headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  const tag = headers.get('etag')
  if (tag !== null && !tag.startsWith('W/')) headers.set('etag', `W/${tag}`)
  return headers
}
