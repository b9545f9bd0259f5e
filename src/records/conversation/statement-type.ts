import { example } from '../examples.ts'
import { enumField, idField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'

/** What a statement can be, whatever one holds of it. */
export const statementTypes = ['fact', 'forecast', 'value', 'definition'] as const
export type StatementType = (typeof statementTypes)[number]

/** Says what sort of statement one is: whether it can be checked, awaited, weighed, or agreed on as a use of words. */
export const statementType = defineKind({
  name: 'statement-type',
  subject: 'conversation',
  title: 'Type of a statement',
  summary:
    'Says of a statement whether it is a fact, a forecast, a value or a definition: can it be checked now, later, only weighed, or is it about what a word means? It says nothing of whether it is right. The latest of each account counts.',
  does: 'Said what type a statement is',
  reveals: 'which type this address gives the statement.',
  signer: 'anyone',
  session: false,
  fields: {
    type: required(enumField(...statementTypes), {
      label: 'Type',
      hint: 'fact: can be checked now, true or not. forecast: will show later. value: what should be, or what matters. definition: what a word means.',
    }),
    about: required(idField(), { label: 'Statement', hint: 'Id of the statement.' }),
    title: required(textField(1, 120), {
      label: 'Beginning of the statement',
      hint: 'Its first words as they stand, so that the text says what it is about.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['statement'], judgedBy: 'conversation' } },
  repeats: { title: { of: 'about' } },
  line: ({ type, about }) => ({ of: about, params: { type } }),
  lineWords: '{type}: {words}',
  shownAt: { page: 'conversation', of: 'about' },
  upgrade: 'Later versions may add types; a reader that does not know a type does not count it.',
  example: { type: 'fact', about: example.record, title: 'Take changes are delayed by a day.' },
})
