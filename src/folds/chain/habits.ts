/** What each entity moves usually: the median of its flows of the last 90 days. */

import { addNumber, medianOf, removeNumber, type SortedNumbers, sortedNumbers } from '../../math/median.ts'
import { addEntry, emptyTrail, entryBefore, latestOf, placeOf, type Trail } from './trail.ts'

/** Blocks of 90 days: what moved before forms no habit. */
export const habitBlocks = 90 * 7200

/** Flows of the last 90 days, by entity. */
export interface Habits {
  flows: Trail
  /** Their amounts in order, for the entities that were asked about: few ever move so much that it matters. */
  sorted: Map<number, SortedNumbers>
}

/** Before any flow. */
export const noHabits = (): Habits => ({ flows: emptyTrail(), sorted: new Map() })

/** Forgets what moved more than 90 days before a block. */
export function forgetHabits({ flows, sorted }: Habits, block: number): void {
  for (; flows.first < flows.next; flows.first++) {
    const place = placeOf(flows, flows.first)
    if (flows.at[place]! >= block - habitBlocks) return
    const amounts = sorted.get(flows.owner[place]!)
    if (!amounts) continue
    removeNumber(amounts, Number(flows.amount[place]))
    if (amounts.length === 0) sorted.delete(flows.owner[place]!)
  }
}

/** Adds a flow of an entity, an amount in rao. Beyond 2^53 rao the last digits get lost, the same everywhere. */
export function addHabit({ flows, sorted }: Habits, entity: number, block: number, amount: bigint): void {
  addEntry(flows, entity, block, amount)
  const amounts = sorted.get(entity)
  if (amounts) addNumber(amounts, Number(amount))
}

/** The median of what an entity moved in the flows that are not forgotten, in rao; 0 where there are none. */
export function habitOf({ flows, sorted }: Habits, entity: number): bigint {
  const amounts = sorted.get(entity) ?? amountsOf(flows, entity)
  sorted.set(entity, amounts)
  return BigInt(medianOf(amounts) ?? 0)
}

function amountsOf(flows: Trail, entity: number): SortedNumbers {
  const amounts = sortedNumbers()
  for (let entry = latestOf(flows, entity); entry > 0; entry = entryBefore(flows, entry))
    addNumber(amounts, Number(flows.amount[placeOf(flows, entry)]))
  return amounts
}
