import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64, concat, equalBytes, hex, readUint64, sha256, text, uint64, unbase64, unhex, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'

const bytes = fc.uint8Array({ maxLength: 200 })

test('every coding reads back what it wrote', () => {
  fc.assert(
    fc.property(bytes, (b) => {
      expect(unhex(hex(b))).toEqual(b)
      expect(unbase64(base64(b))).toEqual(b)
      expect(hex(b)).toBe(Buffer.from(b).toString('hex'))
      expect(base64(b)).toBe(Buffer.from(b).toString('base64'))
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => text(utf8(s)) === s))
  fc.assert(fc.property(fc.maxSafeNat(), (n) => readUint64(uint64(n)) === n))
})

test('base64 has one spelling', () => {
  const wrong = ['A', 'AA', 'AA=', 'AAA', 'AB==', 'AAB=', 'AA==\n', ' AA==', 'AA==AA==', 'A_A=', 'A-A=', '====']
  for (const each of wrong) expect(() => unbase64(each), each).toThrow(Malformed)
})

test('hexadecimal is refused when odd or foreign', () => {
  for (const each of ['0', '0g', '0x00', ' 00', '00\n']) expect(() => unhex(each), each).toThrow(Malformed)
})

test('text is UTF-8 and nothing is repaired or dropped', () => {
  const wrong = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80], [0x80]]
  for (const each of wrong) expect(() => text(Uint8Array.from(each))).toThrow(Malformed)
  expect(text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
})

test('numbers are big-endian and stop at 2^53 - 1', () => {
  expect(hex(uint64(1795359600123))).toBe('000001a203c56dfb')
  expect(readUint64(unhex('ff000001a203c56dfb'), 1)).toBe(1795359600123)
  expect(() => readUint64(unhex('0020000000000000'))).toThrow(Malformed)
})

test('bytes are joined and compared', () => {
  expect(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3))
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
})

test('SHA-256 as in FIPS 180-4', () => {
  expect(hex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
