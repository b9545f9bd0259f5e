import { Refusal } from '../records/refusals.ts'
import { formatTime } from '../records/time.ts'
import { english } from '../words/en.ts'
import type { Clock } from './ports.ts'

/**
 * Keeps a log from being appended to under a clock that cannot be right. Admission times never run backwards, so one
 * entry from next year would end every session and close every conversation until then.
 */
export interface ClockGuard {
  /** Why nothing may be appended now, given the admission time of the last entry (Unix milliseconds; 0: none). */
  refusal(lastMs: number): Refusal | null
  /** Tells the operator at the start what speaks against the clock, or against the last entry. */
  start(lastMs: number): void
}

const day = 86_400_000

/** How far the clock may get ahead of the steady one between two looks, in milliseconds: what is set by hand, or sleeps. */
const mostAhead = day

/** How long a log may have been still, as far as nobody says that it was, in milliseconds. */
const mostStill = 30 * day

/** What the guard stands on. */
export interface Hands {
  clock: Clock
  /** Milliseconds since some moment, by a clock that nobody sets; null: there is none to compare with. */
  steady: Clock | null
  /** The day that it is by the operator's word, its beginning in Unix milliseconds; null: nothing was said. */
  today: number | null
}

/** `report` is given a sentence whenever the clock becomes doubtful, and none while it stays so. */
export function startClockGuard({ clock, steady, today }: Hands, report: (line: string) => void): ClockGuard {
  /** The latest reading of both hands that nothing spoke against. */
  let trusted: { wall: number; steady: number } | null = null
  let isDoubted = false

  /** The day that the operator named holds for places that are a day ahead or behind, too. */
  const isVouched = (wall: number): boolean => today !== null && wall >= today - day && wall < today + 2 * day

  /** The latest time at which nothing speaks against the clock, Unix milliseconds. */
  function latest(lastMs: number, now: number): number {
    if (trusted === null) return lastMs === 0 ? Number.POSITIVE_INFINITY : lastMs + mostStill
    return Math.max(lastMs, trusted.wall + now - trusted.steady) + mostAhead
  }

  function doubt(wall: number, lastMs: number): string | null {
    const now = steady?.() ?? wall
    if (wall > latest(lastMs, now) && !isVouched(wall)) {
      const [clockSays, last] = [timeOf(wall), timeOf(lastMs)]
      return english.say(trusted ? 'clock.jumped' : 'clock.ahead', { clock: clockSays, last, day: dayOf(wall) })
    }
    // A clock that is behind is not believed when it says where the right one will be.
    if (wall >= lastMs - mostAhead) trusted = { wall, steady: now }
    return null
  }

  function refusal(lastMs: number): Refusal | null {
    const found = doubt(clock(), lastMs)
    if (found !== null && !isDoubted) report(found)
    isDoubted = found !== null
    return found === null ? null : new Refusal('busy', { reason: 'clock', seconds: 60 })
  }

  return {
    refusal,
    start: (lastMs) => {
      const wall = clock()
      if (lastMs > wall + mostAhead) report(english.say('clock.behind', { clock: timeOf(wall), last: timeOf(lastMs) }))
      refusal(lastMs)
    },
  }
}

const timeOf = (ms: number): string => formatTime(Math.floor(ms / 1000) * 1000) ?? String(ms)
const dayOf = (ms: number): string => timeOf(ms).slice(0, 10)
