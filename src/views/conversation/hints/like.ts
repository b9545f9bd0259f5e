import { conversations } from '../../../folds/conversation/conversations.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { RecordId } from '../../../records/ids.ts'
import { indexOf, mostCompared, type NearIndex } from '../../../text/near.ts'

/** How many conversations are kept at once. */
const most = 4

/** The statements of a conversation that can be voted on, the latest 10,000 of them, to find those that are like a text. */
export const nearIndexes = derived({
  name: 'near-duplicates',
  from: { conversations },
  compute: ({ conversations }) =>
    remembered(most, (id: RecordId): NearIndex => {
      const statements = conversations.all.get(id)?.statements ?? []
      const open = statements.filter(({ moderated }) => !moderated).slice(-mostCompared)
      return indexOf(open.map(({ id, body }) => [id, body] as const))
    }),
})
