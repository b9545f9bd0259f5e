import type { Address } from '../../log/ss58.ts'
import { type AnyRecord, type FoldRecord, type RecordOf, remarkOf } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import { type KindName, kinds } from '../../records/registry.ts'
import { formatTime } from '../../records/time.ts'
import { type Conversation, type Ledger, seenRemark } from './state.ts'
import { badTarget } from './targets.ts'

/**
 * Would the record count as the next entry, admitted at `ms`? null, or why not. Admission and every later fold ask the
 * same, so what was admitted counts, unless something before it was removed or came in between. Not checked here: the
 * form of the record (parseRecord), its signature, its age, and the files that an import names (readImport).
 */
export function judge(register: Ledger, record: FoldRecord, ms: number): Refusal | null {
  return (
    misplaced(register, record) ??
    badSession(register, record, ms) ??
    unseenRemark(register, record) ??
    (record.known ? (notOperator(register, record) ?? breaksRule(register, record, ms)) : unknownKind(record.action))
  )
}

/** A log begins with the policy of its operator, is signed for one origin, and has each text once. */
function misplaced(register: Ledger, record: FoldRecord): Refusal | null {
  const isPolicy = record.kind === 'policy' && record.session === undefined
  if (register.size === 0 ? !isPolicy : register.operator === null)
    return new Refusal('first-record', 'A log begins with a policy that its operator signed: sign that first.')
  if (register.origin !== null && record.origin !== register.origin)
    return new Refusal(
      'wrong-origin',
      `The record is for ${record.origin}, this log is ${register.origin}: sign it anew.`,
    )
  const index = register.seen.get(record.id)
  if (index !== undefined)
    return new Refusal('duplicate', `The log already has this record, as entry ${index}: nothing is left to do.`)
  return null
}

/** A session key signs for its own account, before the session ends, and only what the session names. */
function badSession(register: Ledger, { session: id, account, kind, action }: FoldRecord, ms: number): Refusal | null {
  if (id === undefined) return null
  const session = register.sessions.get(id)
  if (session === undefined || session.account !== account)
    return new Refusal('session-unknown', `The log has no session ${id} of ${account}: sign in again.`)
  if (session.revoked !== null)
    return new Refusal('session-revoked', `The session was revoked by entry ${session.revoked}: sign in again.`)
  if (ms > session.notAfter)
    return new Refusal('session-expired', `The session ended at ${timeOf(session.notAfter)}: sign in again.`)
  if (kind !== 'revoke' && !session.may.some((each) => each === kind && kinds[each].session))
    return new Refusal('session-scope', `A session key may not sign a ${action} record: sign it with the wallet.`)
  return null
}

/** A record that the chain signs for counts only after the observer found the remark. */
function unseenRemark(register: Ledger, record: FoldRecord): Refusal | null {
  const place = remarkOf(record)
  if (place === null || seenRemark(register, record.id, record.account, place)) return null
  return new Refusal(
    'remark-unseen',
    `The log knows of no remark by ${record.account} with the hash ${record.id} in extrinsic ${place.extrinsic} of block ${place.hash}: send it to a site that reads the chain, once the block is final.`,
  )
}

function unknownKind(action: string): Refusal {
  return new Refusal('unknown-kind', `No kind of record is called ${action} here: a newer version may know it.`)
}

function notOperator(register: Ledger, { kind, account }: RecordOf<KindName>): Refusal | null {
  if (kinds[kind].signer !== 'operator' || register.operator === null || account === register.operator) return null
  return new Refusal('not-operator', `Only the operator of this log, ${register.operator}, may sign a ${kind} record.`)
}

/** What each kind asks of the records before it. Session, origin, operator and duplicates are checked already. */
function breaksRule(register: Ledger, record: AnyRecord, ms: number): Refusal | null {
  switch (record.kind) {
    case 'session':
      return ms <= record.fields.notAfter
        ? null
        : new Refusal('session-expired', `The session ended at ${timeOf(record.fields.notAfter)}: sign a new one.`)
    case 'statement':
      return badStatement(register, record, ms)
    case 'vote':
      return badVote(register, record, ms)
    case 'revoke':
      return badRevoke(register, record)
    case 'removal':
      return badRemoval(register, record)
    case 'snapshot':
    case 'observation':
    case 'movement':
    case 'remark':
      return otherChain(register, record.fields)
    default:
      return badTarget(register, record)
  }
}

