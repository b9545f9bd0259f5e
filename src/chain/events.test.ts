import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureMetadata } from '../dev/simulated-chain/metadata.ts'
import { concat, hex } from '../log/bytes.ts'
import { encodeCompact } from './encode.ts'
import { decodeEvents, field } from './events.ts'
import { type Runtime, readRuntime } from './runtime.ts'

const stake = readRuntime(fixtureMetadata('stake'), 219)
const alphaV2 = readRuntime(fixtureMetadata('alpha-v2'), 424)
const [alice, bob] = ['a1'.repeat(32), 'b0'.repeat(32)]

const caused = (extrinsic: number): Uint8Array => Uint8Array.of(0, extrinsic, 0, 0, 0)

function event(runtime: Runtime, name: string, values: unknown[], phase = caused(1), topics = 0): Uint8Array {
  const { at, fields } = runtime.events.byName.get(name)!
  const bytes = fields.map(({ type }, i) => runtime.codec(type).encode(values[i]))
  return concat(phase, Uint8Array.from(at), ...bytes, encodeCompact(BigInt(topics)), new Uint8Array(32 * topics))
}

const list = (...events: Uint8Array[]): Uint8Array => concat(encodeCompact(BigInt(events.length)), ...events)

test('events with names are objects, those without are lists', () => {
  const bytes = list(
    event(stake, 'Balances.Transfer', [alice, bob, 5n]),
    event(stake, 'SubtensorModule.StakeAdded', [bob, 7n], caused(2), 2),
    event(stake, 'System.CodeUpdated', [], Uint8Array.of(2)),
    event(stake, 'SubtensorModule.NetworkRemoved', [3], Uint8Array.of(1)),
  )
  const { events, fault } = decodeEvents(stake, bytes)
  expect(fault).toBeNull()
  expect(events).toEqual([
    { phase: 1, pallet: 'Balances', name: 'Transfer', fields: { from: alice, to: bob, amount: 5n } },
    { phase: 2, pallet: 'SubtensorModule', name: 'StakeAdded', fields: [bob, 7n] },
    { phase: 'initialization', pallet: 'System', name: 'CodeUpdated', fields: [] },
    { phase: 'finalization', pallet: 'SubtensorModule', name: 'NetworkRemoved', fields: [3] },
  ])
  const [transfer, added] = [events[0]!, events[1]!]
  expect([field(transfer, 'to'), field(transfer, 1), field(transfer, 'hotkey')]).toEqual([bob, bob, undefined])
  expect([field(added, 0), field(added, 'hotkey'), field(added, 2)]).toEqual([bob, undefined, undefined])
  expect(field(transfer, 'constructor')).toBeUndefined()
})

test('the same event has other fields in a later runtime', () => {
  const bytes = list(event(alphaV2, 'SubtensorModule.StakeAdded', [alice, bob, 5n, 6n, 3, 1n]))
  expect(decodeEvents(alphaV2, bytes).events[0]!.fields).toEqual([alice, bob, 5n, 6n, 3, 1n])
  expect(decodeEvents(stake, bytes).fault).not.toBeNull()
})

describe('what does not read', () => {
  const transfer = event(stake, 'Balances.Transfer', [alice, bob, 5n])

  test('a pallet that the metadata lacks stops the decoding there, and says so', () => {
    const unknown = concat(caused(2), Uint8Array.of(200, 1, 9, 9, 9))
    const { events, fault } = decodeEvents(stake, list(transfer, unknown, transfer))
    expect(events).toHaveLength(1)
    expect(fault).toMatchObject({ at: 1 + transfer.length, event: 1, missed: 2 })
    expect(fault!.reason).toBe('runtime 219 has no event 1 of pallet 200')
    expect(hex(fault!.undecoded)).toBe(hex(concat(unknown, transfer)))
  })

  test.each([
    ['nothing', new Uint8Array(), 'a compact integer needs 1 bytes'],
    ['a cut event', list(transfer).slice(0, 50), 'an account needs 32 bytes'],
    ['more than was counted', concat(list(transfer), transfer), `${transfer.length} bytes follow the last event`],
    ['2^30 - 1 events', Uint8Array.of(0xfe, 0xff, 0xff, 0xff), 'the phase of an event needs 1 bytes'],
    [
      '2^64 topics',
      list(concat(transfer.slice(0, -1), encodeCompact(2n ** 64n))),
      'claims 18446744073709551616 topics',
    ],
    [
      'topics that end',
      list(concat(transfer.slice(0, -1), encodeCompact(2n))),
      'the topics of an event needs 64 bytes',
    ],
    ['a phase that is none', list(concat(Uint8Array.of(9), transfer)), 'no phase 9 of events'],
  ])('%s', (_, bytes, message) => {
    expect(decodeEvents(stake, bytes).fault?.reason).toContain(message)
  })

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { events, fault } = decodeEvents(stake, bytes)
        expect(fault !== null || events.length === bytes[0]! >> 2).toBe(true)
      }),
    )
  })
})
