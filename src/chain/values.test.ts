import type { LookupEntry } from '@polkadot-api/metadata-builders'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, hex, unhex } from '../log/bytes.ts'
import { atEnd, cursor } from './cursor.ts'
import { encodeCompact, encodeValue } from './encode.ts'
import { fixedField, sizeOf } from './sizes.ts'
import { type Reading, readValue } from './values.ts'

const noCalls: Reading = { callType: null, call: () => ({ pallet: '', name: '', args: {} }) }

let ids = 1
const type = (of: object): LookupEntry => ({ id: ids++, ...of }) as LookupEntry
const primitive = (value: string): LookupEntry => type({ type: 'primitive', value })
const [u8, u16, u32, u64, u128] = ['u8', 'u16', 'u32', 'u64', 'u128'].map(primitive) as [
  LookupEntry,
  LookupEntry,
  LookupEntry,
  LookupEntry,
  LookupEntry,
]
const account = type({ type: 'AccountId32' })
const sequence = (value: LookupEntry): LookupEntry => type({ type: 'sequence', value })
const struct = (value: object): LookupEntry => type({ type: 'struct', value, innerDocs: {} })

function decode(of: LookupEntry, bytes: Uint8Array): unknown {
  const from = cursor(bytes)
  const value = readValue(of, from, noCalls)
  atEnd(from, 'the value')
  return value
}
const encode = (of: LookupEntry, value: unknown): string =>
  hex(encodeValue(of, value, { callType: null, call: () => new Uint8Array() }))

const enumType = type({
  type: 'enum',
  value: {
    Nothing: { type: 'void', idx: 0 },
    One: { type: 'lookupEntry', value: u16, idx: 3 },
    Named: { type: 'struct', value: { a: u8, b: u64 }, innerDocs: {}, idx: 7 },
  },
  innerDocs: {},
})

test.each([
  ['u8', u8, '2a', 42],
  ['u32, little-endian', u32, '01020304', 0x04030201],
  ['u64', u64, 'ffffffffffffffff', 2n ** 64n - 1n],
  ['u128', u128, '01000000000000000100000000000000', 2n ** 64n + 1n],
  ['i16', primitive('i16'), 'feff', -2],
  ['i64', primitive('i64'), 'feffffffffffffff', -2n],
  ['bool', primitive('bool'), '01', true],
  ['str', primitive('str'), '0c546f6f', 'Too'],
  ['an account', account, 'd4'.repeat(32), 'd4'.repeat(32)],
  ['bytes of a fixed number', type({ type: 'array', value: u8, len: 4 }), '01020304', '01020304'],
  ['bytes', sequence(u8), '080102', unhex('0102')],
  ['a sequence', sequence(u16), '0801000200', [1, 2]],
  ['a tuple', type({ type: 'tuple', value: [u8, u16], innerDocs: [] }), '010200', [1, 2]],
  ['a struct', struct({ a: u8, b: u16 }), '010200', { a: 1, b: 2 }],
  ['nothing of an option', type({ type: 'option', value: u8 }), '00', undefined],
  ['an option', type({ type: 'option', value: u8 }), '0105', 5],
  ['success', type({ type: 'result', value: { ok: u8, ko: u16 } }), '0005', { success: true, value: 5 }],
  ['failure', type({ type: 'result', value: { ok: u8, ko: u16 } }), '010500', { success: false, value: 5 }],
  ['a variant without fields', enumType, '00', { type: 'Nothing', value: undefined }],
  ['a variant with a field', enumType, '030100', { type: 'One', value: 1 }],
  ['a variant with names', enumType, '07010200000000000000', { type: 'Named', value: { a: 1, b: 2n } }],
  ['a small compact', type({ type: 'compact', isBig: false, size: 'u32' }), 'a8', 42],
  ['a large compact', type({ type: 'compact', isBig: true, size: 'u64' }), '13ffffffffffffffff', 2n ** 64n - 1n],
  ['bits', type({ type: 'bitSequence', isLSB: true }), '0c05', [true, false, true]],
])('%s reads and is written', (_, of, bytes, value) => {
  expect(decode(of, unhex(bytes))).toEqual(value)
  expect(encode(of, value)).toBe(bytes)
})

test('a value in the middle of a larger buffer reads like one that stands alone', () => {
  const buffer = unhex(`ffff${'d4'.repeat(32)}ffff`)
  expect(decode(account, buffer.subarray(2, 34))).toBe('d4'.repeat(32))
})

