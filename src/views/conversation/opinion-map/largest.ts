import { ballots, votersOf } from '../../../folds/conversation/ballots.ts'
import { type Conversation, conversations, totalsHidden } from '../../../folds/conversation/conversations.ts'
import { importedVotes } from '../../../folds/conversation/values.ts'
import { derived, ledger, remembered } from '../../../folds/derived.ts'
import type { RecordId } from '../../../records/ids.ts'
import { opinionsOf } from './collect.ts'
import { makeMap } from './map.ts'
import type { OpinionMap } from './value.ts'

/** How many maps are kept at once. */
const mostMaps = 4

/** The opinion map of a conversation that is there; whether it may be shown yet is another question. */
export const maps = derived({
  name: 'maps',
  from: { conversations, ballots, importedVotes },
  compute: ({ conversations, ballots, importedVotes }) =>
    remembered(mostMaps, (id: RecordId): OpinionMap => {
      const statements = conversations.all.get(id)?.statements ?? []
      return makeMap(opinionsOf(statements, importedVotes(id), ballots.get(id) ?? null))
    }),
})

/** The opinion map of the conversation in which most accounts of this log have voted. */
export interface LargestMap {
  conversation: Pick<Conversation, 'id' | 'title'>
  map: OpinionMap
}

/** The largest map whose totals may be shown; of equally large ones the earliest. null when nobody has voted here. */
export const largestMap = derived({
  name: 'largest map',
  from: { ledger, conversations, ballots, maps },
  compute: ({ ledger, conversations, ballots, maps }): LargestMap | null => {
    let chosen: Conversation | null = null
    let most = 0
    for (const [id, cast] of ballots) {
      const conversation = conversations.all.get(id)
      const voters = votersOf(cast)
      if (!conversation || voters <= most || totalsHidden(ledger, conversation)) continue
      most = voters
      chosen = conversation
    }
    if (chosen === null) return null
    const { id, title } = chosen
    return { conversation: { id, title }, map: maps(id) }
  },
})
