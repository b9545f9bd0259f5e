import type { Address } from '../../../log/ss58.ts'
import type { StatementSide } from './compare.ts'
import type { Voices } from './voices.ts'

/** Who makes a reading say what others deny. */
export interface Flip {
  /** Persons with weight in the reading who take its side. */
  voters: number
  /** Those of them to whom no reading that says otherwise gives any weight. */
  elsewhereNone: number
  /** The weightiest of them, as a part of the weight on that side, 0 to 1; those with a tenth at least, three at most. */
  largest: { person: Address; part: number }[]
}

const mostNamed = 3
const leastPart = 0.1

/** By rising statement, which votes of `votes` are on it. */
export function votesByStatement({ votes }: Voices): (statement: number) => number[] {
  const at = new Map<number, number[]>()
  votes.statement.forEach((s, i) => {
    const known = at.get(s)
    if (known) known.push(i)
    else at.set(s, [i])
  })
  return (statement) => at.get(statement) ?? []
}

/** Who is behind the side that one reading takes. `weight`: its units by voice; `others`: those of the readings that say otherwise. */
export function flipOf(
  { persons, votes }: Voices,
  rows: readonly number[],
  side: StatementSide,
  weight: Float64Array,
  others: readonly Float64Array[],
): Flip {
  const sign = side === 'agree' ? 1 : -1
  const voices = rows
    .filter((i) => votes.choice[i] === sign)
    .map((i) => votes.voice[i] ?? 0)
    .filter((voice) => (weight[voice] ?? 0) > 0)
  const sum = voices.reduce((all, voice) => all + (weight[voice] ?? 0), 0)
  const part = (voice: number): number => (weight[voice] ?? 0) / sum
  const largest = voices
    .filter((voice) => part(voice) >= leastPart)
    .sort((a, b) => part(b) - part(a) || a - b)
    .slice(0, mostNamed)
  return {
    voters: voices.length,
    elsewhereNone: voices.filter((voice) => others.every((units) => (units[voice] ?? 0) === 0)).length,
    // Voices are positions in `persons`.
    largest: largest.map((voice) => ({ person: persons[voice] as Address, part: part(voice) })),
  }
}
