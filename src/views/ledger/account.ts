import * as z from 'zod'
import type { Ledger, Session } from '../../folds/register.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { SignedRecord } from '../../records/record.ts'
import { accountAddress } from '../params.ts'
import type { View } from '../view.ts'
import { type AccountRecord, type AccountValue, accountValue, type SessionSummary } from './values.ts'

export type { AccountValue } from './values.ts'

interface Params {
  account: Address
}

/** Records by account, in the order of the log. */
type State = Map<Address, AccountRecord[]>

export const account: View<Params, State, AccountValue> = {
  name: 'account',
  version: 1,
  title: 'Account',
  summary: 'What an account signed, newest first, with its sessions; and of each record whether it counts.',
  value: accountValue,
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
