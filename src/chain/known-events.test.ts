import { describe, expect, test } from 'vitest'
import { crowdloanPot, subnetPot } from '../evidence/pots.ts'
import { hex } from '../log/bytes.ts'
import type { BlockEvent } from './event-fields.ts'
import { flowsOfBlock } from './flows.ts'
import type { Call } from './values.ts'

const [alice, bob, hal, author] = ['a1', 'b0', '4a', 'ee'].map((byte) => byte.repeat(32)) as [
  string,
  string,
  string,
  string,
]
const tao = 1_000_000_000n
const pot = hex(crowdloanPot(9))

const event = (name: string, fields: unknown = []): BlockEvent => {
  const [pallet = '', own = ''] = name.split('.')
  return { extrinsic: 1, pallet, name: own, fields }
}
const call = (name: string, args: Call['args'] = {}): Call => {
  const [pallet = '', own = ''] = name.split('.')
  return { pallet, name: own, args }
}
const transfer = (from: string, to: string, amount: bigint) => event('Balances.Transfer', { from, to, amount })
const withdraw = (who: string, amount: bigint) => event('Balances.Withdraw', { who, amount })
const deposit = (who: string, amount: bigint) => event('Balances.Deposit', { who, amount })
const success = event('System.ExtrinsicSuccess')

/** The rows of an extrinsic that Alice signed. */
function rowsOf(events: BlockEvent[], signed: Call = call('System.remark')) {
  const { rows } = flowsOfBlock(7, [...events, success], [{ index: 1, signer: alice, call: signed }])
  return rows.map(({ block: _, extrinsic: __, ...row }) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
  )
}

describe('events that name an amount', () => {
  test('liquidity: what goes in, and what comes out with what it earned', () => {
    const place = { coldkey: alice, hotkey: hal, netuid: 3, position_id: 1n, liquidity: 5n }
    const added = event('Swap.LiquidityAdded', { ...place, tao: 4n, alpha: 9n })
    const removed = event('Swap.LiquidityRemoved', { ...place, tao: 4n, alpha: 9n, fee_tao: 2n, fee_alpha: 1n })
    const less = event('Swap.LiquidityModified', { ...place, tao: -3n, alpha: -9n, fee_tao: 2n, fee_alpha: 1n })
    const about = { from: alice, hotkey: hal, netuid: 3 }
    expect(rowsOf([withdraw(alice, 4n), added])).toEqual([{ kind: 'liquidity-added', ...about, amount: 4n }])
    expect(rowsOf([deposit(alice, 6n), removed])).toEqual([{ kind: 'liquidity-removed', ...about, amount: 6n }])
    expect(rowsOf([deposit(alice, 5n), less])).toEqual([{ kind: 'liquidity-removed', ...about, amount: 5n }])
  })

  test.each([
    ['AlphaRecycled', 'alpha-recycled'],
    ['AlphaBurned', 'alpha-burned'],
  ])('%s', (name, kind) => {
    const rows = rowsOf([event(`SubtensorModule.${name}`, [alice, hal, 5n, 3])])
    expect(rows).toEqual([{ kind, from: alice, hotkey: hal, netuid: 3, amount: 5n }])
  })

  test('a balance that root sets', () => {
    expect(rowsOf([event('Balances.BalanceSet', { who: bob, free: 5n })])).toEqual([
      { kind: 'balance-set', to: bob, amount: 5n },
    ])
  })

  test('TAO that is burned', () => {
    const burned = event('Balances.Burned', { who: alice, amount: 5n })
    expect(rowsOf([burned])).toEqual([{ kind: 'burned', from: alice, amount: 5n }])
  })

  test('children that will count, and the take of a child', () => {
    const scheduled = event('SubtensorModule.SetChildrenScheduled', [hal, 3, 7200n, [[1n, bob]]])
    expect(rowsOf([scheduled])).toEqual([{ kind: 'children-scheduled', hotkey: hal, netuid: 3, amount: 7200n }])
    const set = call('SubtensorModule.set_childkey_take', { hotkey: hal, netuid: 3, take: 9 })
    expect(rowsOf([event('SubtensorModule.ChildKeyTakeSet', [hal, 9])], set)).toEqual([
      { kind: 'child-take-changed', from: alice, hotkey: hal, netuid: 3, amount: 9n },
    ])
  })
})

