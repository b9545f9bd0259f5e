import * as z from 'zod'
import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import type { Grouping } from '../../folds/chain/groups.ts'
import type { Naming } from '../../folds/chain/names.ts'
import { type HoldingRole, holdingRoles } from '../../records/chain/known-accounts.ts'

/** Roles to leave out, with commas between them. */
export const withoutRoles = z
  .string()
  .regex(/^([a-z]+(,[a-z]+)*)?$/, `expected some of ${holdingRoles.join(', ')}, with commas between them`)
  .transform((text) => (text === '' ? [] : text.split(',')))
  .refine(
    (roles) => roles.every((role) => holdingRoles.some((known) => known === role)),
    `expected some of ${holdingRoles.join(', ')}`,
  )
  .transform((roles) => [...new Set(roles as HoldingRole[])].sort())
  .default([])
  .describe(`Known accounts to leave out: some of ${holdingRoles.join(', ')}, with commas between them.`)

/** Rows of the groups that hold a known account of one of the roles. */
export function knownRows(
  { labels }: Pick<Naming, 'labels'>,
  holdings: Holdings,
  { groupOf }: Pick<Grouping, 'groupOf'>,
  roles: readonly HoldingRole[],
): Set<number> {
  const rows = [...labels.values()]
    .filter(({ role }) => roles.some((each) => each === role))
    .map(({ account }) => rowOfAddress(holdings, account))
    .filter((row) => row !== nobody)
  return new Set(rows.map((row) => rowAt(groupOf, row)))
}
