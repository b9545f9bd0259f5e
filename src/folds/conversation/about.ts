import { derived } from '../derived.ts'
import { type Conversation, conversations } from './conversations.ts'

/** Conversations by the text of what they are about, in the order of the log; those that were taken back included. */
export const conversationsAbout = derived({
  name: 'conversations about',
  from: { conversations },
  compute: ({ conversations }): ReadonlyMap<string, Conversation[]> => {
    const found = new Map<string, Conversation[]>()
    for (const each of conversations.all.values()) {
      if (each.about === null) continue
      const same = found.get(each.about)
      if (same) same.push(each)
      else found.set(each.about, [each])
    }
    return found
  },
})
