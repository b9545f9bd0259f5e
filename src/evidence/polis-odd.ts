import type { Params, Refusal } from '../records/refusals.ts'
import type { PolisReading } from './polis-reading.ts'

/** What was made of the files of a conversation that whoever brings it in should know before it is in the log for good. */
export interface Odd {
  code: `sign-${PolisReading['sign']['by']}` | OtherCode
  params: Params
  /** Of rows that were left out: what is wrong with the first of them. */
  first: Refusal | null
}

type OtherCode = 'sign-against' | 'same-words' | 'seconds' | 'rejected' | 'unaccepted' | 'closed' | 'full' | 'left'

/** Everything odd that was found; empty where there was nothing to decide. Words for the codes are in `words/en/imports.ts`. */
export function oddIn(read: PolisReading): Odd[] {
  const { seconds, rejected, unaccepted, about, left } = read
  const counted = (code: OtherCode, n: number): Odd[] => (n > 0 ? [odd(code, { n })] : [])
  return [
    ...signFound(read),
    ...signAgainst(read),
    ...counted('same-words', sameWords(read)),
    ...counted('seconds', seconds),
    ...counted('rejected', rejected),
    ...counted('unaccepted', unaccepted),
    ...(about.closed ? [odd('closed')] : []),
    ...(about.full ? [odd('full')] : []),
    ...left.map(({ first, rows }): Odd => ({ ...odd('left', { n: rows }), first })),
  ]
}

const odd = (code: Odd['code'], params: Params = {}): Odd => ({ code, params, first: null })

/** Agree is -1 in the files. */
function signFound({ sign: { agree, by, own } }: PolisReading): Odd[] {
  return agree === 1 ? [] : [odd(`sign-${by}`, { minus: own.minus, n: own.plus + own.minus })]
}

/** Too few votes on own statements to decide anything, but they would disagree. */
function signAgainst({ sign: { agree, by, own } }: PolisReading): Odd[] {
  const against = agree === 1 ? own.minus : own.plus
  const n = own.plus + own.minus
  if (by === 'given' || against === 0 || 2 * against <= n) return []
  return [odd('sign-against', { against, n, agree: -agree, sign: agree === 1 ? 'turned' : 'plain' })]
}

/** Statements in the words of another one: people may have voted on either. */
function sameWords({ set: { statements } }: PolisReading): number {
  const words = statements.filter(({ body }) => body !== '').map(({ body }) => body.trim().toLowerCase())
  return words.length - new Set(words).size
}
