import { expect, test } from 'vitest'
import { lookOf } from './look.ts'

test.each([
  ['Grey Heron', 'GREY  heron'],
  ['Grey Heron', 'GreyHeron'],
  ['Grey Heron', 'Ｇｒｅｙ Ｈｅｒｏｎ'],
  ['Grey Heron', 'Grey\u200B Heron'],
  ['Straße', 'STRASSE'],
  ['office', 'oﬃce'],
])('%s looks like %s', (one, other) => {
  expect(lookOf(one)).toBe(lookOf(other))
})

test('other words, and letters of other scripts, stay apart', () => {
  expect(lookOf('Grey Heron')).not.toBe(lookOf('Gray Heron'))
  expect(lookOf('Ann')).not.toBe(lookOf('Аnn'))
})
