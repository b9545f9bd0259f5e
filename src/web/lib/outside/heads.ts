import { type Line, openLine, type Told } from './tabs.ts'

/** The size of the log as the API announces it, over one stream of events for all tabs of a browser. */

/** The one thing about a lock that this needs (Web Locks): runs `held` once nobody else holds it, until it resolves. */
export type Lock = (held: () => Promise<void>, signal: AbortSignal) => Promise<void>

/** A stream of events that was opened. */
export interface Stream {
  close(): void
}

/** What following needs from outside. */
export interface Surroundings {
  /** Opens the stream: `head` is told each size, `lost` that it ended for good, `alarm` how often what was seen on the chain changed. */
  stream(head: (size: number) => void, lost: () => void, alarm: (changes: number) => void): Stream
  lock: Lock
  line(hear: (told: Told) => void): Line
  /** Calls back after a while; returns the way to call it off. */
  later(act: () => void): () => void
}

/** Somebody who wants to know the size of the log. */
export interface Follower {
  /** While a tab is shown it follows, else it holds neither stream nor lock. */
  shown(isShown: boolean): void
  stop(): void
}

/**
 * Tells `heard` each size of the log, and `alarmed` how often what was seen on the chain has changed. The tab that has the lock reads the stream and tells the others; when it is hidden
 * or closed, the next one does. Begins when told that it is shown.
 */
export function followHeads(
  heard: (size: number) => void,
  { stream, lock, line, later }: Surroundings,
  alarmed: (changes: number) => void = () => {},
): Follower {
  let waiting: AbortController | null = null
  let latest: number | null = null

  const tabs = line((told) => {
    if (waiting === null) return
    if (told.about === 'head') heard(told.size)
    if (told.about === 'alarm') alarmed(told.changes)
    if (told.about === 'head?' && latest !== null) tabs.tell({ about: 'head', size: latest })
  })

  function begin(): void {
    const mine = new AbortController()
    waiting = mine
    tabs.tell({ about: 'head?' })
    // It rejects when it is called off before its turn came.
    lock(() => read(mine.signal), mine.signal).catch(() => {})
  }

  /** Reads the stream until the tab is hidden. */
  function read(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const close = open(signal)
      signal.addEventListener('abort', () => {
        close()
        latest = null
        resolve()
      })
    })
  }

  /** Opens the stream, anew where the site ended it: it has no place for everybody at every moment. */
  function open(signal: AbortSignal): () => void {
    let callOff = () => {}
    let current = start()
    function start(): Stream {
      const opened = stream(
        (size) => {
          latest = size
          heard(size)
          tabs.tell({ about: 'head', size })
        },
        () => {
          opened.close()
          callOff = later(() => {
            if (!signal.aborted) current = start()
          })
        },
        (changes) => {
          alarmed(changes)
          tabs.tell({ about: 'alarm', changes })
        },
      )
      return opened
    }
    return () => {
      callOff()
      current.close()
    }
  }

  function end(): void {
    waiting?.abort()
    waiting = null
  }

  return {
    shown(isShown) {
      if (!isShown) end()
      else if (waiting === null) begin()
    },
    stop() {
      end()
      tabs.close()
    },
  }
}

/** How long a site that ended the stream is left in peace, in milliseconds. */
const RETRY = 30_000

/** The browser that this page is in. Without locks (a page that did not come over HTTPS) each shown tab reads for itself. */
export const browser: Surroundings = {
  stream(head, lost, alarm) {
    const events = new EventSource('/api/events')
    events.addEventListener('checkpoint', (event) => head((JSON.parse(event.data as string) as { size: number }).size))
    events.addEventListener('alarm', (event) =>
      alarm((JSON.parse(event.data as string) as { changes: number }).changes),
    )
    // A stream that broke comes back by itself; one that was refused is closed.
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) lost()
    })
    return events
  },
  lock: async (held, signal) => {
    if (navigator.locks) await navigator.locks.request('sensus-events', { signal }, held)
    else await held()
  },
  line: openLine,
  later(act) {
    const timer = setTimeout(act, RETRY)
    return () => clearTimeout(timer)
  },
}
