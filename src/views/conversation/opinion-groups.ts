import * as z from 'zod'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { count } from '../fields.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { maps } from './opinion-map/maps.ts'
import { opinionMapValue } from './opinion-map/value.ts'

const { groups, consensus, majority } = opinionMapValue.shape

/** What the opinion map finds, without the place of everybody: small, whatever the size of the conversation. */
export const opinionGroups = defineView({
  name: 'opinion-groups',
  version: 1,
  title: 'Opinion groups',
  summary:
    'The groups of the opinion map, the statements that speak for each, and what every group holds: the map without the places of single people.',
  value: z.strictObject({
    people: count.describe('People on the map.'),
    imported: count.describe('Those of them whose voice came with the import and is nobody’s signature here.'),
    groups,
    consensus,
    majority,
  }),
  params: z.strictObject({ conversation: conversationId }),

  from: { ledger, conversations, maps },

  answer({ ledger, conversations, maps }, { conversation: id }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const { participants, groups, consensus, majority } = maps(id)
    const imported = participants.filter(({ key }) => key.startsWith('import:')).length
    return { people: participants.length, imported, groups, consensus, majority }
  },
})
