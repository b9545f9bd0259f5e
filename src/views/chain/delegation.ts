import * as z from 'zod'
import { addressAt, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { balanceSheetOf, rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import { groupsOf } from '../../folds/chain/groups.ts'
import { named, namedRow } from '../../folds/chain/names.ts'
import type { ChainBase } from '../../folds/chain.ts'
import type { Address } from '../../log/ss58.ts'
import { ratio } from '../../math/concentration.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, limitUpTo, wholeNumber } from '../params.ts'
import type { View } from '../view.ts'
import { type Shifts, shiftsOf } from './shifts.ts'
import { latestSource } from './source.ts'
import type { DelegationValue } from './values.ts'

interface Params {
  validator?: Address | undefined
  window: number
  limit: number
}

type Observed = ChainBase & { latest: Holdings }

const blocksPerDay = 7200

/** Who delegates to whom now, and where stake went within a window. */
export const delegation: View<Params, null, DelegationValue> = {
  name: 'delegation',
  version: 1,
  title: 'Delegation',
  summary:
    'Validators with the stake that is their own and that is delegated to them after the latest snapshot, and the stake that went from one to another within a window.',
  params: z.strictObject({
    validator: accountAddress
      .optional()
      .describe('Also who delegates to this validator: its hotkey, or its coldkey.')
      .meta({ own: true }),
    window: wholeNumber(1, 365)
      .default(30)
      .describe('Days of 7,200 blocks to look back for what went where; 30 unless told.'),
    limit: limitUpTo(500, 50),
  }),

  // The base fold holds all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { validator, window, limit }, { chain }) {
    const { latest } = chain
    if (latest === null) return { source: null, since: null, validators: [], flows: [], delegators: null }
    const observed = { ...chain, latest }
    const row = validator === undefined ? null : rowOfAddress(latest, validator)
    if (row === nobody)
      return new Refusal('not-found', `The latest snapshot does not name ${validator}: copy the address again.`)
    const from = latest.facts.block - window * blocksPerDay
    const shifts = shiftsOf(chain.moving, from)
    return {
      source: latestSource(chain),
      since: sinceOf(chain, from),
      validators: validatorsOf(observed, shifts, limit),
      flows: flowsOf(chain, shifts, limit),
      delegators: row === null ? null : delegatorsOf(observed, row, limit),
    }
  },
}

/** The first block of the flows that are counted, as far as any snapshot covers the window. */
function sinceOf({ moving, snapshots }: ChainBase, from: number): DelegationValue['since'] {
  const first = moving.find(({ last }) => last >= from)
  const point = first && snapshots.find(({ block }) => block === first.last)
  return point ? { block: Math.max(first.first, from), at: point.at, index: point.index } : null
}

function validatorsOf(chain: Observed, shifts: Shifts, limit: number): DelegationValue['validators'] {
  const { latest, dictionary, ties } = chain
  const { owner, onHotkey } = balanceSheetOf(latest)
  const { of } = groupsOf(latest, 'entity', ties)
  const take = new Map(Array.from(latest.hotkey, (row, i) => [row, latest.hotkeyTake[i]!]))
  const { own, delegators } = ownAndDelegators(latest, of)
  const heaviest = latest.hotkey.filter((row) => onHotkey[row]! > 0n)
  heaviest.sort((a, b) => (onHotkey[a]! < onHotkey[b]! ? 1 : onHotkey[a]! > onHotkey[b]! ? -1 : a - b))
  return Array.from(heaviest.subarray(0, limit), (row) => {
    const number = dictionary.find(latest.accounts.subarray(row * 32, row * 32 + 32))
    const sums = number === null ? undefined : shifts.sums.get(number)
    return {
      ...namedRow(chain, owner[row]!),
      hotkey: addressAt(latest.accounts, row)!,
      take: (take.get(row) ?? 0) / 65_535,
      own: String(own[row]!),
      delegated: String(onHotkey[row]! - own[row]!),
      delegators: delegators[row]!,
      gained: String(sums?.gained ?? 0n),
      lost: String(sums?.lost ?? 0n),
    }
  })
}

/** By the row of a hotkey: stake that its own entity put there, and how many other coldkeys put some. */
function ownAndDelegators(latest: Holdings, of: Uint32Array): { own: BigUint64Array; delegators: Uint32Array } {
  const { stakeTao } = balanceSheetOf(latest)
  const own = new BigUint64Array(of.length)
  const delegators = new Uint32Array(of.length)
  for (let i = 0; i < stakeTao.length; i++) {
    const [coldkey, hotkey] = [latest.stakeColdkey[i]!, latest.stakeHotkey[i]!]
    if (of[coldkey] === of[hotkey]) own[hotkey]! += stakeTao[i]!
    else if (i === 0 || latest.stakeColdkey[i - 1] !== coldkey || latest.stakeHotkey[i - 1] !== hotkey)
      delegators[hotkey]!++
  }
  return { own, delegators }
}

function flowsOf({ dictionary }: ChainBase, { between }: Shifts, limit: number): DelegationValue['flows'] {
  const account = (number: number): Address | null => (number === nobody ? null : dictionary.address(number))
  return between
    .toSorted((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : a.from - b.from || a.to - b.to))
    .slice(0, limit)
    .map(({ from, to, amount, coldkeys, count }) => ({
      ...{ from: account(from), to: account(to), amount: String(amount) },
      ...{ coldkeys: coldkeys.size, count },
    }))
}

/** Who put stake on the hotkeys of a validator's entity, by entity. */
function delegatorsOf(chain: Observed, row: number, limit: number): DelegationValue['delegators'] {
  const { latest, ties } = chain
  const { of, weight } = groupsOf(latest, 'entity', ties)
  const { stakeTao } = balanceSheetOf(latest)
  const amounts = new Map<number, bigint>()
  for (let i = 0; i < stakeTao.length; i++) {
    if (of[latest.stakeHotkey[i]!] !== of[row]) continue
    const holder = of[latest.stakeColdkey[i]!]!
    amounts.set(holder, (amounts.get(holder) ?? 0n) + stakeTao[i]!)
  }
  const total = weight[of[row]!]!
  return [...amounts]
    .sort(([a, x], [b, y]) => (x < y ? 1 : x > y ? -1 : a - b))
    .slice(0, limit)
    .map(([holder, amount]) => ({
      ...named(chain, addressAt(latest.accounts, holder)!),
      amount: String(amount),
      share: total === 0n ? 0 : ratio(amount, total),
    }))
}
