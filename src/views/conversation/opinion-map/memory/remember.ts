import type { ClearGroups } from '../../../../math/opinion/clear-groups.ts'
import type { RobustSpread } from '../robust-spread.ts'
import { campsOf, type NamedCamp, nameCamps } from './camps.ts'
import type { Moment } from './moments.ts'
import { alignedTo } from './turned.ts'

/** What is remembered of the maps of a conversation: what the next one is seen in the light of. */
export interface Memory {
  /** The last map that is remembered. */
  moment: Moment
  /** Its loadings as they are drawn, by position of the statement. */
  loadings: RobustSpread['loadings']
  /** The groups of the last map that had any. */
  camps: readonly NamedCamp[]
}

/**
 * What is remembered after one more map. `found`: its groups; null where nobody asks for groups, and only the axes are
 * remembered. A map without groups forgets none: a camp that has no gap around it for a while keeps its letter.
 */
export function remember(
  before: Memory | null,
  moment: Moment,
  spread: RobustSpread,
  found: ClearGroups | null,
): Memory {
  const { loadings } = alignedTo(before, spread)
  const earlier = before?.camps ?? []
  const now = found === null || found.verdict.k === 0 ? null : nameCamps(campsOf(spread, found), earlier)
  return { moment, loadings, camps: now?.map((camp) => settled(camp, moment)) ?? earlier }
}

/** A group on a map that is remembered: what happened to it is part of its history from there. */
function settled(camp: NamedCamp, moment: Moment): NamedCamp {
  const { how, from, history } = camp
  return {
    ...camp,
    since: camp.since ?? moment,
    history: how === 'same' ? history : [...history, { how, at: moment, from }],
  }
}
