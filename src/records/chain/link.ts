import { example } from '../examples.ts'
import { accountField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

const other = required(accountField(), { label: 'With', hint: 'The other account.' })

/** One half of a link between two accounts: it holds once the other account has signed its own half. */
export const link = defineKind({
  name: 'link',
  subject: 'chain',
  title: 'Link',
  summary:
    'Says that another account belongs to the same owner. It holds once the other account says the same; then both are counted as one. It is public, and mirrors keep it for good.',
  does: 'Linked an account',
  reveals:
    'that this address and the other one belong together. It holds once the other one says so too, and mirrors keep it even after you end it.',
  signer: 'anyone',
  session: false,
  fields: { with: other },
  body: null,
  revocable: true,
  removable: true,
  rule: (values, { account }) => (values.with === account ? { reason: 'own-account' } : null),
  line: (values) => ({ params: { account: values.with } }),
  lineWords: '{account}',
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add headers; a link of both keeps its meaning.',
  example: { with: example.bob },
})

/** Ends a link from now on; either account may. */
export const unlink = defineKind({
  name: 'unlink',
  subject: 'chain',
  title: 'End of a link',
  summary: 'Says that another account does not belong to the same owner any more. Either of two linked accounts may.',
  does: 'Ended a link',
  reveals: 'that the two addresses do not belong together any more. That they once did stays in the log.',
  signer: 'anyone',
  session: false,
  fields: { with: other },
  body: null,
  revocable: true,
  removable: true,
  ends: true,
  line: (values) => ({ params: { account: values.with } }),
  lineWords: '{account}',
  shownAt: { page: 'account', of: 'account' },
  upgrade: 'Later versions may add headers; the end of a link keeps its meaning.',
  example: { with: example.bob },
})
