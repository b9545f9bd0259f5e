import type { Holdings } from '../../evidence/holdings.ts'
import { type BalanceSheet, balanceSheetOf } from './balance-sheet.ts'

/**
 * Which accounts act as one. Without proven links an entity is a coldkey with the hotkeys it owns; each link joins two
 * entities. An entity is named by the row of its first account that is no hotkey, which stays when hotkeys come and go.
 */
export interface Entities {
  /** Entity of each account, as the row of the account that it is named by. */
  of: Uint32Array
  /** How many entities there are. */
  count: number
}

/** Joins accounts into entities. `links`: pairs of rows that are proven to belong together. */
export function entitiesOf(holdings: Holdings, links: readonly (readonly [number, number])[] = []): Entities {
  const { owner } = balanceSheetOf(holdings)
  const parent = owner.slice()
  for (const [a, b] of links) join(parent, owner, a, b)
  let count = 0
  for (let row = 0; row < parent.length; row++) {
    parent[row] = rootOf(parent, row)
    if (parent[row] === row) count++
  }
  return { of: parent, count }
}

/** The coldkey of two joined entities that has the lower row stands for both. */
function join(parent: Uint32Array, owner: Uint32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parent, owner[a]!), rootOf(parent, owner[b]!)]
  parent[Math.max(first, second)] = Math.min(first, second)
}

function rootOf(parent: Uint32Array, row: number): number {
  let at = row
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!
    at = parent[at]!
  }
  return at
}

/** Amounts of an entity, by the row that names it. */
export interface EntityBook {
  free: BigUint64Array
  /** Stake that its coldkeys put on any hotkey. */
  ownStake: BigUint64Array
  /** Stake that others put on its hotkeys. */
  delegated: BigUint64Array
  /** Stake on its hotkeys, whoever put it there: what it votes with. */
  weight: BigUint64Array
}

/** Adds up a book by entity. */
export function entityBook(holdings: Holdings, { of }: Entities): EntityBook {
  const book: BalanceSheet = balanceSheetOf(holdings)
  const count = of.length
  const sums = () => new BigUint64Array(count)
  const [free, ownStake, delegated, weight] = [sums(), sums(), sums(), sums()]
  for (let row = 0; row < count; row++) {
    const entity = of[row]!
    free[entity]! += book.free[row]!
    ownStake[entity]! += book.ownStake[row]!
    weight[entity]! += book.onHotkey[row]!
  }
  for (let row = 0; row < book.stakeTao.length; row++) {
    const [holder, validator] = [of[holdings.stakeColdkey[row]!]!, of[holdings.stakeHotkey[row]!]!]
    if (holder !== validator) delegated[validator]! += book.stakeTao[row]!
  }
  return { free, ownStake, delegated, weight }
}
