import { importedStatementId, type PolisSet, parsePolis } from '../../evidence/polis.ts'
import type { FoldRecord, RecordOf } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Entry, Evidence } from '../../views/view.ts'
import type { Account, Conversation, Ledger, Statement } from './state.ts'

/**
 * Takes a record into the register. Already checked: `judge` allows it. A refusal when the files of an import are not at
 * hand or cannot be read; the register is then as it was.
 */
export function apply(register: Ledger, record: FoldRecord, { index, ms }: Entry, evidence: Evidence): Refusal | null {
  switch (record.kind) {
    case 'policy':
      applyPolicy(register, record, index)
      return null
    case 'session':
      applySession(register, record, index, ms)
      return null
    case 'conversation':
      register.conversations.set(record.id, { ...conversationOf(record, index), imported: null })
      return null
    case 'import':
      return applyImport(register, record, index, evidence)
    case 'statement':
      applyStatement(register, record, index)
      return null
    case 'revoke':
      applyRevoke(register, record, index)
      return null
    case 'removal':
      for (const removed of record.fields.indexes) register.removals.set(removed, index)
      return null
    case 'snapshot':
    case 'movement':
      register.chain ??= record.fields.chain
      return null
    case 'remark':
      applyRemark(register, record, index)
      return null
    default:
      return null
  }
}

function applyPolicy(register: Ledger, { id, origin, account, fields }: RecordOf<'policy'>, index: number): void {
  register.origin ??= origin
  register.operator ??= account
  register.policies.push({ id, index, fields })
}

function applySession(register: Ledger, { id, account, fields }: RecordOf<'session'>, index: number, ms: number): void {
  const { sessionKey: key, may, notAfter } = fields
  const session = { id, index, account, key, may, notAfter, since: ms, revoked: null }
  register.sessions.set(id, session)
  // remember() has made the account before anything is applied.
  register.accounts.get(account)!.sessions.push(session)
}

function applyImport(register: Ledger, record: RecordOf<'import'>, index: number, evidence: Evidence): Refusal | null {
  const set = readImport(record.fields, evidence)
  if (set instanceof Refusal) return set
  const { licence, attribution, source = null } = record.fields
  const conversation: Conversation = {
    ...conversationOf(record, index),
    imported: { set, licence, attribution, source },
  }
  register.conversations.set(record.id, conversation)
  for (const { id, body, moderated, meta } of set.statements) {
    const signedAs = importedStatementId(record.id, id)
    const own = { id: signedAs, index: null, author: null, body, imported: id, moderated: moderated === -1, meta }
    addStatement(register, conversation, own)
  }
  return null
}

/** The set that an import names. A refusal when a file is not at hand or cannot be read; its hash is checked by whoever
 * fetched it. */
export function readImport({ comments, votes }: FieldsOf<'import'>, evidence: Evidence): PolisSet | Refusal {
  const files = { comments: evidence(comments), votes: evidence(votes) }
  if (!files.comments) return missing('comments.csv', comments)
  if (!files.votes) return missing('votes.csv', votes)
  return parsePolis({ comments: files.comments, votes: files.votes })
}

function missing(name: string, sha256: string): Refusal {
  return new Refusal('evidence-missing', `The file ${name} with the SHA-256 ${sha256} is not at hand: add it first.`)
}

function conversationOf(
  { id, account, kind, fields }: RecordOf<'conversation'> | RecordOf<'import'>,
  index: number,
): Omit<Conversation, 'imported'> {
  return {
    id,
    index,
    kind,
    author: account,
    title: fields.title,
    description: fields.body ?? null,
    opens: 'opens' in fields ? (fields.opens ?? null) : null,
    closes: fields.closes ?? null,
    add: fields.add,
    totals: fields.totals ?? 'always',
    statements: [],
    revoked: null,
  }
}

function applyStatement(register: Ledger, { id, account, fields }: RecordOf<'statement'>, index: number): void {
  const conversation = register.conversations.get(fields.conversation)!
  const own = { id, index, author: account, body: fields.body, imported: null, moderated: false, meta: false }
  addStatement(register, conversation, own)
}

function applyRemark(register: Ledger, { fields }: RecordOf<'remark'>, index: number): void {
  const { chain, by, hash, extrinsic, block, record } = fields
  register.chain ??= chain
  register.remarks.set(record, [...(register.remarks.get(record) ?? []), { by, hash, extrinsic, block, index }])
}

function addStatement(
  register: Ledger,
  conversation: Conversation,
  own: Omit<Statement, 'conversation' | 'position'>,
): void {
  const statement = { ...own, conversation, position: conversation.statements.length }
  conversation.statements.push(statement)
  register.statements.set(statement.id, statement)
}

/** From here on the record named is as if it were not there, for what comes after it. */
function applyRevoke(register: Ledger, { fields: { record: id } }: RecordOf<'revoke'>, index: number): void {
  register.revoked.set(id, index)
  const session = register.sessions.get(id)
  if (session) session.revoked = index
  const conversation = register.conversations.get(id)
  if (conversation) conversation.revoked = index
  const statement = register.statements.get(id)
  if (statement) statement.moderated = true
  register.policies = register.policies.filter((policy) => policy.id !== id)
}

/** Notes that a record is there, whether it counts or not. */
export function remember(register: Ledger, { id, account, kind }: FoldRecord, index: number): void {
  if (!register.seen.has(id)) register.seen.set(id, index)
  const known: Account = register.accounts.get(account) ?? { address: account, first: index, records: 0, sessions: [] }
  known.records++
  if (known.records === 1) register.accounts.set(account, known)
  register.authors.push(account)
  register.kinds.push(kind)
}
