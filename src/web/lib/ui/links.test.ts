import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieces } from './links.ts'

test('http and https become links with their domain, the full stop stays outside', () => {
  expect(pieces('See https://example.org/a?b=1. More')).toEqual([
    { text: 'See ' },
    { href: 'https://example.org/a?b=1', text: 'https://example.org/a?b=1', domain: 'example.org' },
    { text: '. More' },
  ])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'https://user:pass@example.org/',
  '<img src=x onerror=alert(1)>',
  'ftp://example.org',
])('%s stays text', (text) => {
  expect(pieces(text)).toEqual([{ text }])
})

test('no character is lost and every link is http', () => {
  const parts = fc.constantFrom('https://a.example/', 'http://', 'word', ' ', '.', 'javascript:', '"><script>', '\n')
  fc.assert(
    fc.property(fc.array(parts), (list) => {
      const text = list.join('')
      const cut = pieces(text)
      expect(cut.map((piece) => piece.text).join('')).toBe(text)
      for (const piece of cut) if ('href' in piece) expect(piece.href).toMatch(/^https?:\/\//)
    }),
  )
})
