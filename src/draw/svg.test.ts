import fc from 'fast-check'
import { expect, test } from 'vitest'
import { element, escaped, tenth } from './svg.ts'
import { figure } from './words.ts'

test('nothing in a text can end it', () => {
  expect(escaped(`</desc><script>alert('1' & "2")</script>`)).toBe(
    '&lt;/desc&gt;&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;',
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(escaped(text))))
})

test('what XML cannot hold is left out: control characters, lone surrogates, non-characters', () => {
  expect(escaped('a\u0000b\u001bc\ud800d\ufffee\t\n👍')).toBe('abcde\t\n👍')
})

test('elements', () => {
  expect(element('rect', { width: 1.04, class: 'a"b', fill: undefined })).toBe('<rect width="1" class="a&quot;b"/>')
  expect(element('g', {}, element('a', {}), 'text')).toBe('<g><a/>text</g>')
})

test('numbers are short', () => {
  expect([0.04, -0.04, 0.25, -0.26, 12, 3.1377].map(tenth)).toEqual(['0', '0', '.3', '-.3', '12', '3.1'])
  const plain = (value: number): string => String(Math.round(value * 10) / 10 || 0).replace(/^(-?)0\./, '$1.')
  fc.assert(fc.property(fc.double({ min: -2000, max: 2000, noNaN: true }), (value) => tenth(value) === plain(value)))
  expect([0, 999, 1921, 1234567].map(figure)).toEqual(['0', '999', '1,921', '1,234,567'])
})
