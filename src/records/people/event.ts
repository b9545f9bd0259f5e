import { dateField, isAhead } from '../dates.ts'
import { example } from '../examples.ts'
import { bodyField, idField, listField, numberField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { shorten } from '../limits.ts'
import { saidIn } from '../line.ts'
import { isRefusal, Refusal } from '../refusals.ts'
import { readSections, type SectionTexts, writeSections } from '../sections.ts'

export const eventParts = {
  happened: {
    heading: 'What happened',
    hint: 'In words that every side could accept.',
    required: true,
    maxLength: 3000,
  },
  disputed: {
    heading: 'What is disputed',
    hint: 'What one side says and another does not.',
    required: false,
    maxLength: 3000,
  },
  sources: {
    heading: 'Sources',
    hint: 'One per line: whose side, a colon, a space, and the address of a page. Of two sides at least.',
    required: true,
    maxLength: 6000,
  },
}

/** Where one side, or somebody of none, says what happened. */
export interface EventSource {
  side: string
  url: string
}

const mostSources = 20

/** Questions that an event names at most: their ids fit in a header. */
export const mostEventQuestions = 3

/** Something that happened outside this log and that people here are about to disagree on. */
export const event = defineKind({
  name: 'event',
  subject: 'people',
  title: 'Event',
  summary:
    'Says what happened, when, what is disputed about it, and where each side says so: sources of two sides at least. It is the account of whoever signs it. Opinions on it are signed apart.',
  does: 'Told of an event',
  reveals: 'what this address says has happened, with its sources.',
  signer: 'anyone',
  session: false,
  fields: {
    title: required(textField(3, 120), { label: 'Title', hint: 'What happened, in a few neutral words.' }),
    date: required(dateField(), { label: 'When', hint: 'A year, a month or a day, such as 2026-04-10.' }),
    block: optional(numberField(0, 4_294_967_295), {
      label: 'Block',
      hint: 'Number of a block of the chain, where it was there.',
    }),
    questions: optional(listField(idField(), mostEventQuestions), {
      label: 'Questions',
      hint: 'Ids of standing questions that it touches, with commas between them.',
    }),
  },
  body: required(bodyField(1, 12_200, 16_384), {
    label: 'Account',
    hint: 'What happened, what is disputed, and the sources.',
  }),
  sections: eventParts,
  revocable: true,
  removable: true,
  rule: ({ date, body }, { time }) => {
    // Lists of events stand by date: one of a day to come would stand first until then.
    if (isAhead(date, time)) return { reason: 'date-after-time', field: 'date' }
    const sources = eventSources(eventTexts(body).sources ?? '')
    return isRefusal(sources) ? { ...sources.params, reason: String(sources.params.reason) } : null
  },
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'events', of: 'id' },
  upgrade: 'Later versions may add headers and parts; a source keeps its form.',
  example: {
    title: 'A team leaves the network',
    date: '2026-04-10',
    block: 8_000_000,
    questions: [example.record],
    body: '# What happened\nThe team of subnet 4 said in public that it leaves.\n\n# What is disputed\nWhether its emissions were stopped before.\n\n# Sources\nThe team: https://team.example.org/leaving\nThe foundation: https://foundation.example.org/answer',
  },
})

/** The parts of an event's body. */
export function eventTexts(body: string): SectionTexts<typeof eventParts> {
  const read = readSections(eventParts, body)
  return isRefusal(read) ? {} : read
}

/** The sources of a part, or which line is wrong, or that all are of one side (`bad-field`). */
export function eventSources(text: string): EventSource[] | Refusal {
  const found: EventSource[] = []
  for (const [i, line] of text.split('\n').entries()) {
    const [, side, url] = /^(\S(?:.{0,78}\S)?): (https?:\/\/\S{1,500})$/u.exec(line) ?? []
    if (!side || !url) return new Refusal('bad-field', { reason: 'source-line', line: i + 1, value: shorten(line) })
    found.push({ side, url })
  }
  if (found.length > mostSources)
    return new Refusal('bad-field', { reason: 'too-many-sources', count: found.length, most: mostSources })
  const sides = new Set(found.map(({ side }) => side.toLowerCase()))
  return sides.size < 2 ? new Refusal('bad-field', { reason: 'one-side' }) : found
}

/** What the body of an event says, before it is written. */
interface EventWords {
  happened: string
  disputed?: string | undefined
  sources: readonly EventSource[]
}

/** The body of an event, or what is wrong with it (`bad-field`). */
export function eventBody({ happened, disputed = '', sources }: EventWords): string | Refusal {
  const lines = sources.map(({ side, url }) => `${side}: ${url}`).join('\n')
  const wrong = eventSources(lines)
  return isRefusal(wrong) ? wrong : writeSections(eventParts, { happened, disputed, sources: lines })
}
