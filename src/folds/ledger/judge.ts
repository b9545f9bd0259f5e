import { isRemovable, pointerIn } from '../../records/about-record.ts'
import type { RecordId } from '../../records/ids.ts'
import type { Pointer } from '../../records/kind.ts'
import type { AnyRecord, FoldRecord, RecordOf } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import { kindNames, kindOf } from '../../records/registry.ts'
import { remarkOf } from '../../records/signature-check.ts'
import { formatTime } from '../../records/time.ts'
import { refusedGuest } from './guests.ts'
import { type Ledger, seenRemark } from './state.ts'

/**
 * Would the record count as the next entry, admitted at `ms` (Unix milliseconds), as far as the ledger knows? null, or
 * why not. What a subject knows beside that (is the conversation open?) its own fold answers. Not checked here: the form
 * of the record (parseRecord), its signature, its age, and the files that it names.
 */
export function judge(ledger: Readonly<Ledger>, record: FoldRecord, ms: number): Refusal | null {
  return (
    misplaced(ledger, record) ??
    badSession(ledger, record, ms) ??
    refusedGuest(ledger, record) ??
    unseenRemark(ledger, record) ??
    (record.known
      ? (notOperator(ledger, record) ?? otherChain(ledger, record) ?? breaksRule(ledger, record, ms))
      : new Refusal('unknown-kind', { action: record.action }))
  )
}

/** A log begins with the policy of its operator, is signed for one origin, and has each text once. */
function misplaced(ledger: Readonly<Ledger>, record: FoldRecord): Refusal | null {
  const isPolicy = record.kind === 'policy' && record.session === undefined
  if (ledger.size === 0 ? !isPolicy : ledger.operator === null) return new Refusal('first-record')
  if (ledger.origin !== null && record.origin !== ledger.origin)
    return new Refusal('wrong-origin', { origin: record.origin, expected: ledger.origin })
  const index = ledger.seen.get(record.id)
  return index === undefined ? null : new Refusal('duplicate', { index })
}

/** A session key signs for its own account, before the session ends, and only what the session names. */
function badSession(ledger: Readonly<Ledger>, record: FoldRecord, ms: number): Refusal | null {
  const { session: id, account, kind, action } = record
  if (id === undefined) return null
  const session = ledger.sessions.get(id)
  if (session === undefined || session.account !== account)
    return new Refusal('session-unknown', { session: id, account })
  if (session.revoked !== null) return new Refusal('session-revoked', { index: session.revoked })
  if (ms > session.notAfter) return new Refusal('session-expired', { time: timeOf(session.notAfter) })
  // A session may always end itself; the rule of the kind holds it to that.
  const may = kind === 'revoke' || session.may.some((each) => each === kind && kindOf(each).session)
  return may ? null : new Refusal('session-scope', { action })
}

/** A record that the chain signs for counts only after the observer found the remark. */
function unseenRemark(ledger: Readonly<Ledger>, record: FoldRecord): Refusal | null {
  const place = remarkOf(record)
  if (place === null || seenRemark(ledger, record.id, record.account, place)) return null
  const { extrinsic, hash } = place
  return new Refusal('remark-unseen', { reason: 'not-told', account: record.account, id: record.id, extrinsic, hash })
}

function notOperator(ledger: Readonly<Ledger>, { kind, account }: AnyRecord): Refusal | null {
  if (kindOf(kind).signer !== 'operator' || ledger.operator === null || account === ledger.operator) return null
  return new Refusal('not-operator', { operator: ledger.operator, kind })
}

/** A log is about one chain: figures of two would be taken for one. */
function otherChain({ chain: own }: Readonly<Ledger>, { fields }: AnyRecord): Refusal | null {
  const chain = chainOf(fields)
  return own === null || chain === null || own === chain ? null : new Refusal('wrong-chain', { own, chain })
}

/** Hash of block 0 of the chain that a record says it is about, or null. */
export function chainOf(fields: AnyRecord['fields']): string | null {
  return 'chain' in fields ? fields.chain : null
}

