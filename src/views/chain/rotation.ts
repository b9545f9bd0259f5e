import { addressAt, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { balanceSheetOf, rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { named } from '../../folds/chain/names.ts'
import type { ChainBase } from '../../folds/chain/state.ts'
import type { Address } from '../../log/ss58.ts'
import type { PowerValue } from './values.ts'

/** Seats of each proposed collective, and how old a subnet must be (design: chain facts 1.1). */
const seats = 16
const blocksPerDay = 7200
const oldEnough = 180 * blocksPerDay

/** How the proposed collectives would be filled from a snapshot. */
export function rotationOf(chain: ChainBase & { latest: Holdings }): PowerValue['rotation'] {
  return [economic(chain), building(chain)].filter((body) => body.seats.length > 0)
}

/**
 * The 16 coldkeys with the most stake on their hotkeys registered on root, at this block. The proposal takes a moving
 * average over 60 days.
 */
function economic(chain: ChainBase & { latest: Holdings }): PowerValue['rotation'][number] {
  const { latest } = chain
  const { owner, onHotkey } = balanceSheetOf(latest)
  const root = latest.facts.bodies.find(({ name }) => name === 'root')?.members ?? []
  const stake = new Map<number, bigint>()
  for (const hotkey of root) {
    const row = rowOfAddress(latest, hotkey)
    if (row !== nobody) stake.set(owner[row]!, (stake.get(owner[row]!) ?? 0n) + onHotkey[row]!)
  }
  const ranked = [...stake].sort(([a, x], [b, y]) => (x < y ? 1 : x > y ? -1 : a - b))
  return {
    body: 'economic',
    seats: ranked.slice(0, seats).map(([row, amount]) => ({
      ...named(chain, addressAt(latest.accounts, row)!),
      amount: String(amount),
      netuid: null,
    })),
  }
}

/** The 16 owners of subnets of at least 180 days with the highest price among theirs. The proposal takes the moving price. */
function building(chain: ChainBase & { latest: Holdings }): PowerValue['rotation'][number] {
  const { subnets, block } = chain.latest.facts
  const best = new Map<Address, { price: bigint; netuid: number }>()
  for (const { netuid, owner, price, registeredAt } of subnets) {
    if (netuid === 0 || owner === null || block - registeredAt < oldEnough) continue
    const known = best.get(owner)
    if (!known || BigInt(price) > known.price) best.set(owner, { price: BigInt(price), netuid })
  }
  const ranked = [...best].sort(([a, x], [b, y]) => (x.price < y.price ? 1 : x.price > y.price ? -1 : a < b ? -1 : 1))
  return {
    body: 'building',
    seats: ranked.slice(0, seats).map(([owner, { netuid }]) => ({ ...named(chain, owner), amount: null, netuid })),
  }
}
