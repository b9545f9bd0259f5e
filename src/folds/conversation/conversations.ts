import { importedStatementId } from '../../evidence/polis.ts'
import type { RecordId } from '../../records/ids.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { likeWords } from '../../records/title.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'
import type { Ledger } from '../ledger/state.ts'
import { type Imports, imports } from './imports.ts'
import { badStatement, badTurn, badVote, closedAlready, saidAlready, tooMany } from './judge.ts'
import { noSealedVotes, open, type SealedCount, seal, unseal } from './sealed.ts'
import { type Conversation, type Conversations, type Statement, statementVotedOn } from './state.ts'

export { type Conversation, type Conversations, type Statement, statementVotedOn, wordsOf } from './state.ts'

export const conversations = defineFold({
  name: 'conversations',
  needs: { imports },
  kinds: ['import', 'conversation', 'statement', 'sealed-vote', 'opening'],
  start: (): Conversations => ({ all: new Map(), statements: new Map(), sealed: noSealedVotes() }),

  judges: {
    kinds: ['statement', 'vote', 'sealed-vote', 'opening'],
    refuses(state, { account, ms, fields }) {
      if ('conversation' in fields) return badStatement(state, account, ms, fields)
      return 'secret' in fields ? badTurn(state, account, ms, fields) : badVote(state, ms, fields)
    },
  },

  door: {
    kinds: ['statement', 'conversation'],
    refuses: (state, { account, ms, fields }) =>
      'conversation' in fields
        ? (tooMany(state, account, fields) ?? saidAlready(state, fields))
        : closedAlready(fields.closes, ms),
    turns: ({ account, fields }) =>
      'conversation' in fields
        ? [`${fields.conversation} ${likeWords(fields.body)}`, `${fields.conversation} ${account}`]
        : [],
  },

  take(state, record, { imports: sets }) {
    if (record.kind === 'conversation') state.all.set(record.id, { ...conversationOf(record), imported: null })
    else if (record.kind === 'import') bringIn(state, record, sets)
    else if (record.kind === 'statement') putStatement(state, record)
    else putSealed(state, record)
    return undefined
  },

  takeBack(state, { id, by }) {
    const [conversation, statement] = [state.all.get(id), state.statements.get(id)]
    if (conversation) conversation.revoked = by.index
    unseal(state.sealed, (vote) => sealedCountOf(state, vote.conversation), { id })
    if (!statement) return
    statement.moderated = true
    statement.revoked = true
    const its = state.all.get(statement.conversation)
    if (its) unsay(its, statement)
  },
})

function conversationOf(record: ActiveRecord<'conversation' | 'import'>): Omit<Conversation, 'imported'> {
  const { id, index, ms, account, kind, fields } = record
  return {
    id,
    index,
    ms,
    kind,
    author: account,
    title: fields.title,
    description: fields.body ?? null,
    about: 'about' in fields ? (fields.about ?? null) : null,
    opens: 'opens' in fields ? (fields.opens ?? null) : null,
    closes: fields.closes ?? null,
    add: fields.add,
    totals: fields.totals ?? 'always',
    sealed: sealedOf(fields),
    statements: [],
    said: new Map(),
    added: new Map(),
    revoked: null,
  }
}

function sealedOf(fields: FieldsOf<'conversation' | 'import'>): Conversation['sealed'] {
  const ends = 'openingEnds' in fields ? fields.openingEnds : undefined
  return ends === undefined ? null : { votes: 0, opened: 0, ends }
}

function putSealed(
  state: Conversations,
  { id, index, account, fields }: ActiveRecord<'sealed-vote' | 'opening'>,
): void {
  const conversation = statementVotedOn(state, fields.about)?.conversation
  if (conversation === undefined) throw new Error(`The vote ${id} counts without its statement.`)
  const count = sealedCountOf(state, conversation)
  if ('secret' in fields) open(state.sealed, count, { id, index, fields })
  else seal(state.sealed, count, conversation, { id, account, fields })
}

function sealedCountOf({ all }: Conversations, id: RecordId): SealedCount {
  const count = all.get(id)?.sealed
  if (!count) throw new Error(`The conversation ${id} has no sealed votes.`)
  return count
}

function bringIn(state: Conversations, record: ActiveRecord<'import'>, sets: Readonly<Imports>): void {
  const { licence, attribution, source = null } = record.fields
  const conversation = { ...conversationOf(record), imported: { licence, attribution, source } }
  state.all.set(record.id, conversation)
  for (const { id, body, moderated, meta } of sets.get(record.id)?.statements ?? []) {
    addStatement(state, conversation, {
      id: importedStatementId(record.id, id),
      index: null,
      author: null,
      body,
      imported: id,
      moderated: moderated === -1,
      meta,
    })
  }
}

function putStatement(state: Conversations, { id, index, account, fields }: ActiveRecord<'statement'>): void {
  const conversation = state.all.get(fields.conversation)
  if (!conversation) throw new Error(`The statement ${id} counts without its conversation.`)
  const own = { id, index, author: account, body: fields.body, imported: null, moderated: false, meta: false }
  addStatement(state, conversation, own)
  conversation.added.set(account, (conversation.added.get(account) ?? 0) + 1)
}

function addStatement(
  state: Conversations,
  conversation: Conversation,
  own: Omit<Statement, 'conversation' | 'position' | 'revoked'>,
): void {
  const position = conversation.statements.length
  const statement = { ...own, conversation: conversation.id, position, revoked: false }
  conversation.statements.push(statement)
  const words = likeWords(statement.body)
  if (!statement.moderated) conversation.said.set(words, (conversation.said.get(words) ?? new Set()).add(statement.id))
  state.statements.set(statement.id, statement)
}

/** Its words are free again, unless another statement says them too: logs from before this rule have such. */
function unsay({ said }: Conversation, { id, body }: Statement): void {
  const words = likeWords(body)
  const same = said.get(words)
  if (same?.delete(id) && same.size === 0) said.delete(words)
}

/**
 * Are the totals of the conversation still kept back? They show once the log has an entry of the closing time or later, those
 * of sealed votes of the time until which they can be opened: whoever has not opened yet is not to be led by who has. The
 * log has no other clock.
 */
export function totalsHidden({ ms }: Pick<Ledger, 'ms'>, { totals, closes, sealed }: Conversation): boolean {
  if (sealed !== null) return ms < sealed.ends
  return totals === 'after-close' && closes !== null && ms < closes
}
