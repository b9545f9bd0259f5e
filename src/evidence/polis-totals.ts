import type { PolisSet } from './polis-set.ts'
import { msOfStamp } from './polis-time.ts'

/** What there is in a conversation that is brought in. */
export interface PolisTotals {
  statements: number
  participants: number
  /** The last vote of each person on each statement. */
  votes: number
  /** Statements that moderators rejected, and those about the conversation itself. */
  moderated: number
  meta: number
  /** First and last time of a vote or a statement, Unix milliseconds; null where no time is known. */
  period: { from: number; to: number } | null
}

/** Counts what there is in a set. */
export function polisTotals({ statements, votes }: PolisSet): PolisTotals {
  return {
    statements: statements.length,
    participants: new Set(votes.participant).size,
    votes: pairsOf({ statements, votes }),
    moderated: statements.filter(({ moderated }) => moderated === -1).length,
    meta: statements.filter(({ meta }) => meta).length,
    period: periodOf({ statements, votes }),
  }
}

function pairsOf({ statements, votes }: PolisSet): number {
  // Numbers of people have 31 bits and a double has room for 53, enough for four million statements.
  const places = new Map(statements.map(({ id }, at) => [id, at]))
  const pairs = new Float64Array(votes.length)
  for (let i = 0; i < votes.length; i++) {
    const place = places.get(votes.statement[i] ?? -1) ?? 0
    pairs[i] = (votes.participant[i] ?? 0) * statements.length + place
  }
  pairs.sort()
  let distinct = 0
  for (let i = 0; i < pairs.length; i++) if (pairs[i] !== pairs[i - 1]) distinct++
  return distinct
}

function periodOf({ statements, votes }: PolisSet): PolisTotals['period'] {
  let [from, to] = [Number.POSITIVE_INFINITY, 0]
  const take = (stamp: number): void => {
    const ms = msOfStamp(stamp)
    if (ms === 0) return
    if (ms < from) from = ms
    if (ms > to) to = ms
  }
  for (const { ms } of statements) take(ms)
  for (let i = 0; i < votes.length; i++) take(votes.ms[i] ?? 0)
  return to === 0 ? null : { from, to }
}