/** A log is about one chain: figures of two would be taken for one. */
function otherChain({ chain: own }: Ledger, { chain }: { chain: string }): Refusal | null {
  if (own === null || own === chain) return null
  return new Refusal(
    'wrong-chain',
    `This log is about the chain whose block 0 is ${own}, and the record is about ${chain}: send it to its own log.`,
  )
}

function badStatement(register: Ledger, { account, fields }: RecordOf<'statement'>, ms: number): Refusal | null {
  const conversation = register.conversations.get(fields.conversation)
  if (!conversation)
    return new Refusal('conversation-unknown', `The log has no conversation ${fields.conversation}: look it up again.`)
  return notOpen(conversation, ms) ?? notAllowedToAdd(conversation, account)
}

function badVote(register: Ledger, { fields }: RecordOf<'vote'>, ms: number): Refusal | null {
  const statement = register.statements.get(fields.about)
  if (!statement) return new Refusal('statement-unknown', `The log has no statement ${fields.about}: look it up again.`)
  if (register.revoked.has(statement.id))
    return new Refusal('revoked', 'The author took this statement back: vote on another one.')
  if (statement.moderated)
    return new Refusal(
      'statement-unknown',
      'The statement was moderated out where it was imported from: vote on another.',
    )
  return notOpen(statement.conversation, ms)
}

/** Opening and closing times are compared with admission, never with the time that a record claims. */
function notOpen({ title, opens, closes, revoked }: Conversation, ms: number): Refusal | null {
  if (revoked !== null)
    return new Refusal(
      'revoked',
      `The conversation "${title}" was taken back by entry ${revoked}: nothing more counts there.`,
    )
  if (opens !== null && ms < opens)
    return new Refusal(
      'conversation-not-open',
      `The conversation "${title}" opens at ${timeOf(opens)}: come back then.`,
    )
  if (closes !== null && ms >= closes)
    return new Refusal('conversation-closed', `The conversation "${title}" closed at ${timeOf(closes)}.`)
  return null
}

function notAllowedToAdd({ add, author, title }: Conversation, account: Address): Refusal | null {
  if (add === 'anyone' || account === author) return null
  return new Refusal('not-allowed-to-add', `Only ${author}, who began "${title}", may add statements to it.`)
}

/** What settles who is who and what was removed cannot be taken back; everything else of one's own can, once. */
function badRevoke(register: Ledger, { account, fields }: RecordOf<'revoke'>): Refusal | null {
  const index = register.seen.get(fields.record)
  if (index === undefined)
    return new Refusal('target-unknown', `The log has no record ${fields.record}: look it up again.`)
  if (register.authors[index] !== account)
    return new Refusal(
      'not-yours',
      `Entry ${index} is a record of ${register.authors[index]}: only they can take it back.`,
    )
  const earlier = register.revoked.get(fields.record)
  if (earlier !== undefined)
    return new Refusal('revoked', `Entry ${index} was taken back already, by entry ${earlier}: nothing is left to do.`)
  const kind = register.kinds[index]
  if (kind === 'revoke' || kind === 'removal' || kind === 'snapshot' || kind === 'remark' || index === 0)
    return new Refusal(
      'bad-field',
      `Entry ${index} is a ${kind} record, which cannot be taken back: sign a new record.`,
    )
  return null
}

/**
 * A removal names earlier entries. The first entry and other removals stay: without them nobody could tell who may
 * remove, or why a place is empty.
 */
function badRemoval(register: Ledger, { fields }: RecordOf<'removal'>): Refusal | null {
  for (const index of fields.indexes) {
    if (index >= register.size)
      return new Refusal('target-unknown', `The log has no entry ${index} yet: its last is ${register.size - 1}.`)
    const earlier = register.removals.get(index)
    if (earlier !== undefined)
      return new Refusal('removed', `Entry ${index} was removed already, by entry ${earlier}: leave it out.`)
    if (index === 0)
      return new Refusal('first-record', 'Entry 0 names the operator of this log and stays: leave it out.')
    const kind = register.kinds[index]
    if (kind === 'removal' || kind === 'remark')
      return new Refusal(
        'bad-field',
        `Entry ${index} is a ${kind}, which stays so that people can see why others do or do not count: leave it out.`,
      )
  }
  return null
}

const timeOf = (ms: number): string => formatTime(ms) ?? `${ms} ms`
