/** Server-sent events (WHATWG HTML, 9.2): one per published checkpoint, the newest only; one per change of what was seen; a heartbeat. */

import type { Context } from 'hono'
import { type SSEMessage, streamSSE } from 'hono/streaming'
import { base64 } from '../log/bytes.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import type { Alarms } from '../service/alarms/list.ts'
import { networkOf } from '../service/networks.ts'
import { startPlaces } from '../service/places.ts'
import type { Site } from '../service/site.ts'
import type { HeadEvent } from './contract.ts'
import { caching } from './server-answers.ts'
import type { ApiEnv } from './server-asker.ts'

export interface EventOptions {
  /** Most streams open at once. */
  maxListeners: number
  /** Milliseconds between two comments on a quiet stream, so that a dead connection is noticed. */
  heartbeatMs: number
  /** Told of what broke in a stream; the stream ends. */
  report: (error: unknown) => void
}

/**
 * The open streams of one server. A stream's place is free again when it ends, and when its reader leaves. When all are
 * taken, the network with most streams loses its oldest: whoever lost one comes back by itself, and nobody is shut out.
 */
export interface Events {
  /** Answers with a stream of events; null when the server is going down. */
  answer(c: Context<ApiEnv>): Response | null
  /** Ends every stream; browsers come back by themselves. */
  close(): void
}

/** Starts with no stream; `close` ends those that are open by then. */
export function startEvents(
  site: Site,
  alarms: Alarms | null,
  { maxListeners, heartbeatMs, report }: EventOptions,
): Events {
  const open = new Map<Listener, () => void>()
  const places = startPlaces(maxListeners)
  let closed = false
  const end = (listener: Listener): void => {
    listener.end()
    open.get(listener)?.()
    open.delete(listener)
  }
  return {
    answer: (c) => {
      if (closed) return null
      // Nobody reads the body of an answer to HEAD, so nobody would close it.
      if (c.req.method === 'HEAD') return answer(c, null)
      const listener = listen(site, alarms, heartbeatMs)
      open.set(
        listener,
        places.take(networkOf(c.env?.address) ?? '', () => end(listener)),
      )
      const stream = streamSSE(c, async (stream) => {
        stream.onAbort(() => end(listener))
        try {
          for await (const note of listener.notes())
            await (note === null ? stream.write(': quiet\n\n') : stream.writeSSE(eventOf(note)))
        } catch (error) {
          report(error)
        } finally {
          end(listener)
        }
      })
      return answer(c, stream.body)
    },
    close: () => {
      closed = true
      for (const listener of [...open.keys()]) end(listener)
    },
  }
}

/** The answer with a stream in it, whose headers are those of this house rather than those of the helper. */
function answer(c: Context<ApiEnv>, body: ReadableStream | null): Response {
  c.header('content-type', 'text/event-stream')
  c.header('cache-control', caching.never)
  // Reverse proxies would hold events back until a buffer is full.
  c.header('x-accel-buffering', 'no')
  return body === null ? c.body(null) : c.body(body)
}

/** One who follows the log. */
interface Listener {
  /** The newest checkpoint at once and after each append, how often what was seen changed; null after a quiet while. Ends after `end`. */
  notes(): AsyncGenerator<string | number | null>
  end(): void
}

function listen(site: Site, alarms: Alarms | null, heartbeatMs: number): Listener {
  let latest: string | null = site.checkpoint()
  let seen: number | null = null
  let over = false
  let wake = (): void => {}
  const unsubscribe = site.subscribe((note) => {
    latest = note
    wake()
  })
  const unfollow = alarms?.subscribe(({ changes }) => {
    seen = changes
    wake()
  })
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, heartbeatMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  return {
    async *notes() {
      while (!over) {
        if (latest === null && seen === null) await change()
        const [note, changes] = [latest, seen]
        latest = null
        seen = null
        if (!over && changes !== null) yield changes
        if (!over && (note !== null || changes === null)) yield note
      }
    },
    end: () => {
      over = true
      unsubscribe()
      unfollow?.()
      wake()
    },
  }
}

/** The data of one event: the checkpoint, parsed for those who only want to know that something is new. */
function headEvent(note: string): HeadEvent {
  const { size, root } = parseCheckpoint(parseNote(note).text)
  return { size, root: base64(root), note }
}

function eventOf(note: string | number): SSEMessage {
  if (typeof note === 'number') return { event: 'alarm', data: JSON.stringify({ changes: note }) }
  const data = headEvent(note)
  return { event: 'checkpoint', id: String(data.size), retry: 3000, data: JSON.stringify(data) }
}
