import * as z from 'zod'
import { conversations, totalsHidden } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import type { Address } from '../../log/ss58.ts'
import { Refusal } from '../../records/refusals.ts'
import { count } from '../fields.ts'
import { accountAddress, conversationId } from '../params.ts'
import { defineView } from '../view.ts'
import { classicMaps, maps } from './opinion-map/maps.ts'
import { isRobust, type RobustMap, robustMapValue } from './opinion-map/robust-value.ts'
import { opinionMapValue } from './opinion-map/value.ts'
import { mapMode } from './opinion-map.ts'

const people = {
  people: count.describe('People on the map.'),
  imported: count.describe('Those of them whose voice came with the import and is nobody’s signature here.'),
}
const classic = opinionMapValue.shape
const { verdict, groups, parts, ends, consensus, majority } = robustMapValue.shape
const axis = robustMapValue.shape.axes.element.omit({ loadings: true })

const own = robustMapValue.shape.participants.element.omit({ key: true, votes: true }).extend({
  votes: count.describe('How many of the statements that are left the account voted on.'),
  below: z
    .tuple([z.number(), z.number()])
    .describe('On each axis, the part of the others on the map who stand lower: 0 to 1.'),
})
export type OwnPlace = z.infer<typeof own>

/** What the opinion map finds, without the place of everybody: small, whatever the size of the conversation. */
export const opinionGroups = defineView({
  name: 'opinion-groups',
  version: 2,
  title: 'Opinion groups',
  summary:
    'What the opinion map finds, without the places of single people: whether there are clear groups, the statements that speak for each or name the axes, and what all of them hold.',
  value: z.union([
    z.strictObject({
      mode: z.literal('robust').describe('Groups only where there is a gap between them.'),
      ...people,
      verdict,
      groups,
      parts,
      ends,
      axes: z.array(axis).describe('The two directions in which opinions differ most.'),
      consensus,
      majority,
      you: own.nullable().describe('Where the account that was asked about stands; null: nowhere, or none was.'),
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

  from: { ledger, conversations, maps, classicMaps },

  answer({ ledger, conversations, maps, classicMaps }, { conversation: id, mode, account }) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const map = mode === 'classic' ? classicMaps(id) : maps(id)
    const imported = map.participants.filter(({ key }) => key.startsWith('import:')).length
    const all = { people: map.participants.length, imported }
    const { groups, consensus, majority } = map
    if (!isRobust(map)) return { mode: 'classic' as const, ...all, groups, consensus, majority }
    const { verdict, parts, ends } = map
    const axes = map.axes.map(({ loadings: _, ...axis }) => axis)
    const you = account === undefined ? null : placeOf(map, account)
    return { mode: 'robust' as const, ...all, verdict, groups, parts, ends, axes, consensus, majority, you }
  },
})

/** The place of an account among the others who are on the map. */
function placeOf({ participants }: RobustMap, account: Address): OwnPlace | null {
  const own = participants.find(({ key }) => key === account)
  if (!own) return null
  const others = participants.filter(({ key, half, group }) => key !== account && (half !== null || group !== null))
  const below = (axis: 'x' | 'y'): number =>
    others.length === 0 ? 0 : others.filter((other) => other[axis] < own[axis]).length / others.length
  const { key: _, ...place } = own
  return { ...place, below: [below('x'), below('y')] }
}
