import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import type { Address } from '../../log/ss58.ts'
import { rowOfAddress } from './balance-sheet.ts'
import type { GroupedSnapshot } from './fresh-groups.ts'
import { type AccountLinks, newest } from './links.ts'

type Ties = Pick<AccountLinks, 'partners' | 'swapped' | 'formerly'>

/** What the entity of an account has on the chain, in rao of TAO. */
export interface EntityAmounts {
  /** Staked on any hotkey. */
  staked: bigint
  /** Staked or free. */
  held: bigint
}

/**
 * What the entity of one account has after a snapshot, as accounts are linked now. It goes from account to account along
 * their links, so that it takes no longer when others link theirs. Nothing for an account that the snapshot has not.
 */
export function amountsOfEntity(
  { holdings, sheet, hotkeysOf }: Pick<GroupedSnapshot, 'holdings' | 'sheet' | 'hotkeysOf'>,
  ties: Ties,
  account: Address,
): EntityAmounts {
  const rows = new Set<number>()
  const add = (each: Address): void => {
    const row = rowOfAddress(holdings, each)
    if (row !== nobody) rows.add(rowAt(sheet.owner, row))
  }
  add(account)
  let [staked, free] = [0n, 0n]
  for (const owner of rows)
    for (const row of [owner, ...(hotkeysOf.get(owner) ?? [])]) {
      staked += raoAt(sheet.ownStake, row)
      free += raoAt(sheet.free, row)
      for (const partner of partnersOf(holdings, ties, row)) add(newest(ties, partner))
    }
  return { staked, held: staked + free }
}

/** Accounts that are linked with the one in a row, under the name that it has now or any that became it. */
function partnersOf({ accounts }: Holdings, ties: Ties, row: number): Address[] {
  const account = addressOfRow(accounts, row)
  const names = new Set([account])
  for (const name of names) for (const former of ties.formerly.get(name) ?? []) names.add(former)
  return [...names]
    .filter((name) => newest(ties, name) === account)
    .flatMap((name) => [...(ties.partners.get(name) ?? [])])
}
