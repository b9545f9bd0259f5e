import { example } from '../examples.ts'
import { idField, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** Which conversation says who usually disagrees: how many people are in one never decides that. */
export const sides = defineKind({
  name: 'sides',
  subject: 'people',
  title: 'Sides',
  summary:
    'The operator names the conversation whose opinion map says who usually disagrees. Explanations stand when people of its different sides find that they explain; without such a record all accounts are one crowd. The latest is in force.',
  does: 'Said which conversation the sides are taken from',
  reveals: 'the conversation, and that this address names it.',
  signer: 'operator',
  session: false,
  fields: {
    conversation: required(idField(), {
      label: 'Conversation',
      hint: 'Id of the conversation whose opinion map gives the sides.',
    }),
    title: required(textField(1, 120), { label: 'Title', hint: 'That of the conversation, for readers.' }),
  },
  body: null,
  revocable: true,
  removable: true,
  points: { conversation: { kinds: ['conversation', 'import'] } },
  repeats: { title: { of: 'conversation' } },
  line: ({ title }) => saidIn(title),
  shownAt: { page: 'conversation', of: 'conversation' },
  upgrade:
    'Later versions may name other places that sides are taken from; a reader that does not know one keeps the record before it.',
  example: { conversation: example.record, title: 'Who should govern Bittensor?' },
})
