import { type VoteMatrix, votesToMatrix } from '../src/math/polis/votes.ts'
import { type Random, random } from '../src/math/random.ts'

/** Crowds in which no two groups stand apart, whatever somebody may see in them. */
export const crowdsWithoutGroups = ['even axis', 'bell', 'cloud', 'yea-sayers', 'coin flips', 'one camp'] as const
export type CrowdName = (typeof crowdsWithoutGroups)[number] | 'two groups' | 'three groups'

/** Made-up people, and the camp of each where there are camps. */
export interface Crowd {
  votes: VoteMatrix
  truth: Int32Array
}

/** The chance that a person agrees with a statement. */
type Leaning = (statement: number) => number

/**
 * A crowd of `people` by its name; the same for the same arguments, for ever. Most vote on some of the statements. `sure`:
 * how often a member of a camp says what the camp says; drawn from 0.7 to 0.95 unless told.
 */
export function crowdOf(name: CrowdName, people: number, statements: number, seed: number, sure?: number): Crowd {
  const source = random(seed, people, statements, name.length, name.charCodeAt(0))
  const { unit, below } = source
  const truth = new Int32Array(people)
  const camps = name === 'two groups' ? 2 : name === 'three groups' ? 3 : 1
  const leaning = leanings(name, camps, statements, source, sure)
  const [person, statement, choice]: [number[], number[], number[]] = [[], [], []]
  for (let p = 0; p < people; p++) {
    truth[p] = camps === 1 ? 0 : p % camps
    const agrees = leaning(truth[p]!)
    const share = 0.2 + 0.8 * unit()
    for (let s = 0; s < statements; s++) {
      if (unit() > share) continue
      person.push(p)
      statement.push(s)
      choice.push(below(10) === 0 ? 0 : unit() < agrees(s) ? 1 : -1)
    }
  }
  const cast = {
    person: Int32Array.from(person),
    statement: Int32Array.from(statement),
    choice: Int8Array.from(choice),
  }
  return { votes: votesToMatrix(cast, people, statements), truth }
}

function leanings(
  name: CrowdName,
  camps: number,
  statements: number,
  { unit }: Random,
  sure = 0.7 + 0.25 * unit(),
): (camp: number) => Leaning {
  const each = (): number[] => Array.from({ length: statements }, unit)
  const within = (chance: number): number => Math.min(0.97, Math.max(0.03, chance))
  /** Twelve even draws, less their mean: a bell of deviation 1. */
  const bell = (): number => Array.from({ length: 12 }, unit).reduce((sum, u) => sum + u, -6)
  const [slope, other, height] = [each(), each(), each()].map((list) => list.map((u) => 2 * u - 1)) as number[][]
  const along = (x: number, y: number): Leaning => {
    return (s) => within(0.5 + 0.25 * height![s]! + 0.8 * (x * slope![s]! + y * other![s]!))
  }
  switch (name) {
    case 'even axis':
      return () => along(2 * unit() - 1, 0)
    case 'bell':
      return () => along(0.5 * bell(), 0)
    case 'cloud':
      return () => along(0.5 * bell(), 0.5 * bell())
    case 'yea-sayers':
      return () => {
        const says = unit()
        return () => says
      }
    case 'coin flips':
      return () => () => 0.5
    case 'one camp': {
      const chance = each()
      return () => (s) => chance[s]!
    }
    default: {
      const chance = Array.from({ length: camps }, () => each().map((u) => (u < 0.5 ? sure : 1 - sure)))
      return (camp) => (s) => chance[camp]![s]!
    }
  }
}
