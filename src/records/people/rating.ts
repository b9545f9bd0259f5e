import { example } from '../examples.ts'
import { enumField, idField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** Does an explanation explain what moved? What counts is whether people who usually disagree find so. */
export const rating = defineKind({
  name: 'rating',
  subject: 'people',
  title: 'Rating of an explanation',
  summary:
    'Says of an explanation whether it explains the movement. It rates the explanation, never its author; the latest of each account counts.',
  does: 'Rated an explanation',
  reveals: 'how this address rates the explanation.',
  signer: 'anyone',
  session: false,
  fields: {
    explanation: required(idField(), { label: 'Explanation', hint: 'Id of the explanation.' }),
    verdict: required(enumField('explains', 'partly', 'does-not'), {
      label: 'Does it explain the movement?',
      hint: 'explains, partly, or does-not.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { explanation: { kinds: ['explanation'], whose: 'others' } },
  line: ({ verdict }) => ({ params: { verdict } }),
  lineWords: '{verdict}',
  shownAt: { page: 'movements' },
  upgrade: 'Later versions may add headers such as what is missing; the verdict keeps its meaning.',
  example: { explanation: example.record, verdict: 'partly' },
})
