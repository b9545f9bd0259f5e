import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureMetadata } from '../dev/simulated-chain/metadata.ts'
import { concat } from '../log/bytes.ts'
import { encodeCall } from './calls.ts'
import { encodeValue, type Writing } from './encode.ts'
import { decodeExtrinsic } from './extrinsics.ts'
import { type Runtime, readRuntime } from './runtime.ts'
import type { Call } from './values.ts'

const v14 = readRuntime(fixtureMetadata('stake', 14), 219)
const v16 = readRuntime(fixtureMetadata('alpha-v2', 16), 424)
const [alice, bob] = ['a1'.repeat(32), 'b0'.repeat(32)]

const transfer: Call = {
  pallet: 'Balances',
  name: 'transfer_keep_alive',
  args: { dest: { type: 'Id', value: bob }, value: 10n ** 15n },
}
const batch: Call = { pallet: 'Utility', name: 'batch', args: { calls: [transfer, transfer] } }

const callOf = (runtime: Runtime, call: Call): Uint8Array => {
  const writing: Writing = {
    callType: runtime.reading.callType,
    call: (value) => encodeCall(runtime.calls, value, writing),
  }
  return encodeCall(runtime.calls, call, writing)
}

/** What the extensions of a signed extrinsic carry: an era, a nonce, a tip and a mode; the others are empty. */
function extensionsOf(runtime: Runtime): Uint8Array {
  const types = runtime.signing!.extensions(0)!
  const writing = { callType: null, call: () => new Uint8Array() }
  const values: { [type: string]: unknown } = { compact: 5, void: undefined }
  return concat(
    ...types.map((type) =>
      type.type === 'enum' && 'Mortal1' in type.value
        ? Uint8Array.of(0xf5, 0x02)
        : encodeValue(type, type.type === 'enum' ? { type: 'Disabled' } : values[type.type], writing),
    ),
  )
}

function signed(runtime: Runtime, address: unknown, call: Call): Uint8Array {
  const { address: type, signature } = runtime.signing!
  const sr25519 = runtime.codec(signature).encode({ type: 'Sr25519', value: '07'.repeat(64) })
  const parts = [runtime.codec(type).encode(address), sr25519, extensionsOf(runtime), callOf(runtime, call)]
  return concat(Uint8Array.of(0x84), ...parts)
}

describe.each([
  ['metadata 14', v14],
  ['metadata 16', v16],
])('with %s', (_, runtime) => {
  test('a signed extrinsic of format 4', () => {
    const body = signed(runtime, { type: 'Id', value: alice }, batch)
    expect(decodeExtrinsic(runtime, 3, body)).toEqual({ index: 3, signer: alice, call: batch })
  })

  test('an address that is no account has no signer', () => {
    const body = signed(runtime, { type: 'Raw', value: Uint8Array.of(1, 2) }, transfer)
    expect(decodeExtrinsic(runtime, 0, body)).toEqual({ index: 0, signer: null, call: transfer })
  })

  test('what the author of a block puts in', () => {
    const now: Call = { pallet: 'Timestamp', name: 'set', args: { now: 1_700_000_000_000n } }
    const body = concat(Uint8Array.of(0x04), callOf(runtime, now))
    expect(decodeExtrinsic(runtime, 0, body)).toEqual({ index: 0, signer: null, call: now })
    expect(decodeExtrinsic(runtime, 0, concat(Uint8Array.of(0x05), body.slice(1)))).toMatchObject({ call: now })
  })
})

test('a general extrinsic of format 5 is authorised by its extensions', () => {
  const body = concat(Uint8Array.of(0x45, 0), extensionsOf(v16), callOf(v16, transfer))
  expect(decodeExtrinsic(v16, 1, body)).toEqual({ index: 1, signer: null, call: transfer })
  expect(decodeExtrinsic(v16, 1, concat(Uint8Array.of(0x45, 9), body.slice(2)))).toEqual({
    index: 1,
    fault: 'runtime 424 has no extensions of version 9',
  })
})

describe('an extrinsic that does not read has its fault', () => {
  const call = callOf(v14, transfer)
  test.each([
    ['nothing', new Uint8Array(), 'an extrinsic needs 1 bytes'],
    ['another format', Uint8Array.of(0x83), 'an extrinsic of format 3 and kind 2 is not known'],
    ['a cut call', concat(Uint8Array.of(4), call.slice(0, 20)), 'an account needs 32 bytes'],
    ['more after the call', concat(Uint8Array.of(4), call, call), 'the extrinsic ends at byte'],
    ['no such call', Uint8Array.of(4, 250, 3), 'no call 3 of pallet 250 in this runtime'],
    ['2^30 - 1 calls', Uint8Array.of(4, 11, 0, 0xfe, 0xff, 0xff, 0xff), 'claims 1073741823 items'],
  ])('%s', (_, body, fault) => {
    expect(decodeExtrinsic(v14, 8, body)).toMatchObject({ index: 8, fault: expect.stringContaining(fault) })
  })

  test('batches in batches without end', () => {
    const nested = new Uint8Array(30_000)
    for (let i = 0; i < nested.length; i += 3) nested.set([11, 0, 4], i)
    expect(decodeExtrinsic(v14, 0, concat(Uint8Array.of(4), nested))).toMatchObject({
      fault: expect.stringContaining('nest deeper'),
    })
  })

  test('random bytes never throw', () => {
    const pallets = fc.constantFrom(0, 2, 5, 7, 11, 12, 13, 16)
    fc.assert(
      fc.property(pallets, fc.nat(8), fc.uint8Array({ maxLength: 120 }), (pallet, index, bytes) => {
        const read = decodeExtrinsic(v14, 1, concat(Uint8Array.of(4, pallet, index), bytes))
        expect(read.index === 1 && ('fault' in read ? read.fault.length > 0 : read.signer === null)).toBe(true)
      }),
    )
  })
})