/** What the ledger itself asks of a kind: about sessions, about what is taken back or removed, and what records point at. */
function breaksRule(ledger: Readonly<Ledger>, record: AnyRecord, ms: number): Refusal | null {
  switch (record.kind) {
    case 'session':
      return ms <= record.fields.notAfter
        ? null
        : new Refusal('session-expired', { reason: 'at-once', time: timeOf(record.fields.notAfter) })
    case 'revoke':
      return badRevoke(ledger, record)
    case 'removal':
      return badRemoval(ledger, record)
    default:
      return badTarget(ledger, record)
  }
}

/** What settles who is who and what was removed cannot be taken back; everything else of one's own can, once. */
function badRevoke(ledger: Readonly<Ledger>, { account, fields: { record: id } }: RecordOf<'revoke'>): Refusal | null {
  const index = ledger.seen.get(id)
  if (index === undefined) return new Refusal('target-unknown', { id })
  const author = ledger.authors[index] ?? null
  if (author !== account) return new Refusal('not-yours', { reason: 'revoke', index, account: String(author) })
  const earlier = ledger.revoked.get(id)
  if (earlier !== undefined) return new Refusal('revoked', { reason: 'twice', index, by: earlier })
  const kind = ledger.kinds[index] ?? null
  if (index === 0 || !isRevocable(kind))
    return new Refusal('bad-field', { reason: 'not-revocable', index, kind: String(kind) })
  return null
}

/**
 * A removal names earlier entries. The first entry and other removals stay: without them nobody could tell who may
 * remove, or why a place is empty.
 */
function badRemoval(ledger: Readonly<Ledger>, { fields }: RecordOf<'removal'>): Refusal | null {
  for (const index of fields.indexes) {
    if (index >= ledger.size)
      return new Refusal('target-unknown', { reason: 'no-entry-yet', index, last: ledger.size - 1 })
    const earlier = ledger.removals.get(index)
    if (earlier !== undefined) return new Refusal('removed', { reason: 'twice', index, by: earlier })
    if (index === 0) return new Refusal('first-record', { reason: 'stays' })
    const kind = ledger.kinds[index] ?? null
    if (kind !== null && !isRemovable(kind))
      return new Refusal('bad-field', { reason: 'not-removable', index, kind: String(kind) })
  }
  return null
}

/** Kinds from the future may be taken back like any other. */
const isRevocable = (kind: FoldRecord['kind'] | null): boolean =>
  kind === null || kind === 'unknown' || kindOf(kind).revocable

/**
 * Is what a record points at there, of the right kind, and not taken back? null, or why the record does not count. What a
 * fold judges by rules of its own is left to it. Whether a record answers for the right person follows from the chain,
 * so it is for the views.
 */
function badTarget(ledger: Readonly<Ledger>, record: AnyRecord): Refusal | null {
  const { points } = kindOf(record.kind)
  // Every entry of a log comes through here: no list is made of what is looked at once.
  for (const field in points) {
    const pointer = points[field]
    const id = pointer && pointer.judgedBy === undefined ? pointerIn(record, field) : null
    const refusal = pointer && id !== null ? wrongTarget(ledger, record, id, pointer) : null
    if (refusal) return refusal
  }
  return null
}

function wrongTarget(ledger: Readonly<Ledger>, record: AnyRecord, id: RecordId, pointer: Pointer): Refusal | null {
  const allowed = pointer.kinds === 'any' ? kindNames : pointer.kinds
  const index = ledger.seen.get(id)
  const kind = index === undefined ? undefined : allowed.find((each) => each === ledger.kinds[index])
  if (index === undefined || kind === undefined)
    return new Refusal('target-unknown', { reason: 'of-kind', id, kinds: allowed })
  const gone = ledger.revoked.get(id)
  if (gone !== undefined) return new Refusal('revoked', { reason: 'target', index, by: gone })
  const isOwn = ledger.authors[index] === record.account
  if (pointer.whose === 'own' && !isOwn)
    return new Refusal('not-yours', { reason: 'target', index, kind, account: String(ledger.authors[index]) })
  if (pointer.whose === 'others' && isOwn) return new Refusal('not-others', { index, kind, own: record.kind })
  return null
}

/** A time as records write it. */
export const timeOf = (ms: number): string => formatTime(ms) ?? `${ms} ms`
