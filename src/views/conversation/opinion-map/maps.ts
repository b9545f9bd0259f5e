import { ballots } from '../../../folds/conversation/ballots.ts'
import { conversations } from '../../../folds/conversation/conversations.ts'
import { importedVotes } from '../../../folds/conversation/values.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { RecordId } from '../../../records/ids.ts'
import { opinionsOf } from './collect.ts'
import { mapOf } from './map.ts'
import { type Spread, spreadOf } from './spread.ts'
import type { OpinionMap } from './value.ts'

/** How many conversations are kept at once. */
const most = 4

/** In which directions opinions differ in a conversation that is there. */
export const spreads = derived({
  name: 'spreads',
  from: { conversations, ballots, importedVotes },
  compute: ({ conversations, ballots, importedVotes }) =>
    remembered(most, (id: RecordId): Spread => {
      const statements = conversations.all.get(id)?.statements ?? []
      return spreadOf(opinionsOf(statements, importedVotes(id), ballots.get(id) ?? null))
    }),
})

/** The opinion map of a conversation that is there; whether it may be shown yet is another question. */
export const maps = derived({
  name: 'maps',
  from: { spreads },
  compute: ({ spreads }) => remembered(most, (id: RecordId): OpinionMap => mapOf(spreads(id))),
})
