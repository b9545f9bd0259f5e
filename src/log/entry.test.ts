import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex, sha256, unhex, utf8 } from './bytes.ts'
import { decodeEntry, encodeEntry, entryLength } from './entry.ts'
import { Malformed } from './errors.ts'

test('an entry is a version, the admission time and the hash of the note', () => {
  const entry = encodeEntry(1795359600123, utf8('a note\n'))
  expect(hex(entry)).toBe(`01000001a203c56dfb${hex(sha256(utf8('a note\n')))}`)
})

test('an entry reads back', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.uint8Array(), (ms, note) => {
      const entry = encodeEntry(ms, note)
      expect(entry.length).toBe(entryLength)
      expect(decodeEntry(entry)).toEqual({ ms, noteHash: sha256(note) })
    }),
  )
})

test('another length, another version, or a time beyond 2^53 is refused', () => {
  const entry = encodeEntry(1, utf8('x'))
  expect(() => decodeEntry(entry.subarray(1))).toThrow('41 expected')
  expect(() => decodeEntry(Uint8Array.of(...entry, 0))).toThrow('41 expected')
  expect(() => decodeEntry(Uint8Array.of(2, ...entry.subarray(1)))).toThrow('version 2')
  expect(() => decodeEntry(unhex(`01ffffffffffffffff${'00'.repeat(32)}`))).toThrow(Malformed)
})
