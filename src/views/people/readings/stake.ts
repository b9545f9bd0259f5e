import { nobody } from '../../../evidence/accounts.ts'
import { raoAt, rowAt } from '../../../evidence/rows.ts'
import { rowOfAddress } from '../../../folds/chain/balance-sheet.ts'
import { defineReading, milliTao } from './reading.ts'

/** What somebody staked from coldkeys of their own at the latest snapshot, at the prices of its block; not what others staked on them. */
export const stake = defineReading({
  name: 'stake',
  fromChain: true,
  weights: ({ observed }) => {
    if (observed === null) return null
    const { holdings, groups } = observed
    return (person) => {
      const row = rowOfAddress(holdings, person)
      return row === nobody ? 0 : Number(raoAt(groups.ownStake, rowAt(groups.groupOf, row)) / milliTao)
    }
  },
})
