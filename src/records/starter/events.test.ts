import { expect, test } from 'vitest'
import { eventBody, eventSources } from '../people/event.ts'
import { isRefusal } from '../refusals.ts'
import { starterEvents } from './events.ts'
import { starterQuestions } from './questions.ts'

test.each(starterEvents)('the draft of "$title" can be signed, and touches questions of the book', (draft) => {
  const body = eventBody(draft)
  expect(isRefusal(body)).toBe(false)
  expect(isRefusal(eventSources(draft.sources.map(({ side, url }) => `${side}: ${url}`).join('\n')))).toBe(false)
  const titles = starterQuestions.map(({ title }) => title)
  expect((draft.questions ?? []).filter((title) => !titles.includes(title))).toEqual([])
})
