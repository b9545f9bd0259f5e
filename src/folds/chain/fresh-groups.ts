import type { Holdings } from '../../evidence/holdings.ts'
import { defineFold } from '../fold.ts'
import { type BalanceSheet, balanceSheetOf, hotkeysOf } from './balance-sheet.ts'
import { type Groups, groupsOf, linkedRows, type RowPair } from './groups.ts'
import { links } from './links.ts'
import { type SnapshotPoint, snapshots } from './snapshots.ts'

/** Snapshots added up by entity as they came in: several folds follow from that. */
export interface FreshGroups {
  /** The one that came last; null before the first, and after one whose evidence could not be read. */
  fresh: GroupedSnapshot | null
  /** The one of the highest block. */
  latest: GroupedSnapshot | null
}

/** A snapshot, added up by entity with the links of the moment when it came in. */
export interface GroupedSnapshot {
  point: SnapshotPoint
  holdings: Holdings
  sheet: BalanceSheet
  groups: Groups
  /** The rows that links joined. */
  linked: readonly RowPair[]
  /** Rows of the hotkeys that each row owns. */
  hotkeysOf: ReadonlyMap<number, readonly number[]>
}

export const freshGroups = defineFold({
  name: 'fresh-groups',
  needs: { snapshots, links },
  kinds: ['snapshot'],
  start: (): FreshGroups => ({ fresh: null, latest: null }),
  take(state, _record, { snapshots: { fresh, latest }, links }) {
    state.fresh = null
    if (!fresh) return undefined
    const { point, holdings } = fresh
    const sheet = balanceSheetOf(holdings)
    const linked = linkedRows(links, holdings)
    state.fresh = {
      point,
      holdings,
      sheet,
      groups: groupsOf(holdings, sheet, linked),
      linked,
      hotkeysOf: hotkeysOf(holdings, sheet),
    }
    if (holdings === latest) state.latest = state.fresh
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})
