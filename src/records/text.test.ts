import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusedCharacters, refusedInvisible } from './characters.ts'
import { isOrigin, longestValue } from './envelope.ts'
import { invisibleIn, invisibleInHeader, withoutInvisible } from './invisible.ts'
import { formatTime, parseTime } from './time.ts'
import { oneLine, tidyBody, titleOf, typedBody, typedLine } from './title.ts'

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
      expect(refusedInvisible(title)).toBe(null)
      expect(invisibleInHeader(title)).toBe(null)
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
      for (const tidy of [tidyBody(text), oneLine(text)]) {
        expect(refusedCharacters(tidy)).toBe(null)
        expect(refusedInvisible(tidy)).toBe(null)
      }
      expect(tidyBody(tidyBody(text))).toBe(tidyBody(text))
      expect(oneLine(oneLine(text))).toBe(oneLine(text))
    }),
    { numRuns: 500 },
  )
  expect(tidyBody(' a\r\nb\tc\r ')).toBe('a\nb c')
})

/** What people write, each with the characters without which it would be another word or another picture. */
const written = [
  'می\u200Cخواهم',
  'کار\u200Cها',
  'COVID\u200Cها',
  '«گوگل»\u200Cها',
  'ه\u200D.ش',
  'ශ\u0DCA\u200Dරී ලංකා',
  'ന\u0D4D\u200D',
  'র\u200D\u09CDযাব',
  'ಫೇಸ್\u200Cಬುಕ್\u200C',
  'ภาษา\u200Bไทย',
  'שלום C++\u200E ok',
  '葛\u{E0100}',
  '👩\u200D💻 who?',
  '👩🏽\u200D🚀',
  '🏳\uFE0F\u200D🌈',
  '1\uFE0F\u20E3',
  '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
]

test.each(written)('%s is taken, repeated and quoted as it is', (text) => {
  expect([refusedInvisible(text), invisibleInHeader(text)]).toEqual([null, null])
  for (const way of [titleOf, oneLine, tidyBody, typedLine, typedBody]) expect(way(text)).toBe(text)
})

test.each([
  ['pay\u200Cpal', 'U+200C', 'pay'],
  ['a\u200Db', 'U+200D', 'a'],
  ['a\u200Bb', 'U+200B', 'a'],
  ['so\u00ADft', 'U+00AD', 'so'],
  ['x\uFE0F', 'U+FE0F', 'x'],
  ['1\uFE0F', 'U+FE0F', '1'],
  ['ab\u{E0100}', 'U+E0100', 'ab'],
  ['🏴\u{E0067}', 'U+E0067', '🏴'],
  ['👩\u200D', 'U+200D', '👩'],
  ['👩\u200D\u200D💻', 'U+200D', '👩'],
  ['می\u200C\u200Cخ', 'U+200C', 'می\u200C'],
  ['سلام\u200Dسلام', 'U+200D', 'سلام'],
  ['א\u200Eב', 'U+200E', 'א'],
  ['far from it\u200E', 'U+200E', 'far from it'],
])('an invisible character where no script needs it is named: %j', (text, character, before) => {
  expect(refusedInvisible(`first\n${text}`)).toMatchObject({
    code: 'zero-width',
    params: { reason: 'line', line: 2, character, before },
  })
})

test('what somebody typed is never changed in silence: it is signed as it is or refused', () => {
  const invisible = fc.constantFrom(...'\u200B\u200C\u200D\u200E\u00AD\uFE0F\uFEFF\u202E\u2060', '\u{E0100}')
  const text = fc.array(fc.oneof(invisible, fc.constantFrom(...written), fc.string({ unit: 'grapheme' })))
  const seen = (typed: string) => typed.normalize('NFC').replace(/\s/g, '')
  fc.assert(
    fc.property(text, (units) => {
      const typed = units.join('').normalize('NFC')
      for (const way of [typedLine, typedBody]) {
        expect(seen(way(typed))).toBe(seen(typed))
        expect(way(way(typed))).toBe(way(typed))
      }
      const shown = withoutInvisible(typed)
      expect(invisibleIn(shown)).toBe(null)
      expect(invisibleIn(typed) === null).toBe(shown === typed)
    }),
  )
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
