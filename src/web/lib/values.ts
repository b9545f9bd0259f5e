/** The values of the views as the pages read them: the views' own types, with ids as plain text. */

import type { OpinionMap } from '../../views/conversation/opinion-map/value.ts'
import type { ConversationSummary, NextStatement, StatementSummary } from '../../views/conversation/values.ts'
import type { AccountValue } from '../../views/people/values/account.ts'

export type { AccountValue, ConversationSummary, NextStatement, OpinionMap, StatementSummary }

/** A statement as the card shows it. */
export type ShownStatement = NonNullable<NextStatement['statement']>

/** What may be done in a conversation at an instant. */
export type Phase = 'open' | 'not open yet' | 'closed' | 'taken back'

export function phaseOf({ opens, closes, revoked }: ConversationSummary, now: number): Phase {
  if (revoked) return 'taken back'
  if (closes !== null && now >= closes) return 'closed'
  return opens !== null && now < opens ? 'not open yet' : 'open'
}
