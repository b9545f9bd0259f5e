import * as z from 'zod'
import { type Conversations, totalsHidden } from '../../../folds/conversation/conversations.ts'
import type { Ledger } from '../../../folds/ledger/state.ts'
import type { RecordId } from '../../../records/ids.ts'
import { Refusal } from '../../../records/refusals.ts'
import { conversationId, recordIdParam } from '../../params.ts'
import type { RobustSpread } from '../opinion-map/robust-spread.ts'
import type { AnyMap } from '../opinion-map/robust-value.ts'
import { mapMode } from '../opinion-map.ts'
import { type SaidOnMap, saidOnMap } from './said.ts'
import type { StatementVotes } from './value.ts'

/** How one statement of a map is asked about. */
export const onStatement = z.strictObject({
  conversation: conversationId,
  statement: recordIdParam.describe('Id of a statement of that conversation.'),
  mode: mapMode,
})

/** What the map of a conversation follows from. */
interface Given {
  ledger: Readonly<Ledger>
  conversations: Readonly<Conversations>
  spreads(id: RecordId): RobustSpread
  maps(id: RecordId): AnyMap
  classicMaps(id: RecordId): AnyMap
}

/** What the map says of a statement, with what the views about it leave out or keep. */
export interface Asked extends SaidOnMap {
  map: AnyMap
  figures: StatementVotes
}

/**
 * What everybody on the map says on a statement. Refused while totals are hidden, and of a statement that is not in the
 * conversation or was taken off its map (moderated, taken back, or about the conversation itself).
 */
export function askedOn(
  given: Given,
  { conversation: id, statement, mode }: z.output<typeof onStatement>,
): Asked | Refusal {
  const conversation = given.conversations.all.get(id)
  if (!conversation) return new Refusal('conversation-unknown', { id })
  if (totalsHidden(given.ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
  const its = conversation.statements.find((each) => each.id === statement)
  if (!its) return new Refusal('statement-unknown', { id: statement })
  if (its.moderated || its.meta) return new Refusal('statement-unknown', { id: statement, reason: 'off-map' })
  const map = mode === 'classic' ? given.classicMaps(id) : given.maps(id)
  const found = saidOnMap(map, given.spreads(id), its.position)
  const figures = {
    statement: { id: its.id, imported: its.imported, body: its.body },
    people: map.participants.length,
    said: found.said,
    sides: found.sides,
  }
  return { ...found, map, figures }
}
