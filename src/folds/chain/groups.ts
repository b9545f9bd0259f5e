import { nobody } from '../../evidence/accounts.ts'
import { type Holdings, stakeAt } from '../../evidence/holdings.ts'
import { addRao, raoAt, rowAt } from '../../evidence/rows.ts'
import { type BalanceSheet, rowOfAddress } from './balance-sheet.ts'
import { type AccountLinks, newest } from './links.ts'

/**
 * Accounts taken together. As entities: a coldkey with the hotkeys it owns, and each proven link joins two of them; an
 * entity is named by the row of its first account that is no hotkey, which stays when hotkeys come and go. As accounts:
 * each is its own group.
 */
export interface Grouping {
  /** Group of each account, as the row of the account that it is named by. */
  groupOf: Uint32Array
  /** Rows that name a group of somebody's, rising: all but the pots. */
  holders: Uint32Array
}

/** Amounts of each group in rao, by the row that names it. */
export interface Groups extends Grouping {
  free: BigUint64Array
  /** Stake that its coldkeys put on any hotkey. */
  ownStake: BigUint64Array
  /** Stake that others put on its hotkeys. */
  delegated: BigUint64Array
  /** Stake on its hotkeys, whoever put it there: what it votes with. */
  weight: BigUint64Array
}

type Amount = Exclude<keyof Groups, keyof Grouping>

/** What is taken together: entities, or every account on its own. */
export type Level = 'entity' | 'account'

/** The entities of a snapshot, with what each has. `linked`: rows that are proven to belong together. */
export function groupsOf(holdings: Holdings, sheet: BalanceSheet, linked: readonly RowPair[]): Groups {
  return withAmounts(holdings, sheet, entitiesOf(sheet, linked))
}

/** Every account on its own. */
export function accountsAlone(holdings: Holdings, sheet: BalanceSheet): Groups {
  const groupOf = new Uint32Array(holdings.free.length).map((_, row) => row)
  return withAmounts(holdings, sheet, { groupOf, holders: holdersOf(groupOf, sheet.pots) })
}

const withAmounts = (holdings: Holdings, sheet: BalanceSheet, grouping: Grouping): Groups => ({
  ...grouping,
  ...amountsOf(holdings, sheet, grouping),
})

/** Joins accounts into entities. `links`: pairs of rows that are proven to belong together. */
export function entitiesOf(
  { owner, pots }: Pick<BalanceSheet, 'owner' | 'pots'>,
  links: readonly RowPair[] = [],
): Grouping {
  const parent = owner.slice()
  for (const [a, b] of links) join(parent, owner, a, b)
  for (let row = 0; row < parent.length; row++) parent[row] = rootOf(parent, row)
  return { groupOf: parent, holders: holdersOf(parent, pots) }
}

function holdersOf(groupOf: Uint32Array, pots: readonly number[]): Uint32Array {
  const keyless = new Set(pots)
  return groupOf.filter((group, row) => group === row && !keyless.has(row))
}

export type RowPair = readonly [number, number]

/** Pairs of rows of a snapshot that are proven to belong together. */
export function linkedRows(links: AccountLinks, holdings: Holdings): RowPair[] {
  return [...links.pairs.values()].flatMap(({ accounts: [a, b] }): RowPair[] => {
    const [one, other] = [rowOfAddress(holdings, newest(links, a)), rowOfAddress(holdings, newest(links, b))]
    return one === nobody || other === nobody ? [] : [[one, other]]
  })
}

/** The coldkey of two joined entities that has the lower row stands for both. */
function join(parent: Uint32Array, owner: Uint32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parent, rowAt(owner, a)), rootOf(parent, rowAt(owner, b))]
  parent[Math.max(first, second)] = Math.min(first, second)
}

function rootOf(parent: Uint32Array, row: number): number {
  let at = row
  while (parent[at] !== at) {
    parent[at] = rowAt(parent, rowAt(parent, at))
    at = rowAt(parent, at)
  }
  return at
}

/** What the group in a row has, in rao. */
export function amountsAt({ free, ownStake, delegated, weight }: Groups, row: number): Record<Amount, bigint> {
  const at = (column: BigUint64Array): bigint => raoAt(column, row)
  return { free: at(free), ownStake: at(ownStake), delegated: at(delegated), weight: at(weight) }
}

/** Adds a balance sheet up by group. */
export function amountsOf(holdings: Holdings, sheet: BalanceSheet, { groupOf }: Grouping): Pick<Groups, Amount> {
  const count = groupOf.length
  const sums = () => new BigUint64Array(count)
  const [free, ownStake, delegated, weight] = [sums(), sums(), sums(), sums()]
  for (const [row, group] of groupOf.entries()) {
    addRao(free, group, raoAt(sheet.free, row))
    addRao(ownStake, group, raoAt(sheet.ownStake, row))
    addRao(weight, group, raoAt(sheet.onHotkey, row))
  }
  for (const [row, tao] of sheet.stakeTao.entries()) {
    const { coldkey, hotkey } = stakeAt(holdings, row)
    const [holder, validator] = [rowAt(groupOf, coldkey), rowAt(groupOf, hotkey)]
    if (holder !== validator) addRao(delegated, validator, tao)
  }
  return { free, ownStake, delegated, weight }
}
