/**
 * What to believe when endpoints answer differently: the answer that most gave, and of two equally frequent ones that of
 * the endpoint configured first. How many gave it goes with it, out of all that are configured, answering or not.
 *
 * What this protects from: any minority of lying, lagging or broken endpoints; and, because a header must hash to the
 * hash that was agreed on, headers that were changed. What it does not: more than half of the endpoints telling the same
 * lie about the finalized hash, the body of a block, or a state for which no proof is asked (proof.ts). Choose endpoints
 * of operators who do not know each other.
 */

import type { Agreement } from '../../service/chain.ts'
import { BadAnswer, NoMethod, Pruned } from './faults.ts'

/** What one endpoint said to a question. */
export type Said<T> = { url: string } & ({ value: T } | { fault: Error })

export interface Agreed<T> {
  value: T
  agreement: Agreement
}

/**
 * Weighs what the endpoints said. `keyOf` gives equal texts for equal answers. When none has a value: throws Pruned when
 * any of them lost the state, else the first fault that is the question's own; null when nobody answered at all.
 */
export function weigh<T>(said: readonly Said<T>[], configured: number, keyOf: (value: T) => string): Agreed<T> | null {
  const votes = new Map<string, { value: T; urls: string[] }>()
  for (const each of said) {
    if (!('value' in each)) continue
    const key = keyOf(each.value)
    const vote = votes.get(key) ?? { value: each.value, urls: [] }
    vote.urls.push(each.url)
    votes.set(key, vote)
  }
  // Map keeps the order of the endpoints, so that the first of the most frequent wins.
  let best: { value: T; urls: string[] } | null = null
  for (const vote of votes.values()) if (best === null || vote.urls.length > best.urls.length) best = vote
  if (best === null) return nothing(said)
  const { value, urls } = best
  const dissenting = said.filter((each) => !urls.includes(each.url) && isDissent(each)).map(({ url }) => url)
  return { value, agreement: { asked: configured, agreed: urls.length, dissenting } }
}

/** Another answer, or one that no honest node gives. Not answering is no dissent. */
const isDissent = (said: Said<unknown>): boolean => 'value' in said || said.fault instanceof BadAnswer

function nothing(said: readonly Said<unknown>[]): null {
  const faults = said.flatMap((each) => ('fault' in each ? [each.fault] : []))
  const own = [Pruned, NoMethod, BadAnswer].flatMap((kind) => faults.filter((fault) => fault instanceof kind))[0]
  if (own) throw own
  return null
}

/** The highest number that more than half of the configured endpoints have reached; of fewer endpoints, all of them. */
export function reached(heights: readonly number[], configured: number): number | null {
  const needed = Math.min(heights.length, Math.floor(configured / 2) + 1)
  return heights.toSorted((a, b) => b - a)[needed - 1] ?? null
}

/** How far something is backed that follows from two answers. */
export function weaker(a: Agreement, b: Agreement): Agreement {
  const dissenting = [...new Set([...a.dissenting, ...b.dissenting])]
  return { asked: a.asked, agreed: Math.min(a.agreed, b.agreed), dissenting }
}
