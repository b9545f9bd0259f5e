import { example } from '../examples.ts'
import { accountField, bodyField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

/** A public question to somebody. */
export const inquiry = defineKind({
  name: 'inquiry',
  formerly: ['question-to'],
  subject: 'people',
  title: 'Question to somebody',
  summary: 'Asks an account something in public. Its answer stands beside the question; until then its age does.',
  does: 'Asked somebody',
  reveals: 'the question, to whom it is, and that this address asks it.',
  signer: 'anyone',
  session: false,
  fields: {
    to: required(accountField(), { label: 'To whom', hint: 'The account that is asked.' }),
  },
  body: required(bodyField(1, 1000), { label: 'Question', hint: 'One question, at most 1000 characters.' }),
  revocable: true,
  removable: true,
  rule: ({ to }, { account }) => (to === account ? { reason: 'asks-oneself' } : null),
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'account', of: 'to' },
  upgrade: 'Later versions may add headers; the body stays the question.',
  example: { to: example.bob, body: 'What would make you move your delegation?' },
})
