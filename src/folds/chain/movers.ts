/** What each mover, an entity with one kind of flow, moved within a day, a week and the stretches of 90 days. */

import { raoAt } from '../../evidence/rows.ts'
import { addNumber, medianOf, removeNumber, type SortedNumbers, sortedNumbers } from '../../math/median.ts'
import { leading } from '../../math/search.ts'
import { habitBlocks } from './habits.ts'
import { addEntry, emptyTrail, entryBefore, latestOf, letGo, placeOf, type Trail } from './trail.ts'

const dayBlocks = 7200

/** Blocks of each window, the shortest first: whole days. */
export const windowBlocks = [dayBlocks, 7 * dayBlocks] as const

/** Fewer stretches in which something was moved make no habit. */
const fewestForHabit = 4

/** Days that may lie in a stretch that belongs to a habit. */
const habitDays = Math.max(...windowBlocks.map((blocks) => habitBlocks + 2 * blocks)) / dayBlocks

export interface Movers {
  /** A number for each mover that there ever was. */
  numbers: Map<number, number>
  /** Flows within the longest window, with the rao of each that no movement tells yet. */
  parts: Trail
  /** The first part within each window. */
  starts: number[]
  /** Rao within each window that no movement tells yet: by mover, one window after another. */
  untold: BigUint64Array
  /** What was moved in each day, told or not. */
  days: Trail
  /** By mover and window, for the movers that were asked about: few ever move so much that it matters. */
  usual: Map<number, Usual>
}

/** Before any flow. */
export const noMovers = (): Movers => ({
  numbers: new Map(),
  parts: emptyTrail(),
  starts: windowBlocks.map(() => emptyTrail().first),
  untold: new BigUint64Array(16),
  days: emptyTrail(),
  usual: new Map(),
})

/** The number of a mover; a new one if it is new. `key` is another number for it. */
export function moverOf(movers: Movers, key: number): number {
  const known = movers.numbers.get(key)
  if (known !== undefined) return known
  const mover = movers.numbers.size
  movers.numbers.set(key, mover)
  if (untoldAt(mover + 1, 0) > movers.untold.length) {
    const longer = new BigUint64Array(movers.untold.length * 2)
    longer.set(movers.untold)
    movers.untold = longer
  }
  return mover
}

const untoldAt = (mover: number, window: number): number => mover * windowBlocks.length + window

/** Moves all windows on, so that they end with a block, which is not before any that came. */
export function moveOn({ parts, starts, untold }: Movers, block: number): void {
  for (let window = 0; window < windowBlocks.length; window++) {
    const upto = block - windowBlocks[window]!
    let start = starts[window]!
    for (; start < parts.next; start++) {
      const place = placeOf(parts, start)
      if (parts.at[place]! > upto) break
      untold[untoldAt(parts.owner[place]!, window)]! -= raoAt(parts.amount, place)
    }
    starts[window] = start
  }
  parts.first = Math.min(...starts)
}

/** Adds a flow of the block that the windows end with; returns its number. `isTold`: a movement tells it already. */
export function addPart(movers: Movers, mover: number, block: number, amount: bigint, isTold: boolean): number {
  addToDay(movers.days, mover, Math.floor(block / dayBlocks), amount)
  if (!isTold) for (let i = 0; i < windowBlocks.length; i++) movers.untold[untoldAt(mover, i)]! += amount
  return addEntry(movers.parts, mover, block, isTold ? 0n : amount)
}

/** A part is told from now on. */
export function tell({ parts, starts, untold }: Movers, entry: number): void {
  const place = placeOf(parts, entry)
  for (const [window, start] of starts.entries())
    if (entry >= start) untold[untoldAt(parts.owner[place]!, window)]! -= raoAt(parts.amount, place)
  parts.amount[place] = 0n
}

/** Rao of a mover within a window that no movement tells. */
export const untoldOf = ({ untold }: Movers, mover: number, window: number): bigint =>
  raoAt(untold, untoldAt(mover, window))

/** The parts of a mover within a window, oldest first. */
export function partsWithin({ parts, starts }: Movers, mover: number, window: number): number[] {
  const entries: number[] = []
  for (let entry = latestOf(parts, mover); entry >= starts[window]!; entry = entryBefore(parts, entry))
    entries.push(entry)
  return entries.reverse()
}

/** A day of more rao than an entry holds goes on in another one. */
function addToDay(days: Trail, mover: number, day: number, amount: bigint): void {
  letGo(days, day - habitDays)
  const entry = latestOf(days, mover)
  const place = placeOf(days, entry)
  const sum = entry > 0 && days.at[place] === day ? raoAt(days.amount, place) + amount : null
  if (sum !== null && sum < 2n ** 64n) days.amount[place] = sum
  else addEntry(days, mover, day, amount)
}

/** Stretches that are over, of one mover and one window: those in which it moved something, oldest first. */
interface Usual {
  /** All before this one have been looked at. */
  upto: number
  stretches: number[]
  amounts: number[]
  sorted: SortedNumbers
}

/**
 * The median, in rao, of what a mover moved in the stretches of the last 90 days that are as long as a window and in which
 * it moved something; 0 while there are too few. The stretch of `block` is not over and does not count. Of a mover that is
 * asked about again only what is new is looked at.
 */
export function usualOf(movers: Movers, mover: number, window: number, block: number): bigint {
  const blocks = windowBlocks[window]!
  const now = Math.floor(block / blocks)
  const oldest = now - Math.ceil(habitBlocks / blocks)
  const usual = movers.usual.get(untoldAt(mover, window)) ?? {
    upto: oldest,
    stretches: [],
    amounts: [],
    sorted: sortedNumbers(),
  }
  movers.usual.set(untoldAt(mover, window), usual)
  for (const [stretch, amount] of movedSince(movers.days, mover, blocks, Math.max(usual.upto, oldest)).reverse()) {
    if (stretch >= now) continue
    usual.stretches.push(stretch)
    usual.amounts.push(amount)
    addNumber(usual.sorted, amount)
  }
  usual.upto = now
  const over = leading(usual.stretches, (stretch) => stretch < oldest)
  usual.stretches.splice(0, over)
  for (const amount of usual.amounts.splice(0, over)) removeNumber(usual.sorted, amount)
  return usual.sorted.length < fewestForHabit ? 0n : BigInt(medianOf(usual.sorted) ?? 0)
}

/** What a mover moved in each stretch from one on, the latest first. */
function movedSince(days: Trail, mover: number, blocks: number, first: number): [stretch: number, amount: number][] {
  const moved = new Map<number, bigint>()
  for (let entry = latestOf(days, mover); entry > 0; entry = entryBefore(days, entry)) {
    const place = placeOf(days, entry)
    const stretch = Math.floor((days.at[place]! * dayBlocks) / blocks)
    if (stretch < first) break
    moved.set(stretch, (moved.get(stretch) ?? 0n) + raoAt(days.amount, place))
  }
  return [...moved].map(([stretch, amount]) => [stretch, Number(amount)])
}
