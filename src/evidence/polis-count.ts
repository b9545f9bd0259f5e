import type { PolisSet } from './polis-set.ts'

/** The last vote of each person on each statement, by person and by statement. */
export interface PolisCounts {
  /** Participants in the order of their numbers. */
  people: number[]
  /** Votes of `people[p]`: from `start[p]` to before `start[p + 1]`, in the order of the statements. */
  start: number[]
  /** Position in `statements`. */
  statement: Int32Array
  value: Int8Array
}

/** Where votes agree, disagree and pass, by position in a list. */
export interface Tallies {
  agree: number[]
  disagree: number[]
  pass: number[]
}

/** Of two votes of a pair the later one counts; at one time the one further down in the file. */
export function lastVotes({ statements, votes }: PolisSet): PolisCounts {
  const place = new Map(statements.map(({ id }, at) => [id, at]))
  const people = [...new Set(votes.participant)].sort((a, b) => a - b)
  const number = new Map(people.map((id, at) => [id, at]))
  const keys = Float64Array.from(votes.participant, (id, i) => {
    // A set that was read has a statement for every vote.
    return (number.get(id) ?? 0) * statements.length + (place.get(votes.statement[i] ?? -1) ?? 0)
  })
  const key = (i: number): number => keys[i] ?? 0
  const ms = (i: number): number => votes.ms[i] ?? 0
  const order = Int32Array.from(keys, (_, i) => i).sort((a, b) => key(a) - key(b) || ms(a) - ms(b) || a - b)
  const last = order.filter((i, at) => at + 1 === order.length || key(i) !== key(order[at + 1] ?? 0))
  const counts = {
    people,
    start: [] as number[],
    statement: Int32Array.from(last, (i) => key(i) % statements.length),
    value: Int8Array.from(last, (i) => votes.value[i] ?? 0),
  }
  last.forEach((i, at) => {
    const person = Math.floor(key(i) / statements.length)
    while (counts.start.length <= person) counts.start.push(at)
  })
  counts.start.push(last.length)
  return counts
}

/** Counts votes by statement: of everybody, or of the people whom `takes` names by position. */
export function talliesOf(
  { people, start, statement, value }: PolisCounts,
  statements: number,
  takes: (person: number) => boolean = () => true,
): Tallies {
  const zeros = (): number[] => Array.from({ length: statements }, () => 0)
  const tallies = { agree: zeros(), disagree: zeros(), pass: zeros() }
  people.forEach((_, person) => {
    if (!takes(person)) return
    for (let at = start[person] ?? 0; at < (start[person + 1] ?? 0); at++) {
      const vote = value[at] ?? 0
      const column = vote > 0 ? tallies.agree : vote < 0 ? tallies.disagree : tallies.pass
      const place = statement[at] ?? 0
      column[place] = (column[place] ?? 0) + 1
    }
  })
  return tallies
}
