/**
 * Whose stake is in baskets. The chain keeps it as stake of one account of the pallet, the escrow, with each validator;
 * shares of it are owed to people. Here each position of the escrow is divided by these shares, cut off to whole rao. What
 * is owed to nobody, and what does not divide, stays with the escrow, which is nobody: the sums by validator and subnet
 * are those of the chain.
 */

import { accountAt } from './accounts.ts'
import { type Holdings, type Stake, stakeAt } from './holdings.ts'
import type { LaterColumns } from './later-columns.ts'
import { potOf } from './pots.ts'
import { raoAt, rowAt } from './rows.ts'

/** The same holdings with what is in baskets as stake of those to whom it is owed. */
export function stakeByPeople(holdings: Holdings): Holdings {
  const { later } = holdings
  if (!later || later.partShares.length === 0) return holdings
  const baskets = basketsOf(later)
  const stakes = new Map<string, Stake>()
  const add = (stake: Stake): void => {
    const key = `${stake.coldkey} ${stake.hotkey} ${stake.netuid}`
    const known = stakes.get(key)
    if (known) known.amount += stake.amount
    else stakes.set(key, { ...stake })
  }
  for (const row of holdings.stakeAmount.keys()) {
    const stake = stakeAt(holdings, row)
    const basket = baskets.get(stake.hotkey)
    if (basket && isEscrow(holdings, stake.coldkey)) for (const part of divided(stake, basket)) add(part)
    else add(stake)
  }
  return { ...holdings, ...columnsOf([...stakes.values()]) }
}

/** Shares of a basket in all, and by the row of each coldkey that is owed some. */
interface Basket {
  shares: bigint
  parts: [coldkey: number, shares: bigint][]
}

function basketsOf({ basketHotkey, basketShares, partHotkey, partColdkey, partShares }: LaterColumns) {
  const baskets = new Map<number, Basket>()
  for (const [i, hotkey] of basketHotkey.entries()) baskets.set(hotkey, { shares: raoAt(basketShares, i), parts: [] })
  for (const [i, hotkey] of partHotkey.entries())
    baskets.get(hotkey)?.parts.push([rowAt(partColdkey, i), raoAt(partShares, i)])
  for (const basket of baskets.values()) {
    // Rounding can leave more owed than there is: then all of it is divided, and nobody gets more than there is.
    const owed = basket.parts.reduce((sum, [, shares]) => sum + shares, 0n)
    if (owed > basket.shares) basket.shares = owed
  }
  return baskets
}

const isEscrow = ({ accounts }: Holdings, row: number): boolean => potOf(accountAt(accounts, row))?.kind === 'baskets'

function divided(stake: Stake, { shares, parts }: Basket): Stake[] {
  let rest = stake.amount
  const found: Stake[] = []
  for (const [coldkey, part] of parts) {
    const amount = (stake.amount * part) / shares
    if (amount === 0n) continue
    rest -= amount
    found.push({ ...stake, coldkey, amount })
  }
  return rest > 0n ? [...found, { ...stake, amount: rest }] : found
}

function columnsOf(stakes: Stake[]): Pick<Holdings, 'stakeColdkey' | 'stakeHotkey' | 'stakeNetuid' | 'stakeAmount'> {
  stakes.sort((a, b) => a.coldkey - b.coldkey || a.hotkey - b.hotkey || a.netuid - b.netuid)
  return {
    stakeColdkey: Uint32Array.from(stakes, ({ coldkey }) => coldkey),
    stakeHotkey: Uint32Array.from(stakes, ({ hotkey }) => hotkey),
    stakeNetuid: Uint16Array.from(stakes, ({ netuid }) => netuid),
    stakeAmount: BigUint64Array.from(stakes, ({ amount }) => amount),
  }
}
