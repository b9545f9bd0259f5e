import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { pageOf, pieces } from './links.ts'

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

test('each record has a page where it is shown', () => {
  const vectors = JSON.parse(readFileSync(new URL('../../../../vectors/records.json', import.meta.url), 'utf8'))
  const pageOfA = (kind: string, conversation?: string): string => {
    const { note } = vectors.records.find((each: { kind: string }) => each.kind === kind)
    const record = parseRecord(note)
    if (isRefusal(record) || !record.known) throw new Error(`the vector of ${kind} is no record`)
    return pageOf(record, conversation).replace(/[0-9a-f]{64}$/, 'ID')
  }
  expect(pageOfA('conversation')).toBe('/c/ID')
  expect(pageOfA('statement')).toBe('/c/ID')
  expect(pageOfA('vote')).toBe('/r/ID')
  expect(pageOfA('vote', 'abc')).toBe('/c/abc')
  expect(pageOfA('position')).toBe('/questions/ID')
  expect(pageOfA('movement')).toBe('/movements')
  expect(pageOfA('introduction')).toMatch(/^\/a\/5/)
  expect(pageOfA('policy')).toBe('/r/ID')
})
