/** What is worth keeping of the latest snapshot: by entity and by account, with who holds which office. */

import type { Multisig } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import { derived } from '../derived.ts'
import type { BalanceSheet } from './balance-sheet.ts'
import { flows } from './flows.ts'
import { freshGroups, type GroupedSnapshot } from './fresh-groups.ts'
import { type GovernanceRoles, rolesOf } from './governance-roles.ts'
import { accountsAlone, type Groups, groupsOf, linkedRows, type RowPair } from './groups.ts'
import { type AccountLinks, links } from './links.ts'
import { sharesOf } from './order.ts'

/** The latest snapshot by group, and who holds which office. */
export interface Observed {
  holdings: Holdings
  sheet: BalanceSheet
  groups: Groups
  /** What a group controls, by the row that names it. */
  roles: Map<number, GovernanceRoles>
}

/** The latest snapshot by entity, as accounts are linked now; null before the first. */
export const observed = derived({
  name: 'observed',
  from: { freshGroups, links, flows },
  compute: ({ freshGroups: { latest }, links, flows: { multisigs } }) =>
    latest && observe(latest, groupsNow(latest, links), multisigs),
})

/** The latest snapshot with every account on its own; null before the first. */
export const observedAccounts = derived({
  name: 'observed accounts',
  from: { freshGroups, flows },
  compute: ({ freshGroups: { latest }, flows: { multisigs } }) =>
    latest && observe(latest, accountsAlone(latest.holdings, latest.sheet), multisigs),
})

/** How much influence its entities have. */
export const influenceShares = derived({
  name: 'influence shares',
  from: { observed },
  compute: ({ observed }) => observed && sharesOf(observed.groups, observed.sheet),
})

/** How much influence its accounts have. */
export const influenceSharesOfAccounts = derived({
  name: 'influence shares of accounts',
  from: { observedAccounts },
  compute: ({ observedAccounts: observed }) => observed && sharesOf(observed.groups, observed.sheet),
})

/** Groups of a snapshot with their roles. */
export function observe(
  { holdings, sheet }: Pick<GroupedSnapshot, 'holdings' | 'sheet'>,
  groups: Groups,
  multisigs: ReadonlyMap<Address, Multisig>,
): Observed {
  return { holdings, sheet, groups, roles: rolesOf(multisigs, holdings, groups.groupOf) }
}

/** The entities of a snapshot as accounts are linked now; those of its day while no link has changed. */
export function groupsNow({ holdings, sheet, groups, linked }: GroupedSnapshot, links: AccountLinks): Groups {
  const now = linkedRows(links, holdings)
  return samePairs(now, linked) ? groups : groupsOf(holdings, sheet, now)
}

const samePairs = (a: readonly RowPair[], b: readonly RowPair[]): boolean =>
  a.length === b.length && a.every(([one, other], i) => one === b[i]?.[0] && other === b[i]?.[1])
