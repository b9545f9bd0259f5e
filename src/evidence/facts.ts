/** What the facts of evidence are made of: checked so that one fact has one spelling. */

import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { type Address, isAddress } from '../log/ss58.ts'
import { type Column, type Columns, type ColumnType, columnOf } from './columns.ts'

export const address = z.custom<Address>(
  (value) => typeof value === 'string' && isAddress(value),
  'expected an address',
)
export const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const natural = z.int().min(0)

/** Decimal digits of a u64: rao, or another number that JSON numbers cannot hold. */
export const u64 = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,19})$/, { abort: true })
  .refine((digits) => BigInt(digits) < 2n ** 64n, 'expected less than 2^64')

/** The columns of a table by their names, which have to be those of a format, in its order. Throws Malformed. */
export function columnsIn<N extends string>(
  table: Columns,
  layout: readonly (readonly [N, ColumnType])[],
  what: string,
): Record<N, Column> {
  const names = table.columns.map(({ name }) => name).join()
  if (names !== layout.map(([name]) => name).join())
    throw new Malformed(`${what} has other columns than its format, or in another order`)
  return Object.fromEntries(layout.map(([name, type]) => [name, columnOf(table, name, type)])) as Record<N, Column>
}
