/** Server-sent events (WHATWG HTML, 9.2): one per published checkpoint, the newest only, with a heartbeat. */

import { base64 } from '../log/bytes.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import type { Site } from '../service/site.ts'
import type { HeadEvent } from './contract.ts'

export interface EventOptions {
  /** Most streams open at once. */
  maxListeners: number
  /** Milliseconds between two comments on a quiet stream, so that a dead connection is noticed. */
  heartbeatMs: number
}

/** The open streams of one server. */
export class Events {
  readonly #site: Site
  readonly #options: EventOptions
  readonly #open = new Set<() => void>()
  #closed = false

  constructor(site: Site, options: EventOptions) {
    this.#site = site
    this.#options = options
  }

  get listeners(): number {
    return this.#open.size
  }

  /** A new stream of events, or null when there are too many or the server is going down. */
  open(): ReadableStream<Uint8Array> | null {
    if (this.#closed || this.#open.size >= this.#options.maxListeners) return null
    let latest: string | null = this.#site.checkpoint()
    let over = false
    let wake = () => {}
    const unsubscribe = this.#site.subscribe((note) => {
      latest = note
      wake()
    })
    const end = () => {
      over = true
      unsubscribe()
      this.#open.delete(end)
      wake()
    }
    this.#open.add(end)
    const change = () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#options.heartbeatMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    return new ReadableStream({
      async pull(controller) {
        if (latest === null && !over) await change()
        if (over) return controller.close()
        controller.enqueue(encode(latest === null ? ': quiet\n\n' : eventText(latest)))
        latest = null
      },
      cancel: end,
    })
  }

  /** Ends every stream; browsers come back by themselves. */
  close(): void {
    this.#closed = true
    for (const end of [...this.#open]) end()
  }
}

/** The data of one event: the checkpoint, parsed for those who only want to know that something is new. */
export function headEvent(note: string): HeadEvent {
  const { size, root } = parseCheckpoint(parseNote(note).text)
  return { size, root: base64(root), note }
}

function eventText(note: string): string {
  const data = headEvent(note)
  return `event: checkpoint\nid: ${data.size}\nretry: 3000\ndata: ${JSON.stringify(data)}\n\n`
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