describe('what an event does not say', () => {
  test('is what left the account: the lock of a subnet, and what a registration burns, each of several', () => {
    const network = call('SubtensorModule.register_network', { hotkey: hal })
    expect(rowsOf([withdraw(alice, 1000n * tao), event('SubtensorModule.NetworkAdded', [4, 1])], network)).toEqual([
      { kind: 'subnet-registered', from: alice, netuid: 4, amount: 1000n * tao },
    ])
    const register = (hotkey: string) => call('SubtensorModule.burned_register', { netuid: 4, hotkey })
    const both = call('Utility.batch', { calls: [register(hal), register(bob)] })
    const registered = (hotkey: string, uid: number) => event('SubtensorModule.NeuronRegistered', [4, uid, hotkey])
    const events = [withdraw(alice, 3n), registered(hal, 0), transfer(alice, hex(subnetPot(4)), 5n), registered(bob, 1)]
    expect(rowsOf(events, both)).toEqual([
      { kind: 'registered', from: alice, hotkey: hal, netuid: 4, amount: 3n },
      { kind: 'registered', from: alice, hotkey: bob, netuid: 4, amount: 5n },
    ])
  })

  test('is not its fee, which is withdrawn before and comes back in part', () => {
    const register = call('SubtensorModule.burned_register', { netuid: 4, hotkey: hal })
    const paid = event('TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: 2n, tip: 0n })
    const registered = event('SubtensorModule.NeuronRegistered', [4, 0, hal])
    const events = [
      withdraw(alice, 9n),
      withdraw(alice, 50n),
      registered,
      deposit(alice, 7n),
      deposit(author, 2n),
      paid,
    ]
    expect(rowsOf(events, register)).toEqual([{ kind: 'registered', from: alice, hotkey: hal, netuid: 4, amount: 50n }])
  })

  test('what a dissolved subnet pays to the holders of its alpha', () => {
    const paid = [deposit(alice, 5n), transfer(hex(subnetPot(4)), bob, 6n)]
    expect(rowsOf([...paid, event('SubtensorModule.NetworkRemoved', [4])])).toEqual([
      { kind: 'subnet-dissolved', netuid: 4 },
      { kind: 'subnet-paid-out', to: alice, netuid: 4, amount: 5n },
      { kind: 'subnet-paid-out', to: bob, netuid: 4, amount: 6n },
    ])
  })

  test('that all proxies of an account are gone: its deposit came back', () => {
    const back = event('Balances.Unreserved', { who: alice, amount: 5n })
    const remove = call('Proxy.remove_proxies')
    expect(rowsOf([back], remove)).toEqual([{ kind: 'proxies-removed', from: alice }])
    expect(rowsOf([], remove)).toEqual([])
  })
})

describe('who', () => {
  test('sudo is the key that signed, also where it calls its own pallet; the key that changes is read', () => {
    const set = call('Sudo.sudo', { call: call('Sudo.set_key', { new: { type: 'Id', value: bob } }) })
    const done = event('Sudo.Sudid', { sudo_result: { success: true, value: undefined } })
    expect(rowsOf([event('Sudo.KeyChanged', { old: alice, new: bob }), done], set)).toEqual([
      { kind: 'sudo-key-changed', from: alice, to: bob },
      { kind: 'sudo', from: alice, text: 'Sudo.set_key' },
    ])
    expect(rowsOf([event('Sudo.KeyChanged', { old_sudoer: alice }), done], set)[0]).toEqual({
      kind: 'sudo-key-changed',
      from: alice,
      to: bob,
    })
    expect(rowsOf([event('Sudo.KeyRemoved'), done], call('Sudo.remove_key'))[0]).toEqual({
      kind: 'sudo-key-changed',
      from: alice,
    })
  })

  test('a call that is dispatched as somebody is not the one of sudo', () => {
    const as = call('Utility.dispatch_as', {
      as_origin: { type: 'system', value: { type: 'Signed', value: bob } },
      call: call('System.remark'),
    })
    const both = call('Utility.batch', { calls: [as, call('Sudo.sudo', { call: call('System.set_code') })] })
    const done = event('Sudo.Sudid', { sudo_result: { success: true, value: undefined } })
    expect(rowsOf([done], both)).toEqual([{ kind: 'sudo', from: alice, text: 'System.set_code' }])
  })

  test('a senator votes by a hotkey, and its coldkey signs; a member of the Triumvirate votes as itself', () => {
    const voted = event('Triumvirate.Voted', { account: hal, proposal_hash: '', voted: true, yes: 1, no: 0 })
    const vote = call('SubtensorModule.vote', { hotkey: hal, proposal: '', index: 4, approve: true })
    expect(rowsOf([voted], vote)).toEqual([{ kind: 'voted', from: alice, hotkey: hal, amount: 9n }])
    const own = event('Triumvirate.Voted', { account: alice, proposal_hash: '', voted: false, yes: 1, no: 0 })
    const directly = call('Triumvirate.vote', { proposal: '', index: 4, approve: false })
    expect(rowsOf([own], directly)).toEqual([{ kind: 'voted', from: alice, amount: 8n }])
  })

  test('accounts without a key of their own', () => {
    const pure = { pure: bob, who: alice, proxy_type: { type: 'Any' }, disambiguation_index: 0 }
    expect(rowsOf([event('Proxy.PureCreated', pure)])).toEqual([
      { kind: 'pure-created', from: alice, to: bob, text: 'Any' },
    ])
    const killed = event('Proxy.PureKilled', { ...pure, spawner: alice })
    expect(rowsOf([killed])).toEqual([{ kind: 'pure-killed', from: alice, to: bob }])
  })
})

test('crowdloans: what goes in, out and back, with the pot that has their number', () => {
  const about = (name: string, more: object = {}) => event(`Crowdloan.${name}`, { crowdloan_id: 9, ...more })
  const created = about('Created', { creator: alice, end: 100, cap: 500n })
  expect(rowsOf([transfer(alice, pot, 10n), created])).toEqual([
    { kind: 'crowdloan-paid-in', from: alice, to: pot, amount: 10n },
    { kind: 'crowdloan-created', from: alice, to: pot, amount: 500n },
  ])
  const contributed = about('Contributed', { contributor: alice, amount: 5n })
  expect(rowsOf([transfer(alice, pot, 5n), contributed])).toEqual([
    { kind: 'crowdloan-paid-in', from: alice, to: pot, amount: 5n },
  ])
  expect(rowsOf([transfer(pot, alice, 5n), transfer(pot, bob, 6n), about('AllRefunded')])).toEqual([
    { kind: 'crowdloan-paid-out', from: pot, to: alice, amount: 5n },
    { kind: 'crowdloan-paid-out', from: pot, to: bob, amount: 6n },
    { kind: 'crowdloan-ended', to: pot, text: 'refunded' },
  ])
})

describe('what no known event explains has a row', () => {
  test('of each account, what left and what came', () => {
    const unknown = event('Lending.Opened', { who: alice })
    expect(rowsOf([withdraw(alice, 5n), event('Balances.Minted', { who: bob, amount: 3n }), unknown])).toEqual([
      { kind: 'unexplained', from: alice, amount: 5n },
      { kind: 'unexplained', to: bob, amount: 3n },
    ])
  })

  test('only as far as it is not explained; reserving changes nothing, pots are nobody', () => {
    const stake = event('SubtensorModule.StakeAdded', [alice, hal, 4n, 4n, 0, 0n])
    const reserved = event('Balances.Reserved', { who: bob, amount: 9n })
    const rows = rowsOf([withdraw(alice, 7n), stake, reserved, deposit(hex(subnetPot(3)), 8n)])
    expect(rows.slice(1)).toEqual([{ kind: 'unexplained', from: alice, amount: 3n }])
  })

  test('a fee of 1 TAO and more, and what an author gets beyond the fees', () => {
    const paid = event('TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: 2n * tao, tip: tao })
    const block = flowsOfBlock(7, [withdraw(alice, 2n * tao), deposit(author, 2n * tao), paid, success], [])
    expect(block.rows).toMatchObject([{ kind: 'fee-paid', from: alice, amount: 2n * tao }])
    expect(block.fees).toBe(2n * tao)
    expect(rowsOf([withdraw(alice, 2n * tao), deposit(author, 3n * tao), paid])).toContainEqual({
      kind: 'unexplained',
      to: author,
      amount: 3n * tao,
    })
  })
})
