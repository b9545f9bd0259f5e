import { example } from '../examples.ts'
import { enumField, idField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** Does a note help whoever reads what it is about? */
export const contextRating = defineKind({
  name: 'context-rating',
  subject: 'people',
  title: 'Rating of a note',
  summary:
    'Says of a note whether it helps a reader of what it is about. It rates the note, never its author, nor the statement or the event; the latest of each account counts.',
  does: 'Rated a note',
  reveals: 'how this address rates the note.',
  signer: 'anyone',
  session: false,
  fields: {
    note: required(idField(), { label: 'Note', hint: 'Id of the note.' }),
    title: required(textField(1, 120), {
      label: 'Beginning of the note',
      hint: 'Its first words as they stand, so that the text says what is rated.',
    }),
    verdict: required(enumField('helpful', 'in-part', 'not-helpful'), {
      label: 'Does the note help?',
      hint: 'helpful, in-part, or not-helpful.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { note: { kinds: ['context'], whose: 'others' } },
  repeats: { title: { of: 'note' } },
  line: ({ note, verdict }) => ({ of: note, params: { verdict } }),
  lineWords: '{verdict}: {words}',
  shownAt: { page: 'record', of: 'note' },
  upgrade: 'Later versions may add headers such as what is missing; the verdict keeps its meaning.',
  example: {
    note: example.record,
    title: 'The chain itself delays an increase of the take by a day; a decrease counts at once.',
    verdict: 'in-part',
  },
})
