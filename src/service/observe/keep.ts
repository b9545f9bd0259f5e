import type { BlockHead } from '../chain.ts'
import type { Lease } from '../lease.ts'
import { type ObserverNews, type ObserverParts, observe } from '../observe.ts'
import { type Trouble, troubleOf } from './trouble.ts'

/** What a site says of the chain that it observes. */
export interface ChainStatus {
  /** When the latest finalized block came in, Unix milliseconds, and its number; null before the first. */
  seen: number | null
  block: number | null
  /** How many endpoints there are, and how many answer. */
  endpoints: number
  answering: number
  /** Why nothing is observed at present; null while it is. */
  fault: Trouble | null
  /** How far the state that a snapshot needs has been read; null while none is read. */
  reading: Reading | null
  /** The last time that the runtime called itself otherwise than before, since this site started; null while it did not. */
  renamed: { block: number; from: string; to: string } | null
}

export interface Reading {
  block: number
  /** Entries that were read, and about how many there are. */
  entries: number
  of: number
  /** Unix milliseconds: when it was begun, and when it will be done at the pace so far; null while that is unknown. */
  since: number
  until: number | null
}

/** An observer that runs beside a site. */
export interface Keeper {
  status(): ChainStatus
  close(): Promise<void>
}

/** Milliseconds before observing again: after the first failure, doubled by each further one, and at most. */
export interface Pauses {
  first: number
  longest: number
}

/** How long to wait for another process to give up its turn. */
const turnMs = 5000
const usualPauses: Pauses = { first: 5000, longest: 30 * 60_000 }
/** Finality that brings nothing for so long stands still, in milliseconds: blocks come every twelve seconds. */
const stalledMs = 10 * 60_000

/**
 * Observes until closed. Whatever goes wrong is in the status and is tried again, after a pause that grows until
 * something was observed. Where processes share a store, only the one whose turn it is observes.
 */
export function keepObserving(parts: ObserverParts, turn: Lease, clock: () => number, pauses = usualPauses): Keeper {
  const { chain, report } = parts
  const stop = new AbortController()
  const begun = clock()
  const state: Pick<ChainStatus, 'seen' | 'block' | 'fault' | 'reading' | 'renamed'> = {
    seen: null,
    block: null,
    fault: null,
    reading: null,
    renamed: null,
  }
  let failures = 0
  const saw = ({ number }: BlockHead): void => void Object.assign(state, { seen: clock(), block: number })
  const unfollow = chain.follow(saw)
  // The next head may be a while: the present one says that the chain answers.
  void chain.finalized().then(saw, nothing)

  function heard(news: ObserverNews): void {
    if (news.what === 'reading') state.reading = readingOf(news, state.reading, clock())
    else if (news.what === 'renamed') state.renamed = { block: news.block, from: news.from, to: news.to }
    else Object.assign(state, { fault: null, reading: null })
    if (news.what === 'read' || news.what === 'snapshot') failures = 0
    parts.news?.(news)
  }

  /** Says whether it was our turn. */
  async function once(): Promise<boolean> {
    if (!(await turn.hold())) return false
    const round = new AbortController()
    const end = () => round.abort()
    stop.signal.addEventListener('abort', end)
    const renewal = setInterval(() => void renew(turn, end), turnMs / 2)
    await observe({ ...parts, news: heard }, round.signal).finally(() => {
      clearInterval(renewal)
      stop.signal.removeEventListener('abort', end)
    })
    return true
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const wait = await once().then(() => turnMs, failed)
      if (stop.signal.aborted) return
      await pause(wait, stop.signal)
    }
  }

  /** Takes note of a failure, and gives how long to wait. */
  function failed(error: unknown): number {
    const wait = Math.min(pauses.first * 2 ** Math.min(failures++, 16), pauses.longest)
    const { code, detail } = troubleOf(error)
    if (stop.signal.aborted) return wait
    const since = state.fault?.code === code ? state.fault.since : clock()
    Object.assign(state, { fault: { code, detail, since, again: clock() + wait }, reading: null })
    report(`the observer: ${error instanceof Error ? error.message : detail}; again in ${Math.ceil(wait / 1000)} s`)
    return wait
  }

  /** What is wrong though nothing failed: the observer waits for endpoints or for finality. */
  function waitingFor(answering: number): Trouble | null {
    const since = state.seen ?? begun
    if (clock() - since < stalledMs) return null
    return { code: answering === 0 ? 'unreachable' : 'finality-stalled', detail: null, since, again: null }
  }

  const running = run()
  return {
    status: () => {
      const endpoints = chain.endpoints()
      const answering = endpoints.filter(({ state: each }) => each === 'connected').length
      return { ...state, fault: state.fault ?? waitingFor(answering), endpoints: endpoints.length, answering }
    },
    close: async () => {
      stop.abort()
      unfollow()
      await chain.close()
      await running
      await turn.release()
    },
  }
}

/** How far a state has been read, and until when at the pace so far. */
function readingOf(
  { block, entries, of }: Extract<ObserverNews, { what: 'reading' }>,
  before: Reading | null,
  now: number,
): Reading {
  const since = before?.block === block ? before.since : now
  const until = now > since && entries > 0 ? Math.round(now + ((now - since) * (of - entries)) / entries) : null
  return { block, entries, of, since, until }
}

async function renew(turn: Lease, end: () => void): Promise<void> {
  const held = await turn.hold().catch(() => false)
  if (!held) end()
}

const nothing = () => null

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    stop.addEventListener('abort', done)
  })
}
