import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureMetadata } from '../dev/simulated-chain/metadata.ts'
import { hex, unhex, utf8 } from '../log/bytes.ts'
import { accountIdAt, integerIn, netuidAt, placesOf } from './layout.ts'
import { readRuntime } from './runtime.ts'
import type { Storage } from './storage.ts'

const runtime = readRuntime(fixtureMetadata('alpha-v2'), 424)
const account = runtime.storage('System', 'Account')
const alpha = runtime.storage('SubtensorModule', 'Alpha')
const alphaV2 = runtime.storage('SubtensorModule', 'AlphaV2')

/** The sr25519 development account //Alice, and the key of its System.Account as every Substrate chain has it. */
const alice = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
const aliceKey = `26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9de1e86a9a8c739864cf3cc5ec2bea59f${alice}`

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hex)
const netuid = fc.integer({ min: 0, max: 65_535 })
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })

describe('keys', () => {
  test('are those that every Substrate chain has', () => {
    expect(hex(account.key(alice))).toBe(aliceKey)
    expect(hex(runtime.storage('System', 'Events').key())).toBe(
      '26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7',
    )
    expect(account.decodeKey(unhex(aliceKey))).toEqual([alice])
  })

  test('of several arguments come back, and begin with those of the first', () => {
    fc.assert(
      fc.property(id, id, netuid, (hotkey, coldkey, net) => {
        const key = alpha.key(hotkey, coldkey, net)
        expect(alpha.decodeKey(key)).toEqual([hotkey, coldkey, net])
        const prefix = alpha.partialPrefix(hotkey, coldkey)
        expect(hex(key.subarray(0, prefix.length))).toBe(hex(prefix))
        const [hotkeyAt, coldkeyAt, netuidPlace] = alpha.offsets
        expect(hex(accountIdAt(key, hotkeyAt!))).toBe(hotkey)
        expect(hex(accountIdAt(key, coldkeyAt!))).toBe(coldkey)
        expect(netuidAt(key, netuidPlace!)).toBe(net)
      }),
    )
  })

  test('of another item, of too few bytes or arguments are refused', () => {
    expect(() => account.decodeKey(alpha.key(alice, alice, 1))).toThrow('the key is none of System.Account')
    expect(() => account.decodeKey(unhex(aliceKey).slice(0, 60))).toThrow('a key of System.Account does not read')
    expect(() => alpha.key(alice)).toThrow('keys of SubtensorModule.Alpha are of 3 arguments, not 1')
    expect(() => account.partialPrefix(alice, alice)).toThrow('are of 1 arguments, not 2')
    expect(() => accountIdAt(new Uint8Array(40), 16)).toThrow('no account at 16')
    expect(() => netuidAt(new Uint8Array(40), 39)).toThrow('no netuid at 39')
  })
})

describe('values', () => {
  const value = { nonce: 7, consumers: 1, providers: 2, sufficients: 0 }
  const data = { free: 10n ** 18n, reserved: 5n, frozen: 3n, flags: 2n ** 127n }

  test('of an account', () => {
    const bytes = account.encode({ ...value, data })
    expect(bytes.length).toBe(56)
    expect(account.decode(bytes)).toEqual({ ...value, data })
    expect(account.fallback).toMatchObject({ nonce: 0, data: { free: 0n, reserved: 0n } })
  })

  test('that do not read say of what they are', () => {
    expect(() => account.decode(new Uint8Array(55))).toThrow('System.Account does not read: u128 needs 16 bytes')
    expect(() => account.decode(new Uint8Array(57))).toThrow('1 more follow')
  })

  test('have a default only where the runtime gives one', () => {
    expect(runtime.storage('SubtensorModule', 'Owner').fallback).toBe('00'.repeat(32))
    expect(alphaV2.fallback).toEqual({ mantissa: 0n, exponent: 0n })
    expect(runtime.storage('Sudo', 'Key').fallback).toBeUndefined()
  })

  test('the fast way gives what the full decoder gives', () => {
    const free = integerIn(account, 'data', 'free')
    const reserved = integerIn(account, 'data', 'reserved')
    const mantissa = integerIn(alphaV2, 'mantissa')
    const share = integerIn(alpha)
    fc.assert(
      fc.property(u64, u64, (a, b) => {
        const bytes = account.encode({ ...value, data: { ...data, free: a, reserved: b } })
        expect([free(bytes), reserved(bytes)]).toEqual([a, b])
        expect(mantissa(alphaV2.encode({ mantissa: a * b, exponent: -3n }))).toBe(a * b)
        expect(share(alpha.encode(a * b))).toBe(a * b)
      }),
    )
    expect(() => free(new Uint8Array(55))).toThrow('System.Account does not read')
  })

  test('the fast way falls back to the full decoder where a value varies in size', () => {
    const varying: Storage = { ...account, value: runtime.codec({ id: -1, type: 'compact', isBig: true, size: 'u64' }) }
    const total = integerIn({ ...varying, decode: varying.value.decode })
    expect(total(unhex('a8'))).toBe(42n)
    expect(() => integerIn(account, 'data', 'lent')(account.encode({ ...value, data }))).toThrow(
      'no number "data.lent"',
    )
  })
})

test('a hasher that hides its argument is named, and says so in the offsets', () => {
  const hidden = readRuntime(withTwox128(), 1).storage('System', 'Account')
  expect(hidden.offsets).toEqual([null])
  expect(() => placesOf(hidden)).toThrow('the keys of System.Account do not show their arguments')
  expect(placesOf(alpha)).toEqual([48, 96, 128])
  expect(() => hidden.decodeKey(hidden.key(alice))).toThrow('keys of System.Account cannot be read back: Twox128')
})

/** The fixture, with another hasher of System.Account: the byte after its name, modifier, kind and number of hashers. */
function withTwox128(): Uint8Array {
  const bytes = fixtureMetadata('stake', 14)
  const start = `${hex(utf8('\u001cAccount'))}010104`
  bytes[hex(bytes).indexOf(start) / 2 + start.length / 2] = 3
  return bytes
}
