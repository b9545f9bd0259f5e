import { importedStatementId } from '../../evidence/polis.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { likeWords } from '../../records/title.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'
import { timeOf } from '../ledger/judge.ts'
import type { Ledger } from '../ledger/state.ts'
import { type Imports, imports } from './imports.ts'

/** A conversation that began here, or that was brought in. */
export interface Conversation {
  id: RecordId
  index: number
  kind: 'conversation' | 'import'
  author: Address
  title: string
  description: string | null
  /** Admission times in Unix milliseconds; null: from the start, and for ever. */
  opens: number | null
  closes: number | null
  add: 'anyone' | 'author'
  totals: 'always' | 'after-close'
  /** Imported ones in the order of their file, then signed ones in the order of the log. */
  statements: Statement[]
  /** The text of what it is about; null where that is nothing in particular. */
  about: string | null
  /** Where it was brought in from; null when it began here. */
  imported: { licence: string; attribution: string; source: string | null } | null
  /** Which statements say these words (`likeWords`), of those that can be voted on: one, in logs of today. */
  said: Map<string, Set<RecordId>>
  /** How many statements each account added, those that were taken back included. */
  added: Map<Address, number>
  /** Index from which it takes no more votes and statements, because its author took it back. */
  revoked: number | null
}

export interface Statement {
  id: RecordId
  conversation: RecordId
  /** Its position in the conversation's `statements`. */
  position: number
  /** Place in the log and author; null for an imported statement, which nobody signed here. */
  index: number | null
  author: Address | null
  body: string
  /** Its number in the imported set; null for a signed statement. */
  imported: number | null
  /** Not shown and not voted on: moderated out where it comes from, or taken back by its author. */
  moderated: boolean
  /** Taken back by its author. */
  revoked: boolean
  /** About the conversation itself (imported statements only). */
  meta: boolean
}

/** What a statement says; null where moderators rejected it before it was brought in: their verdict holds here too. */
export function wordsOf({ body, imported, moderated }: Statement): string | null {
  return imported !== null && moderated ? null : body
}

/** Which conversations there are, and what was stated in them. */
export interface Conversations {
  /** Conversations and imports, in the order of the log. */
  all: Map<RecordId, Conversation>
  /** Signed and imported statements of all conversations. */
  statements: Map<RecordId, Statement>
}

export const conversations = defineFold({
  name: 'conversations',
  needs: { imports },
  kinds: ['import', 'conversation', 'statement'],
  start: (): Conversations => ({ all: new Map(), statements: new Map() }),

  judges: {
    kinds: ['statement', 'vote'],
    refuses(state, record) {
      return record.kind === 'statement' ? badStatement(state, record) : badVote(state, record)
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
    return undefined
  },

  takeBack(state, { kind, id, by }) {
    const [conversation, statement] = [state.all.get(id), state.statements.get(id)]
    if (conversation) conversation.revoked = by.index
    if (kind !== 'statement' || !statement) return
    statement.moderated = true
    statement.revoked = true
    const its = state.all.get(statement.conversation)
    if (its) unsay(its, statement)
  },
})

function conversationOf(record: ActiveRecord<'conversation' | 'import'>): Omit<Conversation, 'imported'> {
  const { id, index, account, kind, fields } = record
  return {
    id,
    index,
    kind,
    author: account,
    title: fields.title,
    description: fields.body ?? null,
    about: 'about' in fields ? (fields.about ?? null) : null,
    opens: 'opens' in fields ? (fields.opens ?? null) : null,
    closes: fields.closes ?? null,
    add: fields.add,
    totals: fields.totals ?? 'always',
    statements: [],
    said: new Map(),
    added: new Map(),
    revoked: null,
  }
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

function badStatement(state: Conversations, { account, ms, fields }: ActiveRecord<'statement'>): Refusal | null {
  const conversation = state.all.get(fields.conversation)
  if (!conversation) return new Refusal('conversation-unknown', { id: fields.conversation })
  return notOpen(conversation, ms) ?? notAllowedToAdd(conversation, account)
}

/** Its words are free again, unless another statement says them too: logs from before this rule have such. */
function unsay({ said }: Conversation, { id, body }: Statement): void {
  const words = likeWords(body)
  const same = said.get(words)
  if (same?.delete(id) && same.size === 0) said.delete(words)
}

/** Most statements that one account adds to the conversation of another, and to its own. */
const mostAdded = { others: 20, author: 200 }

function tooMany(state: Conversations, account: Address, fields: FieldsOf<'statement'>): Refusal | null {
  const conversation = state.all.get(fields.conversation)
  if (!conversation) return null
  const most = account === conversation.author ? mostAdded.author : mostAdded.others
  const added = conversation.added.get(account) ?? 0
  return added < most ? null : new Refusal('too-many-statements', { title: conversation.title, most })
}

function saidAlready(state: Conversations, fields: FieldsOf<'statement'>): Refusal | null {
  const [id] = state.all.get(fields.conversation)?.said.get(likeWords(fields.body)) ?? []
  return id === undefined ? null : new Refusal('said-already', { id })
}

/** A conversation that is over before it begins would only look as if nobody had anything to say. */
function closedAlready(closes: number | undefined, ms: number): Refusal | null {
  if (closes === undefined || closes > ms) return null
  return new Refusal('bad-field', { reason: 'closes-in-the-past', closes: timeOf(closes) })
}

function badVote(state: Conversations, { ms, fields }: ActiveRecord<'vote'>): Refusal | null {
  const statement = state.statements.get(fields.about)
  const conversation = statement && state.all.get(statement.conversation)
  if (!statement || !conversation) return new Refusal('statement-unknown', { id: fields.about })
  if (statement.revoked) return new Refusal('revoked', { reason: 'statement' })
  if (statement.moderated) return new Refusal('statement-unknown', { reason: 'moderated', id: fields.about })
  return notOpen(conversation, ms)
}

/** Opening and closing times are compared with admission, never with the time that a record claims. */
function notOpen({ title, opens, closes, revoked }: Conversation, ms: number): Refusal | null {
  if (revoked !== null) return new Refusal('revoked', { reason: 'conversation', title, by: revoked })
  if (opens !== null && ms < opens) return new Refusal('conversation-not-open', { title, opens: timeOf(opens) })
  if (closes !== null && ms >= closes) return new Refusal('conversation-closed', { title, closes: timeOf(closes) })
  return null
}

function notAllowedToAdd({ add, author, title }: Conversation, account: Address): Refusal | null {
  return add === 'anyone' || account === author ? null : new Refusal('not-allowed-to-add', { author, title })
}

/**
 * Are the totals of the conversation still kept back? They show once the log has an entry of the closing time or later:
 * the log has no other clock.
 */
export function totalsHidden({ ms }: Pick<Ledger, 'ms'>, { totals, closes }: Conversation): boolean {
  return totals === 'after-close' && closes !== null && ms < closes
}
