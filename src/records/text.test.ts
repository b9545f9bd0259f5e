import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusedCharacters, zeroWidth } from './characters.ts'
import { isOrigin, longestValue } from './envelope.ts'
import { formatTime, parseTime } from './time.ts'
import { oneLine, tidyBody, titleOf } from './title.ts'

test('a title is the first 120 characters with single spaces', () => {
  expect(titleOf('One  thought,\n\nover\ttwo lines. ')).toBe('One thought, over two lines.')
  expect(titleOf(`${'x'.repeat(119)} y z`)).toBe('x'.repeat(119))
  expect([...titleOf('🗳'.repeat(200))].length).toBe(64)
  expect(titleOf('時'.repeat(200))).toBe('時'.repeat(85))
  expect(titleOf('\u200B \u202E')).toBe('…')
  expect(titleOf('Zu\u0308rich')).toBe('Zürich')
})

test('any text has a title that a header may hold', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 })), (text) => {
      const title = titleOf(text)
      expect(refusedCharacters(title)).toBe(null)
      expect(zeroWidth.test(title)).toBe(false)
      expect(title).toBe(title.trim())
      expect(new TextEncoder().encode(title).length).toBeLessThanOrEqual(longestValue)
      expect([...title].length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})

test('tidy text is what the envelope takes, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const tidy of [tidyBody(text), oneLine(text)]) expect(refusedCharacters(tidy)).toBe(null)
      expect(tidyBody(tidyBody(text))).toBe(tidyBody(text))
      expect(oneLine(oneLine(text))).toBe(oneLine(text))
    }),
    { numRuns: 500 },
  )
  expect(tidyBody(' a\r\nb\tc\r ')).toBe('a\nb c')
})

test('a refusal of a character names the character and its line', () => {
  expect(refusedCharacters('a\nb\u202Ec')).toMatchObject({
    code: 'bidi-override',
    params: { character: 'U+202E', line: 2 },
  })
  expect(refusedCharacters('a\nbu\u0308')).toMatchObject({ code: 'not-nfc', params: { line: 2 } })
})

test('a time is a real date in whole seconds, written in one way', () => {
  expect(parseTime('2028-02-29T23:59:59Z')).toBe(Date.UTC(2028, 1, 29, 23, 59, 59))
  expect(
    ['2027-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-1-1T00:00:00Z', ''].map(parseTime),
  ).toEqual([null, null, null, null, null])
  expect([1.5, 1001, Number.NaN, 8.64e15, Number.POSITIVE_INFINITY].map(formatTime)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
      expect(parseTime(formatTime(seconds * 1000)!)).toBe(seconds * 1000)
    }),
  )
})

test('an origin is the URL of a log without its scheme', () => {
  expect(['voice.example.org/log1', 'localhost:8080/log', 'example.org'].filter((text) => !isOrigin(text))).toEqual([])
  const wrong = [
    'https://example.org/log',
    'Example.org/log',
    '0xab/log',
    'example.org/',
    'example.org/a b',
    'a+b/log',
    '-a/log',
    '',
  ]
  expect(wrong.filter(isOrigin)).toEqual([])
})