describe('compact integers', () => {
  test.each([
    [0n, '00'],
    [63n, 'fc'],
    [64n, '0101'],
    [16_383n, 'fdff'],
    [16_384n, '02000100'],
    [2n ** 30n - 1n, 'feffffff'],
    [2n ** 30n, '0300000040'],
    [2n ** 32n - 1n, '03ffffffff'],
    [2n ** 32n, '070000000001'],
    [100_000_000_000_000n, '0b00407a10f35a'],
  ])('%d', (value, bytes) => {
    expect(hex(encodeCompact(value))).toBe(bytes)
  })

  test('any number comes back', () => {
    const u128Compact = type({ type: 'compact', isBig: true, size: 'u128' })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        expect(decode(u128Compact, encodeCompact(value))).toBe(value)
      }),
    )
  })
})

describe('bytes that are no value', () => {
  test.each([
    ['too short', u64, '0102', 'u64 needs 8 bytes at 0, 2 are left'],
    ['too long', u8, '0102', 'ends at byte 1, but 1 more follow'],
    ['a short account', account, '00'.repeat(31), 'an account needs 32 bytes'],
    ['a sequence of 2^30 - 1 items', sequence(u8), 'feffffff', 'claims 1073741823 items'],
    ['a sequence of 2^64 items', sequence(account), '17000000000000000001', 'claims 18446744073709551616 items'],
    ['a sequence of items of no size', sequence(type({ type: 'void' })), 'feffffff', 'claims 1073741823 items'],
    [
      'a huge array of nothing',
      type({ type: 'array', value: struct({}), len: 2 ** 31 }),
      '',
      'array of 2147483648 items',
    ],
    ['bits', type({ type: 'bitSequence', isLSB: true }), 'feffffff', 'a bit sequence claims'],
    ['no such variant', enumType, '01', 'no variant 1'],
    ['half a bool', primitive('bool'), '02', 'a bool begins with 2'],
    ['half an option', type({ type: 'option', value: u8 }), '0200', 'an option begins with 2'],
    ['a compact that its type cannot hold', type({ type: 'compact', isBig: false, size: 'u8' }), '0104', 'is no u8'],
    ['a compact that ends', type({ type: 'compact', isBig: true, size: 'u64' }), '13ff', 'a compact integer needs 8'],
    ['nothing', u8, '', 'u8 needs 1 bytes'],
  ])('%s', (_, of, bytes, message) => {
    expect(() => decode(of, unhex(bytes))).toThrow(message)
  })

  test('values that nest without end', () => {
    const inner = { id: 9_999_999 } as LookupEntry
    Object.assign(inner, { type: 'sequence', value: inner })
    expect(() => decode(inner, new Uint8Array(100_000).fill(4))).toThrow('nest deeper')
  })

  test('random bytes give a value or an Error with a message, whatever the type', () => {
    const types = [enumType, sequence(enumType), sequence(sequence(account)), struct({ a: sequence(u8), b: enumType })]
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ maxLength: 64 }), (of, bytes) => {
        try {
          expect(encode(of, readValue(of, cursor(bytes), noCalls)).length).toBeLessThanOrEqual(bytes.length * 2)
        } catch (error) {
          expect((error as Error).message).toMatch(/bytes|items|variant|compact/)
        }
      }),
    )
  })
})

test('values that do not fit their type are not written', () => {
  expect(() => encode(u8, 256)).toThrow('256 is no u8')
  expect(() => encode(account, 'd4')).toThrow('32 bytes are expected, 1 given')
  expect(() => encode(enumType, { type: 'Two', value: 1 })).toThrow('no variant "Two"')
  expect(() => encode(sequence(u8).type === 'sequence' ? sequence(u16) : u8, 5)).toThrow('a list is expected')
})

test('the error of a pallet that the metadata does not have is its bytes', () => {
  const value = { System: { type: 'lookupEntry', value: enumType, idx: 0 } }
  const moduleError = type({ type: 'enum', value, innerDocs: {}, byteLength: 5 })
  expect(decode(moduleError, unhex('0903000000'))).toEqual({ type: 'Unknown', value: '0903000000' })
  expect(decode(moduleError, unhex('0000000000'))).toEqual({
    type: 'System',
    value: { type: 'Nothing', value: undefined },
  })
})

test('where numbers stand in values of a fixed size', () => {
  const balance = struct({ nonce: u32, data: struct({ free: u64, reserved: u128 }), rest: sequence(u8), last: u64 })
  expect(fixedField(balance, 'data', 'free')).toEqual({ offset: 4, size: 8 })
  expect(fixedField(balance, 'data', 'reserved')).toEqual({ offset: 12, size: 16 })
  expect(fixedField(balance, 'nonce')).toBeNull()
  expect(fixedField(balance, 'data', 'frozen')).toBeNull()
  expect(fixedField(balance, 'last')).toBeNull()
  expect([sizeOf(balance), sizeOf(account), sizeOf(struct({ a: u8, b: account }))]).toEqual([null, 32, 33])
  expect(concat(new Uint8Array(1)).length).toBe(sizeOf(u8))
})
