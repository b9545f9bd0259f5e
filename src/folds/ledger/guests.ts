/**
 * Guests: keys that were made in a browser. What they may sign, and whose their votes become. A key is a guest from its
 * first record on and for good; that record stays in the log, so no removal makes a guest's votes count for more.
 */

import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { type AnyRecord, type FoldRecord, isOfKind } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import { kindOf } from '../../records/registry.ts'
import type { Guest, Ledger } from './state.ts'

/** Why a record of a guest, or about one, would not count; null: nothing of this speaks against it. */
export function refusedGuest(ledger: Readonly<Ledger>, record: FoldRecord): Refusal | null {
  const { account } = record
  const guest = ledger.guests.get(account)
  if (guest !== undefined) return outOfScope(guest, record)
  if (isOfKind(record, 'guest')) return late(ledger, account)
  if (isOfKind(record, 'adoption')) return badAdoption(ledger, record.fields.guest, account)
  const forGuests = record.known && kindOf(record.kind).signer === 'guest'
  return forGuests ? new Refusal('not-guest', { account }) : null
}

/** A guest signs what it said that it would, hands its votes over, and takes back what it signed. */
function outOfScope(guest: Guest, record: FoldRecord): Refusal | null {
  const { account, known, kind, action } = record
  if (!known || isOfKind(record, 'guest')) return new Refusal('guest-scope', { action })
  const takesBack = isOfKind(record, 'revoke')
  const isAllowed = takesBack || kindOf(record.kind).signer === 'guest' || guest.may.some((each) => each === kind)
  if (!isAllowed) return new Refusal('guest-scope', { action })
  const { adopted } = guest
  return adopted === null || takesBack ? null : new Refusal('guest-adopted', { guest: account, ...placeOf(adopted) })
}

/** Whoever has signed something else does not become a guest: what was counted stays what it was. */
function late({ accounts }: Readonly<Ledger>, account: Address): Refusal | null {
  const known = accounts.get(account)
  return known === undefined ? null : new Refusal('not-guest', { reason: 'late', index: known.first })
}

/** Votes are adopted by the account that the guest names, once. */
function badAdoption({ guests }: Readonly<Ledger>, address: Address, account: Address): Refusal | null {
  const guest = guests.get(address)
  if (guest === undefined) return new Refusal('not-guest', { account: address })
  if (guest.adopted !== null) return new Refusal('guest-adopted', { guest: address, ...placeOf(guest.adopted) })
  const to = guest.handovers.at(-1)?.to
  return to === account ? null : new Refusal('not-yours', { reason: 'handover', guest: address })
}

const placeOf = ({ by, index }: NonNullable<Guest['adopted']>): { account: Address; index: number } => ({
  account: by,
  index,
})

/** Takes a record in that counts, as far as it is about guests. */
export function applyToGuests(ledger: Ledger, record: AnyRecord, index: number): void {
  const { id, account } = record
  if (isOfKind(record, 'guest'))
    ledger.guests.set(account, { index, may: record.fields.may, handovers: [], adopted: null })
  if (isOfKind(record, 'handover')) {
    ledger.guests.get(account)?.handovers.push({ id, to: record.fields.to })
    ledger.guestOf.set(id, account)
  }
  if (isOfKind(record, 'adoption')) {
    const guest = ledger.guests.get(record.fields.guest)
    const handover = guest?.handovers.at(-1)
    if (!guest || !handover) throw new Error(`The adoption ${id} counts without a handover.`)
    guest.adopted = { by: account, index, adoption: id, handover: handover.id }
    ledger.guestOf.set(id, record.fields.guest)
  }
}

/** After a handover or an adoption was taken back: both have to stand for the votes to be the account's. */
export function endTies({ guests, guestOf, revoked }: Ledger, id: RecordId): void {
  const address = guestOf.get(id)
  const guest = address && guests.get(address)
  if (!guest) return
  if (guest.adopted?.adoption === id || guest.adopted?.handover === id) guest.adopted = null
  for (let last = guest.handovers.at(-1); last && revoked.has(last.id); last = guest.handovers.at(-1))
    guest.handovers.pop()
}
