import { emptyBallots } from '../../../../folds/conversation/ballots.ts'
import { conversations } from '../../../../folds/conversation/conversations.ts'
import { countedVotes } from '../../../../folds/conversation/counted.ts'
import { importedVotes } from '../../../../folds/conversation/values.ts'
import { derived, remembered } from '../../../../folds/derived.ts'
import type { RecordId } from '../../../../records/ids.ts'
import type { Memories } from '../robust-map.ts'
import type { Memory } from './remember.ts'
import { type Walk, walkOver } from './walk.ts'

/** How many conversations are kept at once. */
const most = 4

/** The memory of each conversation, and the walks that have found it so far. */
interface Remembered {
  of(id: RecordId): Memories
  walks: ReadonlyMap<RecordId, Walks>
}

/** The last walk over a conversation without and with its groups. */
interface Walks {
  axes: Walk | null
  groups: Walk | null
}

/**
 * The memory of a conversation that is there. It follows from the votes that count today: one that was taken back is on
 * no earlier map either.
 */
export const memories = derived({
  name: 'memories of maps',
  from: { conversations, countedVotes, importedVotes },
  compute({ conversations, countedVotes, importedVotes }, before?: Remembered): Remembered {
    const walks = new Map(before?.walks)
    const keep = (id: RecordId, now: Walks): void => {
      walks.delete(id)
      walks.set(id, now)
      const [first] = walks.keys()
      if (walks.size > most && first !== undefined) walks.delete(first)
    }
    const walk = (id: RecordId, name: keyof Walks): Memory | null => {
      const conversation = conversations.all.get(id)
      if (conversation === undefined) return null
      const { index, ms, statements } = conversation
      const signed = countedVotes(id).signed ?? emptyBallots()
      const known = walks.get(id) ?? { axes: null, groups: null }
      const over = { id, index, ms, statements, signed, imported: importedVotes(id) }
      const now = walkOver(over, name === 'groups', known[name])
      keep(id, { ...known, [name]: now })
      return now.memory
    }
    const of = remembered(most, (id: RecordId): Memories => {
      const kept = remembered(2, (name: keyof Walks) => walk(id, name))
      return { axes: () => kept('axes'), groups: () => kept('groups') }
    })
    return { of, walks }
  },
})
