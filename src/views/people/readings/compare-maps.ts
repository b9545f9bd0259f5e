import { cosine } from '../../../math/cosine.ts'
import type { StatementSide } from './compare.ts'
import type { ReadingName } from './table.ts'
import type { WeightedMap } from './weighted-map.ts'

/** A reading and its map. */
export interface Mapped {
  name: ReadingName
  map: Pick<WeightedMap, 'verdict' | 'parts' | 'loadings' | 'held'>
}

/** Readings whose maps say the same of groups. */
export interface SameVerdict {
  state: WeightedMap['verdict']['state']
  k: number
  readings: ReadingName[]
}

/** Readings by what their maps say of groups, in the order in which each answer comes first. */
export function byVerdict(mapped: readonly Mapped[]): SameVerdict[] {
  const found: SameVerdict[] = []
  for (const { name, map } of mapped) {
    const { state, k } = map.verdict
    const same = found.find((each) => each.state === state && each.k === k)
    if (same) same.readings.push(name)
    else found.push({ state, k, readings: [name] })
  }
  return found
}

/** A statement that every part of some map holds, with the readings of those maps. */
export interface HeldBy {
  statement: number
  side: StatementSide
  in: ReadingName[]
}

/**
 * What all parts of a map hold, reading by reading: statements that more readings find first, then in their order. Only
 * maps that have parts can find any.
 */
export function heldIn(mapped: readonly Mapped[]): HeldBy[] {
  const found = new Map<string, HeldBy>()
  for (const { name, map } of mapped)
    for (const side of ['agree', 'disagree'] as const)
      for (const statement of map.held[side]) {
        const key = `${statement} ${side}`
        const known = found.get(key)
        if (known) known.in.push(name)
        else found.set(key, { statement, side, in: [name] })
      }
  return [...found.values()].sort(
    (a, b) => b.in.length - a.in.length || a.statement - b.statement || (a.side < b.side ? -1 : 1),
  )
}

/** How alike two axes are, whichever way they point, 0 to 1; null where one has no direction. */
export function likeness(a: readonly number[], b: readonly number[]): number | null {
  const found = cosine(a, b)
  return found === null ? null : Math.abs(found)
}
