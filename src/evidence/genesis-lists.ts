/**
 * Balances and stakes of block 0 as public tools list them in JSON: `[["5F…","1000000000"],…]` by account, and
 * `[["<coldkey>","<hotkey>","1000000000"],…]` by position; what a row has beyond that is not read. Amounts are rao.
 */

import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { address, publicKeyOf } from '../log/ss58.ts'
import { rowOf, sortAccounts } from './accounts.ts'
import { u64 } from './facts.ts'
import type { Genesis } from './genesis.ts'

const account = z.string().max(64)
const balances = z.array(z.tuple([account, u64])).min(1)
const stakes = z.array(z.tuple([account, account, u64]).rest(z.unknown())).min(1)

export type Balances = z.infer<typeof balances>
export type Stakes = z.infer<typeof stakes>

/** A list of balances; null for JSON that is none. */
export const balancesIn = (json: unknown): Balances | null => balances.safeParse(json).data ?? null

/** A list of stakes; null for JSON that is none. */
export const stakesIn = (json: unknown): Stakes | null => stakes.safeParse(json).data ?? null

/**
 * Both lists as one table. Rows of the same account are added up, and stake of nothing is left out. Throws Malformed for
 * an address that is none, for a hotkey with two coldkeys, and for sums that no u64 holds.
 */
export function genesisOf(chain: string, balances: Balances, stakes: Stakes): Genesis {
  const keys = new Map<string, Uint8Array>()
  const know = (name: string): unknown => keys.has(name) || keys.set(name, publicKeyOf(address(name)))
  for (const [own] of balances) know(own)
  for (const [coldkey, hotkey] of stakes) [coldkey, hotkey].forEach(know)
  const all = new Uint8Array(keys.size * 32)
  for (const [i, key] of [...keys.values()].entries()) all.set(key, i * 32)
  const accounts = sortAccounts(all)
  const rows = new Map([...keys].map(([name, key]) => [name, rowOf(accounts, key)]))
  const row = (name: string): number => rows.get(name)!
  const free = new BigUint64Array(accounts.length / 32)
  for (const [name, rao] of balances) free[row(name)] = within(free[row(name)]! + BigInt(rao), name)
  const positions = positionsOf(stakes, row)
  return {
    facts: { format: 'genesis-1', chain },
    accounts,
    free,
    stakeHotkey: Uint32Array.from(positions, ([hotkey]) => hotkey),
    stakeColdkey: Uint32Array.from(positions, ([, { coldkey }]) => coldkey),
    stakeAmount: BigUint64Array.from(positions, ([, { amount }]) => amount),
  }
}

/** Stake by hotkey, rising. */
function positionsOf(
  stakes: Stakes,
  row: (name: string) => number,
): [hotkey: number, { coldkey: number; amount: bigint }][] {
  const byHotkey = new Map<number, { coldkey: number; amount: bigint }>()
  for (const [coldkeyName, hotkeyName, rao] of stakes) {
    const [coldkey, hotkey] = [row(coldkeyName), row(hotkeyName)]
    const known = byHotkey.get(hotkey)
    if (known && known.coldkey !== coldkey)
      throw new Malformed(`the hotkey ${hotkeyName} has two coldkeys, and had one in block 0`)
    byHotkey.set(hotkey, { coldkey, amount: within((known?.amount ?? 0n) + BigInt(rao), hotkeyName) })
  }
  return [...byHotkey].filter(([, { amount }]) => amount > 0n).sort(([a], [b]) => a - b)
}

function within(amount: bigint, name: string): bigint {
  if (amount >= 2n ** 64n) throw new Malformed(`${name} has ${amount} rao, more than there can be`)
  return amount
}
