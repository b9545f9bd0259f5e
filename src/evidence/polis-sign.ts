import { Refusal } from '../records/refusals.ts'
import type { PolisSet } from './polis-set.ts'

/** Which value of the file means agree, and what says so. */
export interface VoteSign {
  agree: 1 | -1
  /**
   * `given` by whoever imports; `declared` in the files; `authors`: how people voted on their own statements; `counts` of the
   * comments; else what the `form` of the files has always had.
   */
  by: 'given' | 'declared' | 'authors' | 'counts' | 'form'
  /** Votes of authors on their own statements, passes left out: with the value 1, and with -1. */
  own: { plus: number; minus: number }
}

/** What is known about the sign before the votes are looked at. */
export interface SignHints {
  given: 1 | -1 | null
  declared: 1 | -1 | null
  /** Adding a statement is agreeing with it, as in Polis; not so where the files were exported from here. */
  authorsAgree: boolean
  /** What the form of the files has where nothing else is known. */
  form: 1 | -1
  /** Agreeing and disagreeing votes on each comment as the files count them; null where they do not. */
  counts: ReadonlyMap<number, readonly [agree: number, disagree: number]> | null
}

/** So many votes on own statements say something, if they say it two to one. */
const leastOwn = 3

/**
 * Polis counts agree as -1 inside and as +1 in its files, and some releases have exported what is inside. Whoever adds a
 * statement agrees with it by the same step, so votes on one's own statement show the sign. A refusal where the files say one
 * thing and the authors another: nobody but the importer can settle that.
 */
export function signOf(set: PolisSet, { given, declared, authorsAgree, form, counts }: SignHints): VoteSign | Refusal {
  const own = ownVotes(set)
  const shown = authorsAgree ? signShown(own) : null
  if (given) return { agree: given, by: 'given', own }
  if (declared && shown && declared !== shown)
    return new Refusal('bad-file', { reason: 'vote-sign', declared, plus: own.plus, minus: own.minus })
  if (declared) return { agree: declared, by: 'declared', own }
  if (shown) return { agree: shown, by: 'authors', own }
  const counted = counts && signCounted(set, counts)
  return counted ? { agree: counted, by: 'counts', own } : { agree: form, by: 'form', own }
}

function ownVotes({ statements, votes }: PolisSet): VoteSign['own'] {
  const authors = new Map(statements.map(({ id, author }) => [id, author]))
  const own = { plus: 0, minus: 0 }
  votes.statement.forEach((statement, i) => {
    if (authors.get(statement) !== votes.participant[i]) return
    if (votes.value[i] === 1) own.plus++
    if (votes.value[i] === -1) own.minus++
  })
  return own
}

function signShown({ plus, minus }: VoteSign['own']): 1 | -1 | null {
  if (plus + minus < leastOwn) return null
  return plus > 2 * minus ? 1 : minus > 2 * plus ? -1 : null
}

/** Which sign is nearer to the counts: all votes on each comment, as they are and turned round. */
function signCounted({ votes }: PolisSet, counts: NonNullable<SignHints['counts']>): 1 | -1 | null {
  const found = new Map<number, [number, number]>()
  votes.statement.forEach((statement, i) => {
    const pair = found.get(statement) ?? [0, 0]
    if (votes.value[i] === 1) pair[0]++
    if (votes.value[i] === -1) pair[1]++
    found.set(statement, pair)
  })
  let [asIs, turned] = [0, 0]
  for (const [statement, [agree, disagree]] of counts) {
    const [plus, minus] = found.get(statement) ?? [0, 0]
    asIs += Math.abs(agree - plus) + Math.abs(disagree - minus)
    turned += Math.abs(agree - minus) + Math.abs(disagree - plus)
  }
  return asIs === turned ? null : asIs < turned ? 1 : -1
}
