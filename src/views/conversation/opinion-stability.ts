import * as z from 'zod'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { derived, ledger, remembered } from '../../folds/derived.ts'
import { sumsAlong } from '../../math/opinion/axes.ts'
import { clearGroups } from '../../math/opinion/clear-groups.ts'
import { draws, stabilityOf } from '../../math/opinion/stability.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { count } from '../fields.ts'
import { conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { spreads } from './opinion-map/maps.ts'
import { seedsOf } from './opinion-map/seeds.ts'

/** How many conversations are kept at once. */
const most = 4

/** How stable the clear groups of a conversation are; null where it has none. */
export const stabilities = derived({
  name: 'stabilities',
  from: { spreads },
  compute: ({ spreads }) =>
    remembered(most, (id: RecordId): { k: number; stability: number | null } => {
      const { ballots, axes } = spreads(id)
      const seeds = seedsOf(id)
      const found = clearGroups(ballots, axes, sumsAlong(ballots.matrix, axes), seeds)
      const { k } = found.verdict
      return { k, stability: k === 0 ? null : stabilityOf(ballots, found, k, seeds) }
    }),
})

/** Whether the groups of a map would be the same without some of its statements. */
export const opinionStability = defineView({
  name: 'opinion-stability',
  version: 1,
  title: 'Stability of groups',
  summary:
    'How far the clear groups of the opinion map stay the same when a fifth of the statements had not been there. It is told beside the groups and decides nothing.',
  value: z.strictObject({
    k: count.describe('Number of clear groups; 0: there are none, and nothing to ask.'),
    stability: z
      .number()
      .nullable()
      .describe(
        'Mean adjusted Rand index between the groups and those found anew on each draw: 1 where all are the same, about 0 by chance; null where there are no groups.',
      ),
    draws: count.describe('Seeded draws of 80 % of the statements.'),
  }),
  params: z.strictObject({ conversation: conversationId }),

  from: { ledger, conversations, stabilities },

  answer({ ledger, conversations, stabilities }, { conversation: id }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    return { ...stabilities(id), draws }
  },
})
