import { expect, test } from 'vitest'
import { dayOf, exactTime, isoTime, relativeTime } from './time.ts'

const noon = Date.UTC(2026, 10, 23, 12, 5, 9)

test('an instant in exact words and as ISO text', () => {
  expect(exactTime(noon)).toBe('23 Nov 2026, 12:05 UTC')
  expect(dayOf(noon)).toBe('23 Nov 2026')
  expect(isoTime(noon + 321)).toBe('2026-11-23T12:05:09Z')
})

test.each([
  [0, 'just now'],
  [-30_000, 'in less than a minute'],
  [60_000, '1 minute ago'],
  [-2 * 3_600_000, 'in 2 hours'],
  [26 * 3_600_000, '1 day ago'],
  [40 * 86_400_000, '14 Oct 2026'],
])('an instant %i ms back is told as %s', (back, words) => {
  expect(relativeTime(noon - back, noon)).toBe(words)
})
