import * as z from 'zod'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { classicMaps, maps } from './opinion-map/maps.ts'
import { anyMapValue } from './opinion-map/robust-value.ts'

/** How a map is made. */
export const mapMode = z
  .enum(['robust', 'classic'])
  .default('robust')
  .describe(
    'robust: the same whatever the order of rows, and groups only where there is a gap between them. classic: the steps of production Polis, which always find groups, and others in another order of rows.',
  )

/**
 * Where everybody stands, whether there are groups with a gap between them, and what is shared. The map is computed when it
 * is asked for, from nothing but the last vote of each person on each statement. How much a vote matters to whoever cast
 * it plays no part.
 */
export const opinionMap = defineView({
  name: 'opinion-map',
  version: 4,
  title: 'Opinion map',
  summary:
    'People placed by how they voted, so that those who vote alike stand together; whether there are groups with a gap between them, the statements that speak for each or for the ends of the axis, and what all of them hold.',
  value: anyMapValue,
  params: z.strictObject({ conversation: conversationId, mode: mapMode }),

  from: { ledger, conversations, maps, classicMaps },

  answer({ ledger, conversations, maps, classicMaps }, { conversation: id, mode }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    return mode === 'classic' ? classicMaps(id) : maps(id)
  },
})
