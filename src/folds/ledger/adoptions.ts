import type { Address } from '../../log/ss58.ts'
import { type ActiveRecord, defineFold, type TakenBack } from '../fold.ts'
import type { Ledger } from './state.ts'

/** Whose the votes of guests are now. */
export interface Adoptions {
  /** The account by the guest whose votes it took on. */
  by: Map<Address, Address>
  /** The guests of each account, in the order in which it took them on. */
  of: Map<Address, Set<Address>>
}

/** The ledger settles who took on whose votes; this says what of it changed. */
export const adoptions = defineFold({
  name: 'adoptions',
  needs: {},
  kinds: ['adoption', 'handover'],
  start: (): Adoptions => ({ by: new Map(), of: new Map() }),
  take(state, record, { ledger }) {
    settle(state, record, ledger)
    return undefined
  },
  takeBack: (state, record, { ledger }) => settle(state, record, ledger),
})

function settle({ by, of }: Adoptions, { id }: Pick<ActiveRecord | TakenBack, 'id'>, ledger: Readonly<Ledger>): void {
  const guest = ledger.guestOf.get(id)
  if (guest === undefined) return
  const [before, now] = [by.get(guest), ledger.guests.get(guest)?.adopted?.by]
  if (before === now) return
  if (before !== undefined) {
    const all = of.get(before)
    if (all?.delete(guest) && all.size === 0) of.delete(before)
    by.delete(guest)
  }
  if (now === undefined) return
  by.set(guest, now)
  of.set(now, (of.get(now) ?? new Set()).add(guest))
}
