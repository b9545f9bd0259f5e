import { ballots } from '../../../folds/conversation/ballots.ts'
import { conversations } from '../../../folds/conversation/conversations.ts'
import { importedVotes } from '../../../folds/conversation/values.ts'
import { derived, remembered } from '../../../folds/derived.ts'
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
