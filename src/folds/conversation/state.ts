import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { SealedCount, SealedVotes } from './sealed.ts'

/** A conversation that began here, or that was brought in. */
export interface Conversation {
  id: RecordId
  /** Place in the log, and admission time in Unix milliseconds. */
  index: number
  ms: number
  kind: 'conversation' | 'import'
  author: Address
  title: string
  description: string | null
  /** Admission times in Unix milliseconds; null: from the start, and for ever. */
  opens: number | null
  closes: number | null
  add: 'anyone' | 'author'
  totals: 'always' | 'after-close'
  /** Of sealed votes: how many there are, and until when they can be opened, Unix milliseconds; null: votes are open. */
  sealed: (SealedCount & { ends: number }) | null
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
  sealed: SealedVotes
}

/** The statement that a vote is on; that of an opening is the one of the sealed vote that it names. */
export function statementVotedOn(
  { statements, sealed }: Readonly<Conversations>,
  about: RecordId,
): Statement | undefined {
  return statements.get(sealed.all.get(about)?.statement ?? about)
}
