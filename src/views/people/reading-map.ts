import * as z from 'zod'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { readingMaps } from './readings/maps.ts'
import { readingsOf } from './readings/read.ts'
import { readingNames } from './readings/table.ts'
import { readingMapValue } from './values/reading-map.ts'

/** Where everybody who has weight stands, when voices are those of one reading. */
export const readingMap = defineView({
  name: 'reading-map',
  version: 1,
  title: 'Opinion map under a reading',
  summary:
    'The opinion map of the signed votes of a conversation in robust mode, with the voices of one reading: each person one, by stake, by what is locked, or each side one. Whether there are groups with a gap between them, and what every part holds by weight.',
  value: readingMapValue,
  params: z.strictObject({
    conversation: conversationId,
    reading: z.enum(readingNames).default('people').describe('How voices are weighed; people unless told.'),
  }),

  from: { ledger, conversations, readingsOf, readingMaps, snapshots },

  answer({ ledger, conversations, readingsOf, readingMaps, snapshots }, { conversation: id, reading }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const { voices, weighed } = readingsOf(id)
    const own = weighed.find(({ name }) => name === reading)
    const known = own !== undefined && own.weight !== null
    const { loadings: _, held: __, hasVoices: ___, ...map } = readingMaps(id)(reading)
    return {
      reading,
      known,
      source: known && own.fromChain ? latestSource(snapshots) : null,
      without: voices.persons.length - map.participants.length,
      ...map,
    }
  },
})
