import type { Ballots } from '../src/math/polis/votes.ts'
import { random } from '../src/math/random.ts'

/** A made-up crowd of known camps, in the order in which they voted. */
export interface BenchCrowd {
  ballots: Ballots
  /** Camp of each person. */
  truth: Int32Array
}

const camps = 3
/** How often somebody says what the camp says, out of 256; some of the others pass. */
const sure = 218
const passes = 10

/**
 * So many people in three equal camps, each of whom votes on `each` different statements; a camp holds each statement by a
 * coin of its own.
 */
export function benchCrowd(people: number, statements: number, each: number): BenchCrowd {
  const { below } = random(people, statements, each)
  const held = Int8Array.from({ length: camps * statements }, () => (below(2) === 0 ? 1 : -1))
  const [person, statement] = [new Int32Array(people * each), new Int32Array(people * each)]
  const choice = new Int8Array(people * each)
  const last = new Int32Array(statements).fill(-1)
  const truth = Int32Array.from({ length: people }, (_, p) => p % camps)
  for (let p = 0, at = 0; p < people; p++)
    for (let n = 0; n < each; ) {
      const s = below(statements)
      if (last[s] === p) continue
      last[s] = p
      const own = held[truth[p]! * statements + s]!
      const roll = below(256)
      person[at] = p
      statement[at] = s
      choice[at] = roll < sure ? own : roll < sure + passes ? 0 : -own
      at++
      n++
    }
  return { ballots: { person, statement, choice }, truth }
}
