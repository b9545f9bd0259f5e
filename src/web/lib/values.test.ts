import { expect, test } from 'vitest'
import { type ConversationSummary, phaseOf } from './values.ts'

const phase = (times: Partial<ConversationSummary>) =>
  phaseOf({ opens: null, closes: null, revoked: false, ...times } as ConversationSummary, 1000)

test('what may be done follows from the times and from a revocation', () => {
  expect(phase({})).toBe('open')
  expect(phase({ opens: 1001 })).toBe('not open yet')
  expect(phase({ opens: 1000, closes: 1001 })).toBe('open')
  expect(phase({ closes: 1000 })).toBe('closed')
  expect(phase({ revoked: true, closes: 1 })).toBe('taken back')
})
