import { defineFold } from '../fold.ts'
import { freshGroups } from './fresh-groups.ts'
import { checkIssuance, type IssuanceCheck } from './issuance.ts'
import { type Spread, spreadOf } from './spreads.ts'

/**
 * How concentrated holdings and weight were at each snapshot, by its block, as accounts were linked when it came in; and
 * whether all TAO was found.
 */
export type ConcentrationHistory = Map<number, HistoryPoint>

/** The figures of one snapshot. */
export interface HistoryPoint {
  block: number
  /** Time of the block, Unix milliseconds. */
  at: number
  index: number
  holdings: Spread
  weight: Spread
  issuance: IssuanceCheck
}

export const concentrationHistory = defineFold({
  name: 'concentration-history',
  needs: { freshGroups },
  kinds: ['snapshot'],
  start: (): ConcentrationHistory => new Map(),
  take(state, _record, { freshGroups: { fresh } }) {
    if (!fresh) return undefined
    const { block, at, index } = fresh.point
    const [holdings, weight] = [spreadOf(fresh.groups, 'holdings'), spreadOf(fresh.groups, 'weight')]
    const issuance = checkIssuance(fresh.holdings, fresh.sheet)
    state.set(block, { block, at, index, holdings, weight, issuance })
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})
