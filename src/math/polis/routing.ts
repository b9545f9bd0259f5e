// Source: comment routing of Polis, math/src/polismath/math/conversation.clj; Small et al. 2021, "Comment routing".

import { share } from '../proportion.ts'
import { type Counts, together } from './counts.ts'

/** Weight of a statement about the conversation itself, 7². */
const meta = 49
/** 2^(-r/5) for r = 0..4, as the nearest doubles: powers from these are equal on every machine. */
const fifths = [1, 0.8705505632961241, 0.757858283255199, 0.6597539553864471, 0.5743491774985175]

/**
 * How much each statement deserves to be shown next: ((1 - pass) (1 + E) agree (1 + 8 · 2^(-S/5)))², over the votes of
 * all groups together; E is the statement's extremity, S the number of votes. Few votes, little passing, much
 * agreement and a strong pull on the map raise it.
 */
export function priorities(counts: Counts, extremity: ArrayLike<number>, isMeta: Uint8Array): Float64Array {
  const sum = together(counts)
  return Float64Array.from({ length: counts.statements }, (_, c) => {
    if (isMeta[c]) return meta
    const [agree, seen] = [sum.agree[c]!, sum.seen[c]!]
    const pass = seen - agree - sum.disagree[c]!
    const importance = (1 - share(pass, seen)) * (1 + extremity[c]!) * share(agree, seen)
    const root = importance * (1 + 8 * twoToMinusFifth(seen))
    return root * root
  })
}

/** As how many statements those of one author weigh in the lottery, at most. */
const mostOfAuthor = 3

/**
 * Weights in which nobody fills the lottery by saying much: the statements of an author who has m > 3 of them weigh 3 / m
 * each. `author` numbers the author of each statement; -1 for none, whose weight stays.
 */
export function shareOfAuthors(weights: Float64Array, author: ArrayLike<number>): Float64Array {
  const many = new Map<number, number>()
  for (let c = 0; c < author.length; c++) many.set(author[c]!, (many.get(author[c]!) ?? 0) + 1)
  return weights.map((weight, c) => {
    const own = author[c]! < 0 ? 1 : (many.get(author[c]!) ?? 1)
    return own > mostOfAuthor ? (weight * mostOfAuthor) / own : weight
  })
}

/** 2^(-s/5) for a whole s ≥ 0. */
export function twoToMinusFifth(s: number): number {
  let power = fifths[s % 5]!
  for (let halvings = Math.floor(s / 5); halvings > 0 && power > 0; halvings--) power /= 2
  return power
}
