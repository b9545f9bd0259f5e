import type { BallotBox, Ballots } from '../../../folds/conversation/ballots.ts'
import { votersOf } from '../../../folds/conversation/ballots.ts'
import { type Conversation, type Ledger, totalsHidden } from '../../../folds/register.ts'
import type { RecordId } from '../../../records/ids.ts'
import { opinionsOf } from './collect.ts'
import { makeMap } from './map.ts'
import type { OpinionMap } from './value.ts'

/** The opinion map of the conversation in which most accounts of this log have voted. */
export interface LargestMap {
  conversation: Pick<Conversation, 'id' | 'title'>
  map: OpinionMap
}

const made = new WeakMap<Ballots, { size: number; map: OpinionMap }>()

/** The largest map whose totals may be shown; of equally large ones the earliest. null when nobody has voted here. */
export function largestMap(register: Ledger, box: BallotBox): LargestMap | null {
  let chosen: { conversation: Conversation; ballots: Ballots } | null = null
  let most = 0
  for (const [id, ballots] of box) {
    const conversation = register.conversations.get(id)
    const voters = votersOf(ballots)
    if (!conversation || voters <= most || totalsHidden(register, conversation)) continue
    most = voters
    chosen = { conversation, ballots }
  }
  if (chosen === null) return null
  const { conversation, ballots } = chosen
  const known = made.get(ballots)
  const map = known?.size === register.size ? known.map : makeMap(opinionsOf(conversation, ballots))
  made.set(ballots, { size: register.size, map })
  return { conversation: { id: conversation.id as RecordId, title: conversation.title }, map }
}
