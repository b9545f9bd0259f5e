import { example } from '../examples.ts'
import { bodyField, idField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { beginningOf } from '../line.ts'
import { isRefusal } from '../refusals.ts'
import { faultOf, readSections, type SectionTexts } from '../sections.ts'
import { longestSources, readSources, sourcesPart } from '../sources.ts'

export const noteParts = {
  note: {
    heading: 'Note',
    hint: 'What a reader should know beside it, in words that every side could accept.',
    required: true,
    maxLength: 1000,
  },
  sources: sourcesPart,
}

/** What a reader of a statement or an event should know beside it. What counts is whether people who usually disagree find that it helps. */
export const context = defineKind({
  name: 'context',
  subject: 'people',
  title: 'Note',
  summary:
    'Says what a reader of a statement or an event should know beside it, with sources. It stands when people who usually disagree find that it helps. The latest of each account on the same counts.',
  does: 'Wrote a note',
  reveals: 'the note with its sources, beside what it is about.',
  signer: 'anyone',
  session: false,
  fields: {
    about: required(idField(), { label: 'About', hint: 'Id of the statement or of the event.' }),
    title: required(textField(1, 120), {
      label: 'Its beginning',
      hint: 'First words of the statement, or title of the event, so that the text says what the note is about.',
    }),
  },
  body: required(bodyField(1, 1000 + longestSources + 40, 16_384), {
    label: 'Note',
    hint: 'What a reader should know, and the sources.',
  }),
  sections: noteParts,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['statement', 'event'] } },
  repeats: { title: { of: 'about' } },
  rule: ({ body }) => faultOf(readSources(noteTexts(body).sources ?? '')),
  line: ({ body }) => beginningOf(body),
  shownAt: { page: 'notes', of: 'about' },
  upgrade: 'Later versions may add headers, parts and what a note may be about; a source keeps its form.',
  example: {
    about: example.record,
    title: 'Take changes should be announced 7 days ahead.',
    body: '# Note\nThe chain itself delays an increase of the take by a day; a decrease counts at once.\n\n# Sources\nhttps://docs.example.org/take\nhttps://code.example.org/delegate-take',
  },
})

/** The parts of a note's body. */
export function noteTexts(body: string): SectionTexts<typeof noteParts> {
  const read = readSections(noteParts, body)
  return isRefusal(read) ? {} : read
}
