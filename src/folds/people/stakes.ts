import { nobody } from '../../evidence/accounts.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { rowOfAddress } from '../chain/balance-sheet.ts'
import { freshGroups } from '../chain/fresh-groups.ts'
import { links } from '../chain/links.ts'
import { stakeNow } from '../chain/observed.ts'
import { defineFold } from '../fold.ts'

/** What the stakes that introductions give were found to be. */
export interface StakeChecks {
  /** By the introduction. */
  checks: Map<RecordId, StakeCheck>
  /** Figures that wait for the first snapshot. */
  waiting: Map<RecordId, Claim>
}

/** Whether a figure holds, and after which block. Stake in rao of TAO, of the whole entity, as decimal digits. */
export interface StakeCheck {
  state: 'confirmed' | 'differs'
  block: number
  index: number
  stake: string
}

/** What an introduction says: exactly so much, or at least so much and less than a bound. Rao of TAO. */
interface Claim {
  account: Address
  stake: bigint
  below: bigint | null
}

/** An exact figure may be off by a hundredth: stake grows with every block. */
const tolerance = 100n

export const stakeChecks = defineFold({
  name: 'stake-checks',
  needs: { links, freshGroups },
  kinds: ['introduction', 'snapshot'],
  start: (): StakeChecks => ({ checks: new Map(), waiting: new Map() }),

  /** A stake is checked once: against the latest snapshot, or against the first one there is. */
  take(state, record, { links, freshGroups: { latest } }) {
    if (record.kind === 'introduction') {
      const { stakeAs, stake, stakeBelow = null } = record.fields
      if (stakeAs !== 'withheld' && stake !== undefined)
        state.waiting.set(record.id, { account: record.account, stake, below: stakeBelow })
    }
    if (latest === null || state.waiting.size === 0) return undefined
    const { point, holdings } = latest
    const stakeOf = stakeNow(latest, links)
    for (const [id, claim] of state.waiting) {
      const row = rowOfAddress(holdings, claim.account)
      const stake = row === nobody ? 0n : stakeOf(row)
      const found = holds(claim, stake) ? 'confirmed' : 'differs'
      state.checks.set(id, { state: found, block: point.block, index: point.index, stake: String(stake) })
    }
    state.waiting.clear()
    return undefined
  },

  takeBack(state, { id }) {
    state.checks.delete(id)
    state.waiting.delete(id)
  },
})

function holds({ stake: said, below }: Claim, stake: bigint): boolean {
  if (below !== null) return said <= stake && stake < below
  return (stake < said ? said - stake : stake - said) * tolerance <= said
}
