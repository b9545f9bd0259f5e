import type { RecordId } from '../../records/ids.ts'
import { defineFold } from '../fold.ts'
import { conversations, statementVotedOn } from './conversations.ts'

/** Which conversation each signed vote and each opening is in, by its place in the log, rising: whoever takes one back names it alone. */
export interface VotePlaces {
  index: number[]
  conversation: RecordId[]
}

export const votePlaces = defineFold({
  name: 'vote-places',
  needs: { conversations },
  kinds: ['vote', 'opening'],
  start: (): VotePlaces => ({ index: [], conversation: [] }),
  take({ index, conversation }, { id, index: place, fields }, { conversations: all }) {
    const statement = statementVotedOn(all, fields.about)
    if (!statement) throw new Error(`The vote ${id} counts without its statement.`)
    index.push(place)
    conversation.push(statement.conversation)
    return undefined
  },
  // A vote that was taken back stays where it was.
  takeBack: () => undefined,
})
