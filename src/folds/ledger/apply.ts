import type { FoldRecord, RecordOf } from '../../records/record.ts'
import { applyToGuests, endTies } from './guests.ts'
import { chainOf } from './judge.ts'
import type { Account, Ledger } from './state.ts'

/** Notes that a record is there, whether it counts or not; null: it was removed. */
export function remember(ledger: Ledger, record: FoldRecord | null, index: number, ms: number): void {
  ledger.authors.push(record?.account ?? null)
  ledger.kinds.push(record?.kind ?? null)
  ledger.times.push(ms)
  ledger.size++
  ledger.ms = ms
  if (record === null) return
  if (!ledger.seen.has(record.id)) ledger.seen.set(record.id, index)
  const known = ledger.accounts.get(record.account)
  if (known) known.records++
  else ledger.accounts.set(record.account, { address: record.account, first: index, records: 1, sessions: [] })
}

/** Takes a record in that counts, as far as it changes who may do what. The account is remembered already. */
export function apply(ledger: Ledger, record: FoldRecord, index: number, ms: number): void {
  if (!record.known) return
  ledger.chain ??= chainOf(record.fields)
  applyToGuests(ledger, record, index)
  switch (record.kind) {
    case 'policy':
      applyPolicy(ledger, record, index)
      break
    case 'session':
      applySession(ledger, record, index, ms)
      break
    case 'revoke':
      applyRevoke(ledger, record, index)
      break
    case 'removal':
      for (const removed of record.fields.indexes) ledger.removals.set(removed, index)
      break
    case 'remark':
      applyRemark(ledger, record, index)
      break
  }
}

function applyPolicy(ledger: Ledger, { id, origin, account, fields }: RecordOf<'policy'>, index: number): void {
  ledger.origin ??= origin
  ledger.operator ??= account
  ledger.policies.push({ id, index, fields })
}

function applySession(ledger: Ledger, record: RecordOf<'session'>, index: number, ms: number): void {
  const { id, account } = record
  const { sessionKey: key, may, notAfter } = record.fields
  const session = { id, index, account, key, may, notAfter, since: ms, revoked: null }
  ledger.sessions.set(id, session)
  accountIn(ledger, account).sessions.push(session)
}

/** The account of a record that `remember` has seen. */
function accountIn(ledger: Ledger, address: Account['address']): Account {
  const account = ledger.accounts.get(address)
  if (!account) throw new Error(`The ledger has not remembered ${address}.`)
  return account
}

/** From here on the record named is as if it were not there, for what comes after it. */
function applyRevoke(ledger: Ledger, { fields: { record: id } }: RecordOf<'revoke'>, index: number): void {
  ledger.revoked.set(id, index)
  const session = ledger.sessions.get(id)
  if (session) session.revoked = index
  endTies(ledger, id)
  // The last one is in force: those before it may wait to be left out until it is their turn.
  for (let last = ledger.policies.at(-1); last && ledger.revoked.has(last.id); last = ledger.policies.at(-1))
    ledger.policies.pop()
}

function applyRemark(ledger: Ledger, { fields }: RecordOf<'remark'>, index: number): void {
  const { by, hash, extrinsic, block, record } = fields
  const seen = ledger.remarks.get(record) ?? []
  if (seen.length === 0) ledger.remarks.set(record, seen)
  seen.push({ by, hash, extrinsic, block, index })
}
