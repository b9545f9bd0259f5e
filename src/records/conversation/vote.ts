import { enumField, idField, numberField, optional, required, textField } from '../fields.ts'
import { recordId } from '../ids.ts'
import { defineKind } from '../kind.ts'

/** What an account holds of a statement. The last one in the order of the log counts. */
export const vote = defineKind({
  name: 'vote',
  subject: 'conversation',
  title: 'Vote',
  summary:
    'Says what an account holds of a statement. A later vote on the same statement replaces it. It is not a secret ballot.',
  does: 'Voted',
  reveals: 'how this address votes on the statement.',
  signer: 'anyone',
  session: true,
  fields: {
    choice: required(enumField('agree', 'disagree', 'pass'), {
      label: 'Choice',
      hint: 'pass: I saw it and have no opinion, or it is not for me to say.',
    }),
    importance: optional(numberField<1 | 2 | 3>(1, 3), {
      label: 'Importance',
      hint: '1: little, 2: some, 3: much. Empty: not said.',
    }),
    about: required(idField(), { label: 'Statement', hint: 'Id of the statement.' }),
    title: required(textField(1, 120), {
      label: 'Beginning of the statement',
      hint: 'Its first words as they stand, so that the text says what is voted on.',
    }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { about: { kinds: ['statement'], judgedBy: 'conversation' } },
  repeats: { title: { of: 'about' } },
  line: ({ choice, about }) => ({ of: about, params: { choice } }),
  lineWords: '{choice}: {words}',
  shownAt: { page: 'conversation', of: 'about' },
  upgrade: 'Later versions may add choices; a reader that does not know a choice does not count the vote.',
  example: {
    choice: 'agree',
    importance: 2,
    about: recordId('4a67f9a87ee50d82e6dad58333079d531dc0eb3bd14c06d8c9566d87d38999be'),
    title: 'Take changes should be announced 7 days ahead.',
  },
})
