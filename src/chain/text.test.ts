import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../log/bytes.ts'
import { plainText } from './text.ts'

test('a name stays as it is', () => {
  expect(plainText(utf8('Ümlaut & Söhne 雪 🦋'), 64)).toBe('Ümlaut & Söhne 雪 🦋')
})

test('controls, line breaks and what hides or reorders is one space at most', () => {
  expect(plainText(utf8('a\u0000b\u001b[31mc\r\n\nd\u202Ee\u200Bf'), 64)).toBe('a b [31mc d e f')
  expect(plainText(utf8('\u200B\uFEFF\u2066'), 64)).toBe('')
})

test('bytes that are no UTF-8, and values that are no bytes', () => {
  expect(plainText(Uint8Array.of(0x61, 0xff, 0xfe, 0x62, 0xc3), 64)).toBe('ab')
  expect(plainText(undefined, 64)).toBe('')
  expect(plainText('text', 64)).toBe('')
})

test('megabytes become as much as fits', () => {
  expect(plainText(utf8('x'.repeat(5_000_000)), 64)).toBe('x'.repeat(64))
  expect([...plainText(utf8('🦋'.repeat(1000)), 10)]).toHaveLength(10)
})

test('whatever the bytes, the text is short, on one line, trimmed, and stays itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (bytes, longest) => {
      const text = plainText(bytes, longest)
      expect([...text].length).toBeLessThanOrEqual(longest)
      expect(text).toBe(text.trim())
      expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u)
      expect(plainText(utf8(text), longest)).toBe(text)
    }),
  )
})
