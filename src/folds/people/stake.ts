/** What somebody says they have staked, against the chain. */

import { nobody } from '../../evidence/accounts.ts'
import type { Address } from '../../log/ss58.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { rowOfAddress } from '../chain/balance-sheet.ts'
import { groupsOf } from '../chain/groups.ts'
import type { ChainBase } from '../chain.ts'

/** Whether a figure holds, and after which block. Stake in rao of TAO, of the whole entity. */
export type StakeCheck =
  | { state: 'not-checked' }
  | { state: 'confirmed' | 'differs'; block: number; index: number; stake: string }

/** An exact figure may be off by a hundredth: stake grows with every block. */
const tolerance = 100n

/** Compares what an introduction says with the latest snapshot; null while there is none, or nothing to compare. */
export function checkStake(chain: ChainBase, account: Address, fields: FieldsOf<'introduction'>): StakeCheck | null {
  const { latest, snapshots, ties } = chain
  const point = snapshots.at(-1)
  const { stakeAs, stake: said, stakeBelow } = fields
  if (stakeAs === 'withheld' || said === undefined || latest === null || point === undefined) return null
  const row = rowOfAddress(latest, account)
  const groups = groupsOf(latest, 'entity', ties)
  const stake = row === nobody ? 0n : groups.ownStake[groups.of[row]!]!
  const holds =
    stakeBelow === undefined ? distance(stake, said) * tolerance <= said : said <= stake && stake < stakeBelow
  const { block, index } = point
  return { state: holds ? 'confirmed' : 'differs', block, index, stake: String(stake) }
}

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b)
