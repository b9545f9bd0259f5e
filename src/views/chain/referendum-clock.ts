/**
 * What happens in a referendum when, by the rules of the design (design: chain facts 1.1): blocks of 12 seconds, shares of
 * all who may vote. The chain decides; where it does otherwise, its steps say so.
 */

/** Blocks of a day, at 12 seconds. */
const day = 7_200

/** On the first track: how long it runs, and which share has to be for it. */
const vote = { blocks: 7 * day, pass: [2, 3] } as const
/** On the second: when it is enacted where nobody votes, when at the latest, and the shares that hasten and stop it. */
const review = { initial: day, latest: 2 * day, hasten: [75, 100], stop: [51, 100] } as const

/** Numbers of the tracks, and the collectives whose members vote there, each person once. */
export const tracks = [
  { track: 0, rule: 'vote', bodies: ['triumvirate'] },
  { track: 1, rule: 'review', bodies: ['economic', 'building'] },
] as const

export const trackOf = (track: number | null) => tracks.find((each) => each.track === track) ?? null

/** Votes for and against, of how many. */
export interface Votes {
  ayes: number
  nays: number
  voters: number
}

export interface Clock {
  /** Block at which it ends at the latest, and at which its call is carried out as the votes stand; null: not by itself. */
  closes: number
  enacts: number | null
  /** Votes that are needed: to pass, to be carried out at once, to be stopped; null where the track has no such rule. */
  pass: number | null
  hasten: number | null
  stop: number | null
}

/** The clock of a referendum that began in a block; null on a track whose rules are not known, or without voters. */
export function clockOf(track: number | null, begun: number, votes: Votes): Clock | null {
  const rule = trackOf(track)?.rule
  if (rule === undefined || votes.voters === 0) return null
  const needed = ([part, whole]: readonly [number, number]): number => Math.ceil((part * votes.voters) / whole)
  if (rule === 'vote')
    return { closes: begun + vote.blocks, enacts: null, pass: needed(vote.pass), hasten: null, stop: null }
  const { latest, hasten, stop } = review
  return {
    closes: begun + latest,
    enacts: begun + reviewDelay(votes),
    pass: null,
    hasten: needed(hasten),
    stop: needed(stop),
  }
}

/**
 * Blocks from the beginning of a review until its call is carried out: the initial delay, which votes for it shorten to
 * none and votes against it lengthen to the longest, along 1 - (1 - p)^3, where p is how far the side that leads has come,
 * by its lead, to the share that decides at once.
 */
export function reviewDelay({ ayes, nays, voters }: Votes): number {
  const { initial, latest, hasten, stop } = review
  const [part, whole] = ayes >= nays ? hasten : stop
  const p = Math.min(1, (Math.abs(ayes - nays) * whole) / (voters * part))
  const curve = 1 - (1 - p) * (1 - p) * (1 - p)
  return Math.round(ayes >= nays ? initial * (1 - curve) : initial + (latest - initial) * curve)
}
