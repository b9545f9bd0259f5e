/**
 * Messages to webhooks, under the same rules as reading from the web: only https to a name, only to public addresses, one
 * connection to an address that was checked, no redirects. What is said of a failure has the host and no more of an
 * address, since addresses of webhooks are secrets.
 */

import type { Delivered, Post } from '../service/alarms/webhook.ts'
import {
  checkedAddress,
  checkedUrl,
  exchangeFault,
  Fault,
  responseTo,
  type Settings,
  send,
  settingsOf,
  type WebReaderOptions,
  within,
} from './web-page.ts'

/** Sends messages; of an answer only the head is read. */
export function webhookPost(options: WebReaderOptions = {}): Post {
  const settings = settingsOf({ timeoutMs: 10_000, ...options })
  return async (message, stop) => {
    const host = URL.canParse(message.url) ? new URL(message.url).hostname : 'its address'
    try {
      return await within(settings.timeoutMs, host, (signal) =>
        exchange(message, host, AbortSignal.any([signal, stop]), settings),
      )
    } catch (error) {
      return { fault: error instanceof Fault ? error.message : `${host} could not be told` }
    }
  }
}

async function exchange(
  { url: text, ...message }: Parameters<Post>[0],
  host: string,
  signal: AbortSignal,
  settings: Settings,
): Promise<Delivered> {
  const url = plainUrl(text, host)
  const address = await checkedAddress(url.hostname, settings)
  signal.throwIfAborted()
  const headers = { ...message.headers, 'content-length': String(Buffer.byteLength(message.body)) }
  const request = send(url, address, signal, settings, { ...message, headers })
  try {
    const { statusCode = 0, headers: told } = await responseTo(request)
    const seconds = Number(told['retry-after'])
    return { status: statusCode, retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null }
  } catch (error) {
    throw exchangeFault(request, host, error)
  } finally {
    request.destroy()
  }
}

/** The rule that a URL breaks is told in words that repeat it, so it is told by the host alone. */
function plainUrl(text: string, host: string): URL {
  try {
    return checkedUrl(text)
  } catch {
    throw new Fault('refused', `${host}: only https:// to a public name without a port is told`)
  }
}
