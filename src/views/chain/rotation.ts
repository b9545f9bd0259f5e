import { addressAt, nobody } from '../../evidence/accounts.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { type Naming, named } from '../../folds/chain/names.ts'
import type { Observed } from '../../folds/chain/observed.ts'
import type { Address } from '../../log/ss58.ts'
import type { PowerValue } from './values.ts'

/** Seats of each proposed collective, and how old a subnet must be (design: chain facts 1.1). */
const seats = 16
const blocksPerDay = 7200
const oldEnough = 180 * blocksPerDay

/** How the proposed collectives would be filled from a snapshot. */
export function rotationOf(observed: Observed, naming: Naming): PowerValue['rotation'] {
  return [economic(observed, naming), building(observed, naming)].filter((body) => body.seats.length > 0)
}

/**
 * The 16 coldkeys with the most stake on their hotkeys registered on root, at this block. The proposal takes a moving
 * average over 60 days.
 */
function economic({ holdings, sheet }: Observed, naming: Naming): PowerValue['rotation'][number] {
  const { owner, onHotkey } = sheet
  const root = holdings.facts.bodies.find(({ name }) => name === 'root')?.members ?? []
  const stake = new Map<number, bigint>()
  for (const hotkey of root) {
    const row = rowOfAddress(holdings, hotkey)
    if (row !== nobody) stake.set(owner[row]!, (stake.get(owner[row]!) ?? 0n) + onHotkey[row]!)
  }
  const ranked = [...stake].sort(([a, x], [b, y]) => (x < y ? 1 : x > y ? -1 : a - b))
  return {
    body: 'economic',
    seats: ranked.slice(0, seats).map(([row, amount]) => ({
      ...named(naming, addressAt(holdings.accounts, row)!),
      amount: String(amount),
      netuid: null,
    })),
  }
}

/** The 16 owners of subnets of at least 180 days with the highest price among theirs. The proposal takes the moving price. */
function building({ holdings }: Observed, naming: Naming): PowerValue['rotation'][number] {
  const { subnets, block } = holdings.facts
  const best = new Map<Address, { price: bigint; netuid: number }>()
  for (const { netuid, owner, price, registeredAt } of subnets) {
    if (netuid === 0 || owner === null || block - registeredAt < oldEnough) continue
    const known = best.get(owner)
    if (!known || BigInt(price) > known.price) best.set(owner, { price: BigInt(price), netuid })
  }
  const ranked = [...best].sort(([a, x], [b, y]) => (x.price < y.price ? 1 : x.price > y.price ? -1 : a < b ? -1 : 1))
  return {
    body: 'building',
    seats: ranked.slice(0, seats).map(([owner, { netuid }]) => ({ ...named(naming, owner), amount: null, netuid })),
  }
}
