import * as z from 'zod'
import { totalsHidden } from '../../folds/register.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { conversationId } from '../params.ts'
import type { View } from '../view.ts'
import { opinionsOf } from './opinion-map/collect.ts'
import { makeMap } from './opinion-map/map.ts'
import { type OpinionMap, opinionMapValue } from './opinion-map/value.ts'

export type { OpinionMap } from './opinion-map/value.ts'

interface Params {
  conversation: RecordId
}

/**
 * Where everybody stands, which groups there are, and what they share: Polis in its classic mode. The map is computed
 * when it is asked for, from nothing but the last vote of each person on each statement. How much a vote matters to
 * whoever cast it plays no part.
 */
export const opinionMap: View<Params, null, OpinionMap> = {
  name: 'opinion-map',
  version: 1,
  title: 'Opinion map',
  summary:
    'People placed by how they voted, so that those who vote alike stand together; the groups this makes, the statements that speak for each, and what all groups share.',
  value: opinionMapValue,
  params: z.strictObject({ conversation: conversationId }),

  // The base folds hold all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { conversation: id }, { register, ballots }) {
    const conversation = register.conversations.get(id)
    if (!conversation) {
      return new Refusal('conversation-unknown', `The log has no conversation ${id}: look for it among all of them.`)
    }
    if (totalsHidden(register, conversation)) {
      return new Refusal('totals-hidden', `"${conversation.title}" shows its map once it has closed: come back then.`)
    }
    return makeMap(opinionsOf(conversation, ballots.get(id) ?? null))
  },
}
