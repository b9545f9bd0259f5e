import type { Proposal } from '../../../folds/chain/proposals.ts'
import { votersOf } from '../../../folds/conversation/ballots.ts'
import { type Conversation, totalsHidden, wordsOf } from '../../../folds/conversation/conversations.ts'
import type { Counted } from '../../../folds/conversation/counted.ts'
import { emptyTally } from '../../../folds/conversation/tally.ts'
import type { RecordId } from '../../../records/ids.ts'
import type { TalkRow } from '../values/proposal.ts'
import { conversationsOn, type Proposing } from './summaries.ts'

/** Conversations that an answer has at most, and statements of each. */
const [most, mostStatements] = [20, 3]

type Given = Proposing & { readonly countedVotes: (conversation: RecordId) => Counted }

/** Conversations about a call that stand, those of the operator first, each with what has the most votes. */
export function talksOn(given: Given, call: Proposal): TalkRow[] {
  const { operator } = given.ledger
  return conversationsOn(given, call)
    .filter(({ revoked }) => revoked === null)
    .sort((a, b) => Number(b.author === operator) - Number(a.author === operator) || a.index - b.index)
    .slice(0, most)
    .map((each) => talkOf(given, each))
}

function talkOf({ countedVotes, ledger }: Given, conversation: Conversation): TalkRow {
  const { id, title, author, closes, statements } = conversation
  const { signed } = countedVotes(id)
  const tally = signed?.tally ?? emptyTally()
  const hidden = totalsHidden(ledger, conversation)
  const open = statements.filter(({ moderated }) => !moderated)
  const counted = open.flatMap((each) => {
    const body = wordsOf(each)
    const [agree, disagree, pass] = [tally.agree, tally.disagree, tally.pass].map(
      (column) => column[each.position] ?? 0,
    )
    return body === null ? [] : [{ id: each.id, body, agree: agree ?? 0, disagree: disagree ?? 0, pass: pass ?? 0 }]
  })
  const votes = ({ agree, disagree, pass }: TalkRow['leading'][number]): number => agree + disagree + pass
  const voted = counted.filter((each) => votes(each) > 0).sort((a, b) => votes(b) - votes(a))
  return {
    id,
    title,
    author,
    operator: author === ledger.operator,
    closes,
    statements: open.length,
    participants: signed ? votersOf(signed) : 0,
    votes: tally.votes,
    hidden,
    leading: hidden ? [] : voted.slice(0, mostStatements),
  }
}
