import { nobody } from '../../../evidence/accounts.ts'
import { rowAt } from '../../../evidence/rows.ts'
import { rowOfAddress } from '../../../folds/chain/balance-sheet.ts'
import { defineReading, milliTao } from './reading.ts'

const billion = 1_000_000_000n

/** What somebody had locked at the latest snapshot, decayed to its block and at its prices: what cannot be taken away at once. */
export const conviction = defineReading({
  name: 'conviction',
  fromChain: true,
  weights: ({ observed, locks }) => {
    if (observed === null || locks.byGroup.size === 0) return null
    const { holdings, groups } = observed
    const prices = new Map(holdings.facts.subnets.map(({ netuid, price }) => [netuid, BigInt(price)]))
    return (person) => {
      const row = rowOfAddress(holdings, person)
      const own = row === nobody ? [] : (locks.byGroup.get(rowAt(groups.groupOf, row)) ?? [])
      const rao = own.reduce((sum, { alpha, netuid }) => sum + (alpha * (prices.get(netuid) ?? 0n)) / billion, 0n)
      return Number(rao / milliTao)
    }
  },
})
