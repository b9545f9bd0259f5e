import * as z from 'zod'
import { ballots } from '../../folds/conversation/ballots.ts'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { Refusal } from '../../records/refusals.ts'
import { count } from '../fields.ts'
import { accountAddress, conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { classicMaps, maps } from './opinion-map/maps.ts'
import { ownPlace, placeOf, votesOf } from './opinion-map/own-place.ts'
import { isRobust, robustMapValue } from './opinion-map/robust-value.ts'
import { opinionMapValue } from './opinion-map/value.ts'
import { mapMode } from './opinion-map.ts'

const people = {
  people: count.describe('People on the map.'),
  imported: count.describe('Those of them whose voice came with the import and is nobody’s signature here.'),
}
const classic = opinionMapValue.shape
const { verdict, before, groups, parts, ends, consensus, majority } = robustMapValue.shape
const axis = robustMapValue.shape.axes.element.omit({ loadings: true })

/** What the opinion map finds, without the place of everybody: small, whatever the size of the conversation. */
export const opinionGroups = defineView({
  name: 'opinion-groups',
  version: 3,
  title: 'Opinion groups',
  summary:
    'What the opinion map finds, without the places of single people: whether there are clear groups, the statements that speak for each or name the axes, and what all of them hold.',
  value: z.union([
    z.strictObject({
      mode: z.literal('robust').describe('Groups only where there is a gap between them.'),
      ...people,
      verdict,
      before,
      groups,
      parts,
      ends,
      axes: z.array(axis).describe('The two directions in which opinions differ most.'),
      consensus,
      majority,
      you: ownPlace.nullable().describe('Where the account that was asked about stands; null: nowhere, or none was.'),
    }),
    z.strictObject({
      mode: z.literal('classic').describe('The steps of production Polis.'),
      ...people,
      groups: classic.groups,
      consensus: classic.consensus,
      majority: classic.majority,
    }),
  ]),
  params: z.strictObject({
    conversation: conversationId,
    mode: mapMode,
    account: accountAddress.optional().describe('Whose place is told.').meta({ own: true }),
  }),

  from: { ledger, conversations, ballots, maps, classicMaps },

  answer({ ledger, conversations, ballots, maps, classicMaps }, { conversation: id, mode, account }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const map = mode === 'classic' ? classicMaps(id) : maps(id)
    const imported = map.participants.filter(({ key }) => key.startsWith('import:')).length
    const all = { people: map.participants.length, imported }
    const { consensus, majority } = map
    if (!isRobust(map)) return { mode: 'classic' as const, ...all, groups: map.groups, consensus, majority }
    const { groups, verdict, before, parts, ends } = map
    const axes = map.axes.map(({ loadings: _, ...axis }) => axis)
    const you = account === undefined ? null : placeOf(map, account, votesOf(ballots.get(id), account))
    return { mode: 'robust' as const, ...all, verdict, before, groups, parts, ends, axes, consensus, majority, you }
  },
})
