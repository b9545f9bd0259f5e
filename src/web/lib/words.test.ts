import { expect, test } from 'vitest'
import { counted, figure, firstParagraph, kindInWords, middle, percent, shorten } from './words.ts'

test('figures and counts', () => {
  expect([0, 999, 1921, 1234567].map(figure)).toEqual(['0', '999', '1,921', '1,234,567'])
  expect(counted(1, 'vote')).toBe('1 vote')
  expect(counted(2, 'person', 'people')).toBe('2 people')
  expect([percent(1, 3), percent(0, 0)]).toEqual(['33 %', '–'])
})

test('shortening counts code points and keeps short text whole', () => {
  expect(shorten('a  b\nc', 5)).toBe('a b c')
  expect(shorten('🦋🦋🦋🦋', 3)).toBe('🦋🦋…')
  expect(shorten('one two three four', 16)).toBe('one two three…')
  expect(middle('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')).toBe('5Grwva…GKutQY')
  expect(middle('short')).toBe('short')
})

test('a first paragraph and the rest', () => {
  expect(firstParagraph('a\nb\n\nc')).toEqual({ first: 'a\nb', rest: 'c' })
  expect(firstParagraph('a')).toEqual({ first: 'a', rest: '' })
})

test('an unknown kind keeps its name', () => {
  expect(kindInWords('vouch')).toContain('vouch')
})
