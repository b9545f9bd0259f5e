/** The places in the log at which the map of a conversation is remembered. */

import type { Ballots } from '../../../../folds/conversation/ballots.ts'

/** A place at which a map is remembered: how many votes there were, the size of the log, and its time. */
export interface Moment {
  votes: number
  /** Entries of the log. */
  size: number
  /** Unix milliseconds of the last of them. */
  ms: number
}

/** A moment, and how many of the signed votes come before it, those that were taken back included. */
export interface Cut extends Moment {
  signed: number
}

/** What came with an import, at once. */
export interface Brought {
  votes: number
  size: number
  ms: number
}

/** Votes of the first map that is remembered: fewer hardly are the twenty people with seven votes that a group needs. */
const first = 128

/**
 * A map is remembered at 128 votes and whenever there are twice as many: all of them together are not twice the work of
 * the last one. An import of that many is a moment too. Votes that were taken back are not counted, and the present, with
 * its votes, is none of the moments before it.
 */
export function momentsOf(brought: Brought, { voter, index, ms }: Pick<Ballots, 'voter' | 'index' | 'ms'>): Cut[] {
  const found: Cut[] = []
  let due = first
  if (brought.votes >= first) {
    found.push({ ...brought, signed: 0 })
    while (due <= brought.votes) due *= 2
  }
  let votes = brought.votes
  for (let i = 0; i < voter.length; i++) {
    if (voter[i]! < 0) continue
    votes++
    if (votes < due) continue
    found.push({ votes, size: index[i]! + 1, ms: ms[i]!, signed: i + 1 })
    due *= 2
  }
  return found.filter((cut) => cut.votes < votes)
}
