import { addressOfRow } from '../../../evidence/accounts.ts'
import { type HeldLock, ratesOf } from '../../../folds/chain/held-locks.ts'
import type { Observed } from '../../../folds/chain/observed.ts'
import type { SubnetValue } from '../values/subnets.ts'

/** What a view says of a lock, beside whose it is. */
export const lockRow = (
  { holdings: { accounts } }: Pick<Observed, 'holdings'>,
  { hotkey, alpha, more }: Pick<HeldLock, 'hotkey' | 'alpha' | 'more'>,
): Pick<SubnetValue['locks'][number], 'hotkey' | 'alpha' | 'conviction' | 'perpetual' | 'since'> => ({
  hotkey: addressOfRow(accounts, hotkey),
  alpha: String(alpha),
  conviction: more && String(more.conviction),
  perpetual: more && more.perpetual,
  since: more && more.since,
})

/** How fast locks change, in blocks; null where the snapshot does not say. */
export function lockRates({ holdings }: Pick<Observed, 'holdings'>): SubnetValue['lockRates'] {
  const rates = ratesOf(holdings)
  return rates && { unlock: Number(rates.unlock), maturity: Number(rates.maturity) }
}
