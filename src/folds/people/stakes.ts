import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { StakeMeaning } from '../../records/people/introduction.ts'
import { amountsOfEntity, type EntityAmounts } from '../chain/entity-of-account.ts'
import { freshGroups } from '../chain/fresh-groups.ts'
import { links } from '../chain/links.ts'
import { defineFold } from '../fold.ts'

/** What the stakes that introductions give were found to be. */
export interface StakeChecks {
  /** By the introduction. */
  checks: Map<RecordId, StakeCheck>
  /** Figures that wait for the first snapshot. */
  waiting: Map<RecordId, Claim>
}

/**
 * Whether a figure holds, and after which block; which of the two amounts was compared, and both, in rao of TAO, of the
 * whole entity, as decimal digits.
 */
export interface StakeCheck {
  state: 'confirmed' | 'differs'
  block: number
  index: number
  compared: StakeMeaning
  staked: string
  held: string
}

/** What an introduction says of an amount, in rao of TAO. */
interface Claim {
  account: Address
  as: 'exact' | 'band' | 'at-least'
  meaning: StakeMeaning
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
      const { stakeAs: as, stake, stakeBelow: below = null, stakeMeans: meaning = 'staked' } = record.fields
      if (as !== 'withheld' && stake !== undefined)
        state.waiting.set(record.id, { account: record.account, as, meaning, stake, below })
    }
    if (latest === null || state.waiting.size === 0) return undefined
    const { block, index } = latest.point
    for (const [id, claim] of state.waiting) {
      const found = amountsOfEntity(latest, links, claim.account)
      state.checks.set(id, {
        state: holds(claim, found) ? 'confirmed' : 'differs',
        block,
        index,
        compared: claim.meaning,
        staked: String(found.staked),
        held: String(found.held),
      })
    }
    state.waiting.clear()
    return undefined
  },

  takeBack(state, { id }) {
    state.checks.delete(id)
    state.waiting.delete(id)
  },
})

function holds({ as, meaning, stake: said, below }: Claim, found: EntityAmounts): boolean {
  const stake = found[meaning]
  if (as === 'at-least') return said <= stake
  if (below !== null) return said <= stake && stake < below
  return (stake < said ? said - stake : stake - said) * tolerance <= said
}
