import * as z from 'zod'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { maps } from './opinion-map/maps.ts'
import { opinionMapValue } from './opinion-map/value.ts'

/**
 * Where everybody stands, which groups there are, and what they share: Polis in its classic mode. The map is computed
 * when it is asked for, from nothing but the last vote of each person on each statement. How much a vote matters to
 * whoever cast it plays no part.
 */
export const opinionMap = defineView({
  name: 'opinion-map',
  version: 2,
  title: 'Opinion map',
  summary:
    'People placed by how they voted, so that those who vote alike stand together; the groups this makes, the statements that speak for each, and what every group holds.',
  value: opinionMapValue,
  params: z.strictObject({ conversation: conversationId }),

  from: { ledger, conversations, maps },

  answer({ ledger, conversations, maps }, { conversation: id }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    return maps(id)
  },
})
