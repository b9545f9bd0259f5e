import { type Whole, wholeOf } from '../../../draw/whole.ts'
import type { Spread7 } from '../../../views/people/values.ts'

/** The people of one stance; `height` as a fraction of the highest column. */
export interface Column {
  stance: Spread7['stance']
  amount: number
  height: number
}

/** Everybody who took a position, by stance, as columns. Throws when they are not as many as they are said to be. */
export function stanceColumns(spread: readonly Spread7[], people: number): Whole<Column> {
  const most = Math.max(1, ...spread.map((each) => each.people))
  const columns = spread.map((each) => ({ stance: each.stance, amount: each.people, height: each.people / most }))
  return wholeOf('the people who took a position', people, columns)
}
