import { describe, expect, test } from 'vitest'
import { type ActWhat, actsIn, type ChainAct } from './acts.ts'
import type { BlockEvent } from './event-fields.ts'
import { multisigAccount } from './origins.ts'
import type { Call } from './values.ts'

const [alice, bob, carol] = ['a1'.repeat(32), 'b0'.repeat(32), 'c2'.repeat(32)]
const key = multisigAccount([alice, bob, carol].sort(), 2)
const hash = '77'.repeat(32)
const call = (name: string, args: Call['args'] = {}): Call => {
  const [pallet, own] = name.split('.') as [string, string]
  return { pallet, name: own, args }
}
const remark = call('System.remark', { remark: new Uint8Array() })
const sudo = call('Sudo.sudo', { call: remark })
const event = (name: string, fields: unknown, extrinsic: number | null = 1): BlockEvent => {
  const [pallet, own] = name.split('.') as [string, string]
  return { extrinsic, pallet, name: own, fields }
}
const ok = { success: true, value: undefined }
const err = (value: unknown) => ({ success: false, value })
const noFunds = {
  type: 'Module',
  value: { type: 'Balances', value: { type: 'InsufficientBalance', value: undefined } },
}
const multi = (inner: Call, others = [bob, carol]) =>
  call('Multisig.as_multi', { threshold: 2, other_signatories: others, maybe_timepoint: undefined, call: inner })
const timepoint = { height: 7, index: 3 }
const executed = (result: unknown = ok) =>
  event('Multisig.MultisigExecuted', { approving: alice, timepoint, multisig: key, call_hash: hash, result })
const sudid = (result: unknown = ok) => event('Sudo.Sudid', { sudo_result: result })

const told = (events: BlockEvent[], of: Call, signer: string | null = alice): ChainAct[] =>
  actsIn(9, events, [{ index: 1, signer, call: of }])
const inShort = (acts: ChainAct[]): [ActWhat, number, string | null][] =>
  acts.map(({ what, event: place, error }) => [what, place, error])

describe('steps of a multisig', () => {
  test('say who, for whom, which call, and where it was begun', () => {
    const begun = [event('Multisig.NewMultisig', { approving: alice, multisig: key, call_hash: hash })]
    expect(told(begun, multi(sudo))).toMatchObject([
      { what: 'proposed', by: alice, authority: key, callHash: hash, begun: { block: 9, extrinsic: 1 }, event: 0 },
    ])
    const later = { approving: bob, timepoint, multisig: key, call_hash: hash }
    expect(told([event('Multisig.MultisigApproval', later)], multi(sudo), bob)).toMatchObject([
      { what: 'approved', by: bob, begun: { block: 7, extrinsic: 3 } },
    ])
    const taken = { cancelling: alice, timepoint, multisig: key, call_hash: hash }
    expect(told([event('Multisig.MultisigCancelled', taken)], remark)).toMatchObject([
      { what: 'cancelled', by: alice, begun: { block: 7, extrinsic: 3 } },
    ])
  })

  test('of a runtime that names no fields are read by their place', () => {
    expect(told([event('Multisig.MultisigApproval', [bob, timepoint, key, hash])], remark)).toMatchObject([
      { what: 'approved', by: bob, authority: key, callHash: hash, begun: { block: 7, extrinsic: 3 } },
    ])
  })

  test('that lack what they need are left out', () => {
    expect(
      told([event('Multisig.MultisigApproval', { approving: bob, multisig: key, call_hash: hash })], remark),
    ).toEqual([])
    expect(told([event('Multisig.NewMultisig', { approving: bob })], remark)).toEqual([])
  })
})

describe('what came of a call', () => {
  test('of a multisig is told once, with the result of the call inside', () => {
    expect(inShort(told([sudid(), executed()], multi(sudo)))).toEqual([['executed', 1, null]])
    expect(inShort(told([sudid(err(noFunds)), executed()], multi(sudo)))).toEqual([
      ['failed', 1, 'Balances.InsufficientBalance'],
    ])
    expect(inShort(told([executed(err({ type: 'BadOrigin', value: undefined }))], multi(sudo)))).toEqual([
      ['failed', 0, 'BadOrigin'],
    ])
  })

  test('that was executed in part names what kept the rest', () => {
    const batch = call('Sudo.sudo', { call: call('Utility.batch', { calls: [remark, remark] }) })
    const events = [event('Utility.BatchInterrupted', { index: 1, error: noFunds }), sudid(), executed()]
    expect(inShort(told(events, multi(batch)))).toEqual([['executed', 2, 'Balances.InsufficientBalance']])
  })

  test('of the key alone has no pending phase', () => {
    expect(told([sudid()], sudo)).toMatchObject([{ what: 'called', authority: alice, by: alice, called: sudo }])
    const failed = told([sudid(err({ type: 'Other', value: undefined }))], sudo)
    expect(inShort(failed)).toEqual([['failed', 0, 'Other']])
  })

  test('of several in one extrinsic belongs to each', () => {
    const other = call('Sudo.sudo', { call: call('System.set_code', { code: new Uint8Array() }) })
    const both = call('Utility.batch', { calls: [other, multi(sudo)] })
    const acts = told([sudid(), event('Utility.ItemCompleted', {}), sudid(err(noFunds)), executed()], both)
    expect(inShort(acts)).toEqual([
      ['called', 0, null],
      ['failed', 3, 'Balances.InsufficientBalance'],
    ])
    expect(acts[0]?.called).toBe(other)
  })

  test('of an approval that only stands in the call is none', () => {
    const pending = event('Multisig.MultisigApproval', { approving: alice, timepoint, multisig: key, call_hash: hash })
    const both = call('Utility.batch', { calls: [multi(sudo), sudo] })
    const acts = told([pending, sudid()], both)
    expect(inShort(acts)).toEqual([
      ['approved', 0, null],
      ['called', 1, null],
    ])
    expect(acts[1]?.called).toBe(sudo)
  })
})

test('a key that changes, also of a runtime that names the one before alone, and a new runtime', () => {
  const change = call('Sudo.sudo', { call: call('Sudo.set_key', { new: { type: 'Id', value: bob } }) })
  expect(told([event('Sudo.KeyChanged', { old: alice, new: bob }), sudid()], change)).toMatchObject([
    { what: 'key-changed', authority: alice, key: bob, by: alice },
    { what: 'called' },
  ])
  expect(told([event('Sudo.KeyChanged', { old_sudoer: alice })], change)).toMatchObject([
    { what: 'key-changed', authority: alice, key: bob },
  ])
  expect(told([event('System.CodeUpdated', undefined)], change)).toMatchObject([{ what: 'upgraded', by: alice }])
})

test('safe mode says until when, and ends by itself', () => {
  expect(told([event('SafeMode.Entered', { until: 90 })], remark)).toMatchObject([
    { what: 'safe-mode-entered', until: 90, by: alice },
  ])
  expect(actsIn(9, [event('SafeMode.Exited', { reason: { type: 'Timeout' } }, null)], [])).toMatchObject([
    { what: 'safe-mode-left', by: null, extrinsic: null },
  ])
})

test('an unknown error is told by what is known of it', () => {
  const unknown = err({ type: 'Module', value: { type: 'Unknown', value: '0c00000000' } })
  expect(inShort(told([sudid(unknown)], sudo))).toEqual([['failed', 0, 'Unknown.0c00000000']])
})
