import { getMultisigAccountId } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { hex, unhex } from '../log/bytes.ts'
import { addressOf } from '../log/ss58.ts'
import { multisigAccount, walk } from './origins.ts'
import type { Call } from './values.ts'

const [alice, bob, carol] = ['a1'.repeat(32), 'b0'.repeat(32), 'c2'.repeat(32)]
const id = (account: string): unknown => ({ type: 'Id', value: account })
const call = (name: string, args: Call['args'] = {}): Call => {
  const [pallet, own] = name.split('.') as [string, string]
  return { pallet, name: own, args }
}
const remark = call('System.remark', { remark: new Uint8Array() })
const told = (of: Call, signer: string | null = alice): unknown[] =>
  [...walk(of, signer)].map(({ call, origin, via }) => [`${call.pallet}.${call.name}`, origin, via.join(' ')])

test('a call that holds none acts for who signed', () => {
  expect(told(remark)).toEqual([['System.remark', alice, '']])
  expect(told(remark, null)).toEqual([['System.remark', null, '']])
})

test('a batch acts for who signed, in order', () => {
  const transfer = call('Balances.transfer_all')
  for (const name of ['batch', 'batch_all', 'force_batch'])
    expect(told(call(`Utility.${name}`, { calls: [remark, transfer] }))).toEqual([
      [`Utility.${name}`, alice, ''],
      ['System.remark', alice, 'batch'],
      ['Balances.transfer_all', alice, 'batch'],
    ])
})

test('a proxy acts for the real account, in a batch too', () => {
  const proxied = call('Proxy.proxy', { real: id(bob), force_proxy_type: undefined, call: remark })
  expect(told(call('Utility.batch', { calls: [proxied, remark] }))).toEqual([
    ['Utility.batch', alice, ''],
    ['Proxy.proxy', alice, 'batch'],
    ['System.remark', bob, 'batch proxy'],
    ['System.remark', alice, 'batch'],
  ])
  const announced = call('Proxy.proxy_announced', { delegate: id(alice), real: bob, call: remark })
  expect(told(announced).at(-1)).toEqual(['System.remark', bob, 'proxy'])
})

test('sudo acts as root, or as who is named', () => {
  expect(told(call('Sudo.sudo', { call: remark })).at(-1)).toEqual(['System.remark', 'root', 'sudo'])
  expect(told(call('Sudo.sudo_unchecked_weight', { call: remark })).at(-1)).toEqual(['System.remark', 'root', 'sudo'])
  expect(told(call('Sudo.sudo_as', { who: id(bob), call: remark })).at(-1)).toEqual(['System.remark', bob, 'sudo'])
  const origin = { type: 'system', value: { type: 'Signed', value: carol } }
  expect(told(call('Utility.dispatch_as', { as_origin: origin, call: remark })).at(-1)).toEqual([
    'System.remark',
    carol,
    'sudo',
  ])
})

describe('a multisig', () => {
  const others = [bob, carol]
  const account = multisigAccount([alice, bob, carol], 2)

  test('has the account that its pallet derives', () => {
    // Alice, Bob and Charlie of the development keys, 2 of 3, as polkadot-js shows it for prefix 42.
    const keys = [
      '8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48',
      '90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22',
      'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d',
    ]
    expect(addressOf(unhex(multisigAccount(keys, 2)))).toBe('5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7')
    expect(hex(getMultisigAccountId({ threshold: 2, signatories: keys.map(unhex) }))).toBe(multisigAccount(keys, 2))
  })

  test('acts by its own account and shows its signatories', () => {
    const asMulti = call('Multisig.as_multi', { threshold: 2, other_signatories: others, call: remark })
    expect(told(asMulti, alice)).toEqual([
      ['Multisig.as_multi', alice, ''],
      ['System.remark', account, 'multisig'],
    ])
    expect([...walk(asMulti, bob)][0]!.multisig?.account).not.toBe(account)
    const [outer] = walk({ ...asMulti, args: { ...asMulti.args, other_signatories: [alice, carol] } }, bob)
    expect(outer!.multisig).toEqual({ account, threshold: 2, signatories: [alice, bob, carol] })
  })

  test('of one needs no approval; an approval by hash shows the signatories too', () => {
    const single = call('Multisig.as_multi_threshold_1', { other_signatories: others, call: remark })
    expect(told(single).at(-1)).toEqual(['System.remark', multisigAccount([alice, bob, carol], 1), 'multisig'])
    const approve = call('Multisig.approve_as_multi', { threshold: 2, other_signatories: others, call_hash: '00' })
    expect([...walk(approve, alice)].map(({ multisig }) => multisig?.account)).toEqual([account])
  })

  test('whose arguments are not as expected holds nothing', () => {
    expect(told(call('Multisig.as_multi', { threshold: 2, other_signatories: 'x', call: remark }))).toHaveLength(1)
    expect(
      told(call('Multisig.as_multi', { threshold: 2, other_signatories: others, call: remark }), null),
    ).toHaveLength(1)
  })
})

test('a derivative account is its own', () => {
  const [, inner] = walk(call('Utility.as_derivative', { index: 0, call: remark }), alice)
  expect(inner!.via).toEqual(['derivative'])
  expect(inner!.origin).toMatch(/^[0-9a-f]{64}$/)
  expect(inner!.origin).not.toBe(alice)
  const [, other] = walk(call('Utility.as_derivative', { index: 1, call: remark }), alice)
  expect(other!.origin).not.toBe(inner!.origin)
})

test('calls that are only kept for later are not walked into', () => {
  expect(told(call('Scheduler.schedule', { when: 5, call: remark }))).toHaveLength(1)
  expect(told(call('Triumvirate.propose', { proposal: remark }))).toHaveLength(1)
})

test('nesting and numbers without end are cut off', () => {
  let deep = remark
  for (let i = 0; i < 10_000; i++) deep = call('Utility.batch', { calls: [deep] })
  expect(told(deep)).toHaveLength(33)
  expect(told(call('Utility.batch', { calls: Array.from({ length: 50_000 }, () => remark) }))).toHaveLength(10_000)
})
