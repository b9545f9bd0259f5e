import * as z from 'zod'
import { accountAt, addressOfRow, nobody } from '../../evidence/accounts.ts'
import { stakeAt } from '../../evidence/holdings.ts'
import { addRao, raoAt, rowAt } from '../../evidence/rows.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { addressIn, type Dictionary, findNumber } from '../../folds/chain/dictionary.ts'
import { type ChainFlows, flows } from '../../folds/chain/flows.ts'
import { type Naming, namedRow, naming } from '../../folds/chain/names.ts'
import { type Observed, observed } from '../../folds/chain/observed.ts'
import { byFalling } from '../../folds/chain/order.ts'
import { type Snapshots, snapshots } from '../../folds/chain/snapshots.ts'
import type { Address } from '../../log/ss58.ts'
import { ratio } from '../../math/concentration.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, nextOf, type Page, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { type Shifts, shiftsOf } from './shifts.ts'
import { latestSource } from './source.ts'
import { type DelegationValue, delegationValue } from './values.ts'

const blocksPerDay = 7200

/** Who delegates to whom now, and where stake went within a window. */
export const delegation = defineView({
  name: 'delegation',
  version: 4,
  title: 'Delegation',
  summary:
    'Validators with the stake that is their own and that is delegated to them after the latest snapshot, and the stake that went from one to another within a window.',
  value: delegationValue,
  params: z.strictObject({
    validator: accountAddress
      .optional()
      .describe('Also who delegates to this validator: its hotkey, or its coldkey.')
      .meta({ own: true }),
    window: wholeNumber(1, 365)
      .default(30)
      .describe('Days of 7,200 blocks to look back for what went where; 30 unless told.'),
    ...pageUpTo(500, 50),
  }),

  from: { snapshots, observed, flows, naming },

  answer({ snapshots, observed, flows, naming }, { validator, window, ...page }) {
    if (observed === null) return { source: null, since: null, validators: [], flows: [], next: null, delegators: null }
    const row = validator === undefined ? null : rowOfAddress(observed.holdings, validator)
    if (validator !== undefined && row === nobody)
      return new Refusal('not-found', { reason: 'not-in-snapshot', account: validator })
    const from = observed.holdings.facts.block - window * blocksPerDay
    const shifts = shiftsOf(flows.tables, from)
    const { validators, all } = validatorsOf(observed, naming, flows.dictionary, shifts, page)
    const delegators = row === null ? null : delegatorsOf(observed, row)
    return {
      source: latestSource(snapshots),
      since: sinceOf(flows, snapshots, from),
      validators,
      flows: flowsBetween(flows.dictionary, shifts, page),
      next: nextOf(page, all, shifts.between.length, delegators?.length ?? 0),
      delegators:
        delegators &&
        rowsOn(delegators, page).map(({ holder, ...own }) => ({
          ...namedRow(naming, observed.holdings, holder),
          ...own,
        })),
    }
  },
})

/** The first block of the flows that are counted, as far as any snapshot covers the window. */
function sinceOf(
  { tables }: Readonly<ChainFlows>,
  { points }: Readonly<Snapshots>,
  from: number,
): DelegationValue['since'] {
  const first = tables.find(({ last }) => last >= from)
  const point = first && points.find(({ block }) => block === first.last)
  return point ? { block: Math.max(first.first, from), at: point.at, index: point.index } : null
}

function validatorsOf(
  observed: Observed,
  naming: Naming,
  dictionary: Dictionary,
  shifts: Shifts,
  { limit, after = 0 }: Page & { limit: number },
): Pick<DelegationValue, 'validators'> & { all: number } {
  const { holdings, sheet } = observed
  const { owner, onHotkey } = sheet
  const take = new Map(Array.from(holdings.hotkey, (row, i) => [row, holdings.hotkeyTake[i]]))
  const { own, delegators } = ownAndDelegators(observed)
  const heaviest = holdings.hotkey.filter((row) => raoAt(onHotkey, row) > 0n)
  heaviest.sort((a, b) => byFalling(raoAt(onHotkey, a), raoAt(onHotkey, b)) || a - b)
  const validators = Array.from(heaviest.subarray(after, after + limit), (row) => {
    const number = findNumber(dictionary, accountAt(holdings.accounts, row))
    const sums = number === null ? undefined : shifts.sums.get(number)
    const [itsOwn, all] = [raoAt(own, row), raoAt(onHotkey, row)]
    return {
      ...namedRow(naming, holdings, rowAt(owner, row)),
      hotkey: addressOfRow(holdings.accounts, row),
      take: (take.get(row) ?? 0) / 65_535,
      own: String(itsOwn),
      delegated: String(all - itsOwn),
      delegators: rowAt(delegators, row),
      gained: String(sums?.gained ?? 0n),
      lost: String(sums?.lost ?? 0n),
    }
  })
  return { validators, all: heaviest.length }
}

/** By the row of a hotkey: stake that its own entity put there, and how many other coldkeys put some. */
function ownAndDelegators({ holdings, sheet, groups }: Observed): { own: BigUint64Array; delegators: Uint32Array } {
  const { stakeTao } = sheet
  const { groupOf } = groups
  const own = new BigUint64Array(groupOf.length)
  const delegators = new Uint32Array(groupOf.length)
  for (const [i, tao] of stakeTao.entries()) {
    const { coldkey, hotkey } = stakeAt(holdings, i)
    if (groupOf[coldkey] === groupOf[hotkey]) addRao(own, hotkey, tao)
    else if (i === 0 || holdings.stakeColdkey[i - 1] !== coldkey || holdings.stakeHotkey[i - 1] !== hotkey)
      delegators[hotkey] = rowAt(delegators, hotkey) + 1
  }
  return { own, delegators }
}

function flowsBetween(dictionary: Dictionary, { between }: Shifts, page: Page): DelegationValue['flows'] {
  const account = (number: number): Address | null => (number === nobody ? null : addressIn(dictionary, number))
  const all = between.toSorted((a, b) => byFalling(a.amount, b.amount) || a.from - b.from || a.to - b.to)
  return rowsOn(all, page).map(({ from, to, amount, coldkeys, count }) => ({
    from: account(from),
    to: account(to),
    amount: String(amount),
    coldkeys: coldkeys.size,
    count,
  }))
}

/** Who put stake on the hotkeys of a validator's entity, by the row of the entity, largest first. */
function delegatorsOf(
  { holdings, sheet, groups }: Observed,
  row: number,
): { holder: number; amount: string; share: number }[] {
  const { groupOf, weight } = groups
  const validator = rowAt(groupOf, row)
  const amounts = new Map<number, bigint>()
  for (const [i, tao] of sheet.stakeTao.entries()) {
    const { coldkey, hotkey } = stakeAt(holdings, i)
    if (groupOf[hotkey] !== validator) continue
    const holder = rowAt(groupOf, coldkey)
    amounts.set(holder, (amounts.get(holder) ?? 0n) + tao)
  }
  const total = raoAt(weight, validator)
  return [...amounts]
    .sort(([a, x], [b, y]) => byFalling(x, y) || a - b)
    .map(([holder, amount]) => ({
      holder,
      amount: String(amount),
      share: total === 0n ? 0 : ratio(amount, total),
    }))
}
