import * as z from 'zod'
import type { Ledger, Session } from '../../folds/register.ts'
import type { Address } from '../../log/ss58.ts'
import { fieldText, lineOfRecord } from '../../records/about-record.ts'
import { isRecordId, type RecordId } from '../../records/ids.ts'
import type { Line } from '../../records/line.ts'
import type { SignedRecord } from '../../records/record.ts'
import type { RefusalCode } from '../../records/refusals.ts'
import { type KindName, kindOf } from '../../records/registry.ts'
import { accountAddress } from '../params.ts'
import type { View } from '../view.ts'

interface Params {
  account: Address
}

/** What an account signed, newest first. */
export interface AccountValue {
  account: Address
  /** Index of its first record; null when the log does not know it. */
  first: number | null
  /** Newest first, ended ones included. */
  sessions: SessionSummary[]
  records: AccountRecord[]
}

export interface SessionSummary {
  id: RecordId
  index: number
  /** Ed25519 public key, 64 hexadecimal digits. */
  key: string
  may: KindName[]
  /** Admission time of the session record, and the last moment at which it may sign; Unix milliseconds. */
  since: number
  notAfter: number
  /** Index of the revocation, or null. */
  revoked: number | null
}

export interface AccountRecord {
  index: number
  id: RecordId
  ms: number
  /** The word after `action:`. */
  kind: string
  /** What it is about, in a line: the beginning of a statement, the title of a conversation. */
  title: string | null
  /** The conversation that it belongs to. */
  conversation?: RecordId
  /** true, or the code of the reason why it does not count (any more). */
  counts: true | RefusalCode
  /** Signed by a session key? */
  session: boolean
}

/** Records by account, in the order of the log. */
type State = Map<Address, AccountRecord[]>

export const account: View<Params, State, AccountValue> = {
  name: 'account',
  version: 1,
  title: 'Account',
  summary: 'What an account signed, newest first, with its sessions; and of each record whether it counts.',
  params: z.strictObject({ account: accountAddress }),

  start: () => new Map(),

  step(state, { index, ms, record }, { register, counts }) {
    if (!record) return
    const records = state.get(record.account) ?? []
    if (records.length === 0) state.set(record.account, records)
    const about = aboutOf(register, record)
    records.push({
      index,
      id: record.id,
      ms,
      kind: record.action,
      title: about.title,
      ...(about.conversation !== undefined && { conversation: about.conversation }),
      counts: counts?.code ?? true,
      session: record.session !== undefined,
    })
  },

  finish(state, { account: address }, { register }) {
    const known = register.accounts.get(address)
    const records = state.get(address) ?? []
    return {
      account: address,
      first: known?.first ?? null,
      sessions: (known?.sessions ?? []).map(describeSession).reverse(),
      records: records.map((each) => ifRevoked(register, each)).reverse(),
    }
  },
}

function describeSession({ id, index, key, may, since, notAfter, revoked }: Session): SessionSummary {
  return { id, index, key, may, since, notAfter, revoked }
}

/** Whoever takes a record back does not unsay that it once counted; the code says that it no longer does. */
function ifRevoked(register: Ledger, record: AccountRecord): AccountRecord {
  return record.counts === true && register.revoked.has(record.id) ? { ...record, counts: 'revoked' } : record
}

interface About {
  title: string | null
  conversation?: RecordId | undefined
}

/** Taken from what the log has: the title that a vote carries may be wrong, or repeat a statement that was removed. */
function aboutOf(register: Ledger, record: SignedRecord): About {
  if (!record.known) return { title: null }
  const line = lineOfRecord(record)
  const { shownAt } = kindOf(record.kind)
  const own = 'text' in line ? line.text : 'of' in line ? null : codesIn(line)
  if (shownAt.page !== 'conversation') return { title: own }
  if ('of' in line) {
    const statement = register.statements.get(line.of)
    return { title: statement?.body ?? null, conversation: statement?.conversation.id }
  }
  const named = fieldText(record, shownAt.of)
  return { title: own, conversation: named !== null && isRecordId(named) ? named : record.id }
}

/** The codes and the block that a line is made of; null where it has neither. */
function codesIn({ params: { what, category, block } }: Extract<Line, { params: unknown }>): string | null {
  const parts = [what, category, block === undefined ? undefined : `block ${block}`].filter(
    (part) => part !== undefined,
  )
  return parts.length === 0 ? null : parts.join(', ')
}
