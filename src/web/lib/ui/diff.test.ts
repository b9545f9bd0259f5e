import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './diff.ts'

test('words that changed, with what stayed around them', () => {
  expect(wordDiff('A process that everybody knows.', 'A process that anybody knows.')).toEqual([
    { what: 'same', text: 'A process that ' },
    { what: 'gone', text: 'everybody' },
    { what: 'new', text: 'anybody' },
    { what: 'same', text: ' knows.' },
  ])
  expect(wordDiff('same', 'same')).toEqual([{ what: 'same', text: 'same' }])
  expect(wordDiff('', 'new')).toEqual([{ what: 'new', text: 'new' }])
})

test('both versions can be read back', () => {
  const text = fc
    .array(fc.constantFrom('one', 'two', ' ', '\n', 'three'), { maxLength: 40 })
    .map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after)
      const without = (what: string) =>
        pieces
          .filter((each) => each.what !== what)
          .map((each) => each.text)
          .join('')
      expect(without('new')).toBe(before)
      expect(without('gone')).toBe(after)
    }),
  )
})

test('very long texts are shown whole', () => {
  const long = 'word '.repeat(2000)
  expect(wordDiff(long, `${long}more`)).toEqual([
    { what: 'gone', text: long },
    { what: 'new', text: `${long}more` },
  ])
})
