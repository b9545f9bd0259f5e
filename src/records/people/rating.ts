import { example } from '../examples.ts'
import { enumField, idField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** Does an explanation explain what moved? What counts is whether people who usually disagree find so. */
export const rating = defineKind({
  name: 'rating',
  title: 'Rating of an explanation',
  summary:
    'Says of an explanation whether it explains the movement. It rates the explanation, never its author; the latest of each account counts.',
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
  upgrade: 'Later versions may add headers such as what is missing; the verdict keeps its meaning.',
  example: { explanation: example.record, verdict: 'partly' },
})
