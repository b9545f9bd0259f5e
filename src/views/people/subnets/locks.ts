import { addressOfRow } from '../../../evidence/accounts.ts'
import { type HeldLock, ratesOf } from '../../../folds/chain/held-locks.ts'
import type { Observed } from '../../../folds/chain/observed.ts'
import type { SubnetValue } from '../values/subnets.ts'

/** What views say of a lock at a block; null where the snapshot does not say it. */
export const heldOf = ({ alpha, more }: Pick<HeldLock, 'alpha' | 'more'>) => ({
  alpha: String(alpha),
  conviction: more ? String(more.conviction) : null,
  perpetual: more?.perpetual ?? null,
  since: more?.since ?? null,
})

/** The same with the hotkey that it lies on. */
export const lockRow = (
  { holdings: { accounts } }: Pick<Observed, 'holdings'>,
  { hotkey, ...lock }: Pick<HeldLock, 'hotkey' | 'alpha' | 'more'>,
) => ({ hotkey: addressOfRow(accounts, hotkey), ...heldOf(lock) })

/** How fast locks change, in blocks; null where the snapshot does not say. */
export function lockRates({ holdings }: Pick<Observed, 'holdings'>): SubnetValue['lockRates'] {
  const rates = ratesOf(holdings)
  return rates && { unlock: Number(rates.unlock), maturity: Number(rates.maturity) }
}
