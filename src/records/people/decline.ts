import { bodyField, enumField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'
import { expectations } from './expectations.ts'

/** Somebody says that they will not meet an expectation, and why. */
export const decline = defineKind({
  name: 'decline',
  subject: 'people',
  title: 'Decline',
  summary:
    'Somebody says which expectation of the ladder they do not meet, and why. That is an answer too; a later disclosure, or taking this back, ends it.',
  does: 'Declined an expectation',
  reveals: 'which expectation you do not meet, and why.',
  signer: 'anyone',
  session: false,
  fields: {
    expectation: required(enumField(...expectations), { label: 'Expectation', hint: 'Which one.' }),
  },
  body: required(bodyField(1, 1000), { label: 'Reason', hint: 'Why, at most 1000 characters.' }),
  revocable: true,
  removable: true,
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add expectations; a reader shows those it does not know by their word.',
  example: { expectation: 'accounts', body: 'Naming my other wallets would tell where I live.' },
})
