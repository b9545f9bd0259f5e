import { conversations } from '../../../folds/conversation/conversations.ts'
import { countedVotes } from '../../../folds/conversation/counted.ts'
import { importedVotes } from '../../../folds/conversation/values.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { RecordId } from '../../../records/ids.ts'
import { opinionsOf } from './collect.ts'
import { mapOf } from './map.ts'
import { memories } from './memory/memories.ts'
import { robustMapOf } from './robust-map.ts'
import { type RobustSpread, robustSpreadOf } from './robust-spread.ts'
import type { RobustMap } from './robust-value.ts'
import { type Opinions, spreadOf } from './spread.ts'
import type { OpinionMap } from './value.ts'

/** How many conversations are kept at once. */
const most = 4

/** What was said in a conversation that is there. Guests are on no map: whoever makes keys would draw it. */
const opinions = derived({
  name: 'collected opinions',
  from: { conversations, countedVotes, importedVotes },
  compute: ({ conversations, countedVotes, importedVotes }) =>
    remembered(most, (id: RecordId): Opinions => {
      const statements = conversations.all.get(id)?.statements ?? []
      return opinionsOf(statements, importedVotes(id), countedVotes(id).signed)
    }),
})

/** In which directions opinions differ in a conversation that is there. */
export const spreads = derived({
  name: 'spreads',
  from: { opinions },
  compute: ({ opinions }) => remembered(most, (id: RecordId): RobustSpread => robustSpreadOf(opinions(id))),
})

/** The opinion map of a conversation that is there; whether it may be shown yet is another question. */
export const maps = derived({
  name: 'maps',
  from: { spreads, memories },
  compute: ({ spreads, memories }) =>
    remembered(most, (id: RecordId): RobustMap => robustMapOf(spreads(id), id, memories.of(id))),
})

/** The same in classic mode, for comparison. */
export const classicMaps = derived({
  name: 'classic maps',
  from: { opinions },
  compute: ({ opinions }) => remembered(most, (id: RecordId): OpinionMap => mapOf(spreadOf(opinions(id)))),
})
