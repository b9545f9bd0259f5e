import { random } from '../src/math/random.ts'
import type { Opinions } from '../src/views/conversation/opinion-map/spread.ts'

/** Who said what about what: `[person, statement, choice]`, both numbered from 0. */
export type Vote = [person: number, statement: number, choice: -1 | 0 | 1]

/** Opinions from a list of votes; every person must be numbered in the order of first votes. */
export function opinions(
  votes: Vote[],
  statements: number,
  flags: { moderated?: number[]; meta?: number[] } = {},
): Opinions {
  const people = new Set(votes.map(([person]) => person)).size
  return {
    people: Array.from({ length: people }, (_, p) => `import:${p}`),
    statements: Array.from({ length: statements }, (_, s) => ({
      id: s.toString(16).padStart(64, '0'),
      imported: s,
      moderated: flags.moderated?.includes(s) ?? false,
      meta: flags.meta?.includes(s) ?? false,
    })),
    ballots: {
      person: Int32Array.from(votes, ([person]) => person),
      statement: Int32Array.from(votes, ([, statement]) => statement),
      choice: Int8Array.from(votes, ([, , choice]) => choice),
    },
  }
}

/**
 * Votes of people in three camps that answer differently, most of them on most statements; each camp has a chance of its
 * own to agree with each statement. The same for the same arguments, for ever.
 */
export function town(people: number, statements: number, seed: number): Vote[] {
  const { unit, below } = random(seed)
  const chance = Array.from({ length: 3 * statements }, () => (below(2) === 0 ? 0.1 : 0.9))
  const votes: Vote[] = []
  for (let p = 0; p < people; p++) {
    const camp = below(3)
    for (let s = 0; s < statements; s++) {
      // Everybody votes on the first statement, so that people are numbered in the order of first votes.
      if (s > 0 && unit() < 0.3) continue
      const choice = unit() < 0.1 ? 0 : unit() < chance[camp * statements + s]! ? 1 : -1
      votes.push([p, s, choice])
    }
  }
  return votes
}
