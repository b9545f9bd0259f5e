import * as z from 'zod'
import { type Conversations, conversations, wordsOf } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { adoptions } from '../../folds/ledger/adoptions.ts'
import { type AuthoredRecord, authored } from '../../folds/ledger/authored.ts'
import type { Ledger, Session } from '../../folds/ledger/state.ts'
import type { Address } from '../../log/ss58.ts'
import { accountAddress, nextOf, rowsOn, wholeOrPage } from '../params.ts'
import { defineView } from '../view.ts'
import { type AccountRecord, type AccountValue, accountValue, type SessionSummary } from './values/account.ts'

/** What an account signed, with its sessions. */
export const account = defineView({
  name: 'account',
  version: 4,
  title: 'Account',
  summary:
    'What an account signed, newest first, with its sessions; whether it is a guest, and whose votes it adopted; and of each record whether it counts.',
  value: accountValue,
  params: z.strictObject({ account: accountAddress.meta({ own: true }), ...wholeOrPage }),
  from: { ledger, adoptions, authored, conversations },

  answer({ ledger, adoptions, authored, conversations }, { account: address, ...page }) {
    const known = ledger.accounts.get(address)
    const records = (authored.get(address) ?? []).toReversed()
    const sessions = (known?.sessions ?? []).toReversed()
    const guests = [...(adoptions.of.get(address) ?? [])]
    return {
      account: address,
      first: known?.first ?? null,
      guest: guestOf(ledger, address),
      adopted: rowsOn(guests, page),
      sessions: rowsOn(sessions, page).map(describeSession),
      records: rowsOn(records, page).map((each) => describeRecord(each, ledger, conversations)),
      next: nextOf(page, sessions.length, records.length, guests.length),
    }
  },
})

function guestOf({ guests }: Readonly<Ledger>, address: Address): AccountValue['guest'] {
  const guest = guests.get(address)
  return guest ? { index: guest.index, adopted: guest.adopted?.by ?? null } : null
}

function describeSession({ id, index, key, may, since, notAfter, revoked }: Session): SessionSummary {
  return { id, index, key, may, since, notAfter, revoked }
}

function describeRecord(
  record: AuthoredRecord,
  ledger: Readonly<Ledger>,
  { statements }: Readonly<Conversations>,
): AccountRecord {
  const { index, id, ms, action, line, refused, session } = record
  const named = line && 'of' in line ? statements.get(line.of) : undefined
  const conversation = record.conversation ?? named?.conversation
  return {
    index,
    id,
    ms,
    kind: action,
    // Taken from what the log has: the words that a vote carries may be others, or repeat a statement that was removed.
    title: line && 'text' in line ? line.text : named ? wordsOf(named) : null,
    line: line && 'params' in line ? line.params : null,
    ...(conversation && { conversation }),
    // Whoever takes a record back does not unsay that it once counted; the code says that it no longer does.
    counts: refused ?? (ledger.revoked.has(id) ? 'revoked' : true),
    session,
  }
}
