/** What each event says: a row of flows (design: chain facts 1.3, 1.4 and S4, read in opentensor/subtensor). */

import type { FlowKind } from '../evidence/flows.ts'
import { crowdloanPot, potOf } from '../evidence/pots.ts'
import { hex, unhex } from '../log/bytes.ts'
import { authorityReaders } from './authority-readers.ts'
import { basketReaders } from './basket-readers.ts'
import { accountIn, type FieldReader } from './event-fields.ts'
import type { Nested } from './extrinsics.ts'
import { type Around, argOf, type Found, isPot, type Readers, row, someEvent } from './reader.ts'

const pallet = 'SubtensorModule'

/** Readers by `Pallet.Event`. */
export const readers: Readers = {
  ...authorityReaders,
  'Balances.Transfer': transfer,
  'Balances.BalanceSet': (f) => row('balance-set', { to: f.account('who', 0), amount: f.amount('free', 1) }),
  [`${pallet}.StakeAdded`]: (f, { told }) => stakeChange('stake-added', 'add_stake', f, told),
  [`${pallet}.StakeRemoved`]: (f, { told }) => stakeChange('stake-removed', 'remove_stake', f, told),
  [`${pallet}.StakeMoved`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 2), f.number('destination_netuid', 4)]
    const [hotkey, toHotkey] = [f.account('origin_hotkey', 1), f.account('destination_hotkey', 3)]
    return row('stake-moved', {
      from: f.account('coldkey', 0),
      hotkey,
      netuid,
      toHotkey,
      toNetuid,
      amount: f.amount('amount', 5),
    })
  },
  [`${pallet}.StakeSwapped`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 2), f.number('destination_netuid', 3)]
    const hotkey = f.account('hotkey', 1)
    return row('stake-swapped', {
      from: f.account('coldkey', 0),
      hotkey,
      netuid,
      toNetuid,
      amount: f.amount('amount', 4),
    })
  },
  [`${pallet}.StakeTransferred`]: (f) => {
    const [netuid, toNetuid] = [f.number('origin_netuid', 3), f.number('destination_netuid', 4)]
    const [from, to, hotkey] = [
      f.account('origin_coldkey', 0),
      f.account('destination_coldkey', 1),
      f.account('hotkey', 2),
    ]
    return row('stake-transferred', { from, to, hotkey, netuid, toNetuid, amount: f.amount('amount', 5) })
  },
  [`${pallet}.StakeAndHotkeyTransferred`]: (f) => {
    const [from, to] = [f.account('origin_coldkey', 0), f.account('destination_coldkey', 1)]
    const [hotkey, toHotkey] = [f.account('origin_hotkey', 2), f.account('destination_hotkey', 3)]
    const [netuid, toNetuid] = [f.number('origin_netuid', 4), f.number('destination_netuid', 5)]
    const other = toHotkey === hotkey ? undefined : toHotkey
    const amount = f.amount('amount', 6)
    return row('stake-transferred', { from, to, hotkey, toHotkey: other, netuid, toNetuid, amount })
  },
  [`${pallet}.HotkeySwapped`]: (f) => hotkeySwap(f, undefined),
  [`${pallet}.HotkeySwappedOnSubnet`]: (f) => hotkeySwap(f, f.number('netuid', 3)),
  [`${pallet}.ColdkeySwapped`]: (f) =>
    row('coldkey-swapped', { from: f.account('old_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.AllBalanceUnstakedAndTransferredToNewColdkey`]: (f) =>
    row('coldkey-swapped', { from: f.account('current_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.ColdkeySwapAnnounced`]: (f) => row('coldkey-swap-announced', { from: f.account('who', 0) }),
  [`${pallet}.ColdkeySwapScheduled`]: (f) =>
    row('coldkey-swap-announced', { from: f.account('old_coldkey', 0), to: f.account('new_coldkey', 1) }),
  [`${pallet}.ColdkeySwapDisputed`]: (f) => row('coldkey-swap-disputed', { from: f.account('coldkey', 0) }),
  [`${pallet}.SetChildren`]: (f) =>
    row('children-set', { hotkey: f.account('hotkey', 0), netuid: f.number('netuid', 1) }),
  [`${pallet}.SetChildrenScheduled`]: (f) =>
    row('children-scheduled', {
      hotkey: f.account('hotkey', 0),
      netuid: f.number('netuid', 1),
      amount: f.amount('cooldown_block', 2),
    }),
  [`${pallet}.ChildKeyTakeSet`]: (f, { told }) => {
    const hotkey = f.account('hotkey', 0)
    const by = calledFor(told, 'set_childkey_take', hotkey)
    return row('child-take-changed', { from: originOf(by), hotkey, netuid: netuidOf(by), amount: f.amount('take', 1) })
  },
  [`${pallet}.NetworkAdded`]: (f, { told, nth, cost }) => {
    const by = told.filter(({ call }) => call.name.startsWith('register_network'))[nth] ?? told[0]
    const from = originOf(by)
    return row('subnet-registered', { netuid: f.number('netuid', 0), from, amount: cost(from) })
  },
  [`${pallet}.NeuronRegistered`]: (f, { told, cost }) => {
    const hotkey = f.account('hotkey', 2)
    const by = told.find(({ call }) => /register/.test(call.name) && argOf(call, 'hotkey') === hotkey)
    return row('registered', { from: originOf(by), hotkey, netuid: f.number('netuid', 0), amount: cost(originOf(by)) })
  },
  [`${pallet}.AlphaRecycled`]: (f) => alphaGone('alpha-recycled', f),
  [`${pallet}.AlphaBurned`]: (f) => alphaGone('alpha-burned', f),
  [`${pallet}.NetworkRemoved`]: (f) => row('subnet-dissolved', { netuid: f.number('netuid', 0) }),
  [`${pallet}.SubnetOwnerChanged`]: (f) => {
    const [from, to] = [f.account('old_coldkey', 1), f.account('new_coldkey', 2)]
    return row('subnet-owner-changed', { netuid: f.number('netuid', 0), from, to })
  },
  [`${pallet}.StakeLocked`]: (f) => lockChange('stake-locked', f),
  [`${pallet}.StakeUnlocked`]: (f) => lockChange('stake-unlocked', f),
  [`${pallet}.LockMoved`]: (f) => {
    const [hotkey, toHotkey] = [f.account('origin_hotkey', 1), f.account('destination_hotkey', 2)]
    return row('lock-moved', { from: f.account('coldkey', 0), hotkey, toHotkey, netuid: f.number('netuid', 3) })
  },
  [`${pallet}.PerpetualLockUpdated`]: (f) => {
    const stays = f.bool('enabled', 2)
    const amount = stays === undefined ? undefined : stays ? 1n : 0n
    return row('lock-form-changed', { from: f.account('coldkey', 0), netuid: f.number('netuid', 1), amount })
  },
  [`${pallet}.HotkeyDisassociated`]: (f) =>
    row('hotkey-disassociated', { from: f.account('coldkey', 0), hotkey: f.account('hotkey', 1) }),
  [`${pallet}.ChainIdentitySet`]: (f) => row('identity-set', { from: f.account('', 0) }),
  [`${pallet}.SubnetIdentitySet`]: (f) => row('identity-set', { netuid: f.number('', 0) }),
  [`${pallet}.TakeIncreased`]: (f) => takeChange('take-changed', f),
  [`${pallet}.TakeDecreased`]: (f) => takeChange('take-changed', f),
  [`${pallet}.DelegateAdded`]: (f) => takeChange('delegate-added', f),
  ...basketReaders,
  // The sum of claims of which each was told.
  [`${pallet}.RootClaimed`]: (f, { group }) => {
    const from = f.account('coldkey', 0)
    const isSum = someEvent(group, `${pallet}.BasketClaimed`, (claim) => claim.account('coldkey', 1) === from)
    return isSum ? null : row('root-claimed', { from, amount: f.count > 1 ? f.amount('tao', 1) : undefined })
  },
  'Swap.LiquidityAdded': (f) => liquidity('liquidity-added', f, f.amount('tao', 5)),
  // What the position earned comes back with it.
  'Swap.LiquidityRemoved': (f) => liquidity('liquidity-removed', f, sum(f.amount('tao', 5), f.amount('fee_tao', 7))),
  'Swap.LiquidityModified': (f) => {
    const [tao, fee] = [f.amount('tao', 5), f.amount('fee_tao', 7)]
    if (tao === undefined) return undefined
    const got = (fee ?? 0n) - tao
    return got < 0n ? liquidity('liquidity-added', f, -got) : liquidity('liquidity-removed', f, got)
  },
  // The pot of a crowdloan has its number; what goes in and out of it is read off the transfers themselves.
  'Crowdloan.Created': (f) =>
    row('crowdloan-created', { from: f.account('creator', 1), to: crowdloanOf(f), amount: f.amount('cap', 3) }),
  'Crowdloan.Contributed': () => null,
  'Crowdloan.Withdrew': () => null,
  'Crowdloan.PartiallyRefunded': (f) => crowdloanEnded(f, 'partially refunded'),
  'Crowdloan.AllRefunded': (f) => crowdloanEnded(f, 'refunded'),
  'Crowdloan.Finalized': (f) => crowdloanEnded(f, 'finalized'),
  'Crowdloan.Dissolved': (f) => crowdloanEnded(f, 'dissolved'),
}

function transfer(f: FieldReader, { group }: Around): Found {
  const [from, to, amount] = [f.account('from', 0), f.account('to', 1), f.amount('amount', 2)]
  if (amount === 0n) return null
  if (isCrowdloan(to)) return row('crowdloan-paid-in', { from, to, amount })
  if (isCrowdloan(from)) return row('crowdloan-paid-out', { from, to, amount })
  // What goes into another pot or out of it is told by the event of what it was for.
  if (isPot(from) || isPot(to) || isLegOfHandover(group, from, to, amount)) return null
  return row('transfer', { from, to, amount })
}

/** Stake that is handed over and changes its subnet goes from one coldkey to the other as TAO. */
const isLegOfHandover = (
  group: Around['group'],
  from: string | undefined,
  to: string | undefined,
  amount: bigint | undefined,
): boolean =>
  handovers.some(([name, at]) =>
    someEvent(
      group,
      `${pallet}.${name}`,
      (f) =>
        f.account('origin_coldkey', 0) === from &&
        f.account('destination_coldkey', 1) === to &&
        f.number('origin_netuid', at) !== f.number('destination_netuid', at + 1) &&
        f.amount('amount', at + 2) === amount,
    ),
  )

/** Events of stake that is handed over, and where their first netuid stands. */
const handovers = [
  ['StakeTransferred', 3],
  ['StakeAndHotkeyTransferred', 4],
] as const

const crowdloanEnded = (f: FieldReader, text: string): Found => row('crowdloan-ended', { to: crowdloanOf(f), text })

function crowdloanOf(f: FieldReader): string | undefined {
  const id = f.number('crowdloan_id', 0)
  return id === undefined ? undefined : hex(crowdloanPot(id))
}

const isCrowdloan = (account: string | undefined): boolean =>
  account !== undefined && potOf(unhex(account))?.kind === 'crowdloan'

/** Until spec 219 the event is (hotkey, rao), and whose stake it is stands in the call alone. */
function stakeChange(kind: FlowKind, call: string, f: FieldReader, told: readonly Nested[]): Found {
  if (f.count > 2) {
    const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
    return row(kind, { from, hotkey, netuid: f.number('netuid', 4), amount: f.amount('tao', 2) })
  }
  const hotkey = f.account('hotkey', 0)
  const by = calledFor(told, call, hotkey) ?? told.at(-1)
  return row(kind, { from: accountIn(by?.origin), hotkey, netuid: 0, amount: f.amount('amount', 1) })
}

function hotkeySwap(f: FieldReader, netuid: number | undefined): Found {
  const [hotkey, toHotkey] = [f.account('old_hotkey', 1), f.account('new_hotkey', 2)]
  return row('hotkey-swapped', { from: f.account('coldkey', 0), hotkey, toHotkey, netuid })
}

function lockChange(kind: FlowKind, f: FieldReader): Found {
  const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
  return row(kind, { from, hotkey, netuid: f.number('netuid', 2), amount: f.amount('amount', 3) })
}

function takeChange(kind: FlowKind, f: FieldReader): Found {
  return row(kind, { from: f.account('coldkey', 0), hotkey: f.account('hotkey', 1), amount: f.amount('take', 2) })
}

function alphaGone(kind: FlowKind, f: FieldReader): Found {
  const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
  return row(kind, { from, hotkey, netuid: f.number('netuid', 3), amount: f.amount('amount', 2) })
}

function liquidity(kind: FlowKind, f: FieldReader, amount: bigint | undefined): Found {
  const [from, hotkey] = [f.account('coldkey', 0), f.account('hotkey', 1)]
  return row(kind, { from, hotkey, netuid: f.number('netuid', 2), amount })
}

const sum = (a: bigint | undefined, b: bigint | undefined): bigint | undefined =>
  a === undefined ? undefined : a + (b ?? 0n)

/** The call of a name about a hotkey. */
const calledFor = (told: readonly Nested[], name: string, hotkey: string | undefined): Nested | undefined =>
  told.find(({ call }) => call.name === name && argOf(call, 'hotkey') === hotkey)

const originOf = (by: Nested | undefined): string | undefined => accountIn(by?.origin)

function netuidOf(by: Nested | undefined): number | undefined {
  const netuid = by && argOf(by.call, 'netuid')
  return typeof netuid === 'number' ? netuid : undefined
}
