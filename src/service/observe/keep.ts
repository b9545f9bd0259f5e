import { type BlockHead, StateLost, WrongChain } from '../chain.ts'
import type { Lease } from '../lease.ts'
import { type ObserverParts, ObserverRefused, observe } from '../observe.ts'

/** What a site says of the chain that it observes. */
export interface ChainStatus {
  /** When the latest finalized block came in, Unix milliseconds, and its number; null before the first. */
  seen: number | null
  block: number | null
  /** How many endpoints there are, and how many answer. */
  endpoints: number
  answering: number
  /** Why nothing is observed any more; null while it is. */
  fault: string | null
}

/** An observer that runs beside a site. */
export interface Keeper {
  status(): ChainStatus
  close(): Promise<void>
}

/** How long to wait after a failure before observing again, and for another process to give up its turn. */
const pauseMs = 5000

/**
 * Observes until closed, beginning again after whatever goes wrong with the chain; only what no waiting mends ends it.
 * Where processes share a store, only the one whose turn it is observes.
 */
export function keepObserving(parts: ObserverParts, turn: Lease, clock: () => number): Keeper {
  const { chain, report } = parts
  const stop = new AbortController()
  const state: Pick<ChainStatus, 'seen' | 'block' | 'fault'> = { seen: null, block: null, fault: null }
  const saw = ({ number }: BlockHead): void => void Object.assign(state, { seen: clock(), block: number })
  const unfollow = chain.follow(saw)
  // The next head may be a while: the present one says that the chain answers.
  void chain.finalized().then(saw, nothing)

  async function once(): Promise<void> {
    if (!(await turn.hold())) return
    const round = new AbortController()
    const end = () => round.abort()
    stop.signal.addEventListener('abort', end)
    const renewal = setInterval(() => void renew(turn, end), pauseMs / 2)
    await observe(parts, round.signal).finally(() => {
      clearInterval(renewal)
      stop.signal.removeEventListener('abort', end)
    })
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const fault = await once().then(nothing, sentenceOf)
      if (stop.signal.aborted) return
      if (fault?.final) state.fault = fault.sentence
      if (fault) report(fault.sentence)
      if (fault?.final) return
      await pause(stop.signal)
    }
  }

  const running = run()
  return {
    status: () => {
      const endpoints = chain.endpoints()
      const answering = endpoints.filter(({ state: each }) => each === 'connected').length
      return { ...state, endpoints: endpoints.length, answering }
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

async function renew(turn: Lease, end: () => void): Promise<void> {
  const held = await turn.hold().catch(() => false)
  if (!held) end()
}

const nothing = () => null

function sentenceOf(error: unknown): { sentence: string; final: boolean } {
  const final = error instanceof WrongChain || error instanceof ObserverRefused || error instanceof StateLost
  return { sentence: `the observer: ${error instanceof Error ? error.message : String(error)}`, final }
}

function pause(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, pauseMs)
    function done() {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    stop.addEventListener('abort', done)
  })
}
