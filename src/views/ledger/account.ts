import * as z from 'zod'
import type { Ledger, Session } from '../../folds/register.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { SignedRecord } from '../../records/record.ts'
import type { RefusalCode } from '../../records/refusals.ts'
import type { KindName } from '../../records/registry.ts'
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
  params: z.strictObject({ account: accountAddress.meta({ own: true }) }),

  start: () => new Map(),

  step(state, { index, ms, record }, { register, counts }) {
    if (!record) return
    const records = state.get(record.account) ?? []
    if (records.length === 0) state.set(record.account, records)
    const about = aboutOf(register, record)
    records.push({
      ...{ index, id: record.id, ms, kind: record.action, title: about.title },
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
  switch (record.kind) {
    case 'vote': {
      const statement = register.statements.get(record.fields.about)
      return { title: statement?.body ?? null, conversation: statement?.conversation.id }
    }
    case 'statement':
      return { title: record.fields.body, conversation: record.fields.conversation }
    case 'conversation':
    case 'import':
      return { title: record.fields.title, conversation: record.id }
    case 'policy':
      return { title: record.fields.name }
    case 'known-accounts':
      return { title: record.fields.title }
    case 'snapshot':
    case 'observation':
      return { title: `block ${record.fields.block}` }
    case 'movement':
      return { title: `${record.fields.what}, block ${record.fields.block}` }
    case 'removal':
      return { title: record.fields.category }
    default:
      return { title: null }
  }
}
