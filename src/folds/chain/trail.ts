/**
 * What happened lately, owner by owner: entries in order of time, each linked to the one before it of the same owner. Old
 * ones are let go for all owners at once, so that memory goes by what happened lately and not by how many owners there
 * ever were. Columns rather than objects: a year of a chain leaves nothing to be collected.
 */

/** Entries are numbered from 1 in the order in which they came; 0 stands for none. */
export interface Trail {
  /** Numbers of the oldest entry that is kept, and of the one that comes next. */
  first: number
  next: number
  /** By number of an entry, round and round: as many places as a power of two. */
  at: Uint32Array
  amount: BigUint64Array
  owner: Uint32Array
  /** The entry before it of the same owner; below `first` when that was let go. */
  before: Uint32Array
  /** The latest entry of each owner, likewise. */
  latest: Uint32Array
}

/** Before any entry. */
export const emptyTrail = (): Trail => ({
  first: 1,
  next: 1,
  at: new Uint32Array(16),
  amount: new BigUint64Array(16),
  owner: new Uint32Array(16),
  before: new Uint32Array(16),
  latest: new Uint32Array(16),
})

/** Adds an entry of an owner (a natural number) at a time not before that of the last one; returns its number. */
export function addEntry(trail: Trail, owner: number, at: number, amount: bigint): number {
  const entry = trail.next++
  if (entry - trail.first === trail.at.length) widen(trail)
  if (owner >= trail.latest.length) trail.latest = withPlaces(trail.latest, owner + 1)
  const place = placeOf(trail, entry)
  trail.at[place] = at
  trail.amount[place] = amount
  trail.owner[place] = owner
  trail.before[place] = trail.latest[owner]!
  trail.latest[owner] = entry
  return entry
}

/** The place of an entry in the columns. */
export const placeOf = ({ at }: Trail, entry: number): number => entry & (at.length - 1)

/** The latest entry of an owner that is still kept; 0 where there is none. */
export const latestOf = ({ latest, first }: Trail, owner: number): number => kept(latest[owner] ?? 0, first)

/** The entry before one of the same owner, likewise. */
export const entryBefore = (trail: Trail, entry: number): number =>
  kept(trail.before[placeOf(trail, entry)] ?? 0, trail.first)

/** Lets the oldest entries go, those before a time. */
export function letGo(trail: Trail, time: number): void {
  while (trail.first < trail.next && trail.at[placeOf(trail, trail.first)]! < time) trail.first++
}

const kept = (entry: number, first: number): number => (entry < first ? 0 : entry)

/** Twice as many places. */
function widen(trail: Trail): void {
  const { first, next, at, amount, owner, before } = trail
  const wide = at.length * 2
  Object.assign(trail, {
    at: new Uint32Array(wide),
    amount: new BigUint64Array(wide),
    owner: new Uint32Array(wide),
    before: new Uint32Array(wide),
  })
  for (let entry = first; entry < next - 1; entry++) {
    const [from, to] = [entry & (at.length - 1), placeOf(trail, entry)]
    trail.at[to] = at[from]!
    trail.amount[to] = amount[from]!
    trail.owner[to] = owner[from]!
    trail.before[to] = before[from]!
  }
}

/** A column with at least so many places, twice as many as before or more. */
function withPlaces(column: Uint32Array, places: number): Uint32Array {
  const longer = new Uint32Array(Math.max(places, column.length * 2))
  longer.set(column)
  return longer
}
