/** Evidence of what accounts held and staked in block 0, when stake was kept in TAO and each hotkey had one coldkey. */

import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { checkOrder, checkRows, countOf } from './accounts.ts'
import { readColumns, writeColumns } from './columns.ts'
import { columnsIn, hash } from './facts.ts'

const facts = z.strictObject({
  format: z.literal('genesis-1'),
  /** Hash of block 0. */
  chain: hash,
})

/** Balances and stakes of block 0, as columns. Numbers in `Uint32Array` are rows of `accounts`; amounts are rao of TAO. */
export interface Genesis {
  facts: z.infer<typeof facts>
  /** 32 bytes each, rising: every account with a balance, and every one that a stake names. */
  accounts: Uint8Array
  free: BigUint64Array
  /** Stake, rising by hotkey: a hotkey stands there once. None is zero. */
  stakeHotkey: Uint32Array
  stakeColdkey: Uint32Array
  stakeAmount: BigUint64Array
}

const layout = [
  ['accounts', 'id'],
  ['free', 'u64'],
  ['stakeHotkey', 'u32'],
  ['stakeColdkey', 'u32'],
  ['stakeAmount', 'u64'],
] as const

/** The bytes of a list of block 0: the same balances and stakes give the same bytes. Throws when the columns do not fit. */
export function writeGenesis(genesis: Genesis): Uint8Array {
  check(genesis)
  return writeColumns({
    facts: genesis.facts,
    columns: layout.map(([name, type]) => ({ name, type, data: genesis[name] })),
  })
}

/** Reads a list of block 0; throws Malformed with what is wrong for bytes that are none. */
export function readGenesis(bytes: Uint8Array): Genesis {
  const table = readColumns(bytes)
  const read = facts.safeParse(table.facts)
  if (!read.success) throw new Malformed('the facts of the list of block 0 do not read')
  const columns = columnsIn(table, layout, 'the list of block 0') as unknown as Omit<Genesis, 'facts'>
  const genesis = { facts: read.data, ...columns }
  check(genesis)
  return genesis
}

function check({ accounts, free, stakeHotkey, stakeColdkey, stakeAmount }: Genesis): void {
  checkOrder(accounts)
  if (free.length !== countOf(accounts)) throw new Malformed('the columns of balances differ in length')
  if (stakeHotkey.length !== stakeColdkey.length || stakeHotkey.length !== stakeAmount.length)
    throw new Malformed('the columns of stake differ in length')
  checkRows(accounts, stakeHotkey, 'a hotkey')
  checkRows(accounts, stakeColdkey, 'a coldkey')
  if (stakeAmount.includes(0n)) throw new Malformed('a position of stake holds nothing')
  const late = stakeHotkey.findIndex((row, i) => i > 0 && row <= stakeHotkey[i - 1]!)
  if (late >= 0) throw new Malformed(`row ${late} of stake does not come after the one before it`)
}
