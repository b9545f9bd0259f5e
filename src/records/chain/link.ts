import { example } from '../examples.ts'
import { accountField, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

const other = required(accountField(), { label: 'With', hint: 'The other account.' })

/** One half of a link between two accounts: it holds once the other account has signed its own half. */
export const link = defineKind({
  name: 'link',
  title: 'Link',
  summary:
    'Says that another account belongs to the same owner. It holds once the other account says the same; then both are counted as one. It is public, and mirrors keep it for good.',
  signer: 'anyone',
  session: false,
  fields: { with: other },
  body: null,
  rule: (values, { account }) => (values.with === account ? 'an account cannot be linked with itself' : null),
  upgrade: 'Later versions may add headers; a link of both keeps its meaning.',
  example: { with: example.bob },
})

/** Ends a link from now on; either account may. */
export const unlink = defineKind({
  name: 'unlink',
  title: 'End of a link',
  summary: 'Says that another account does not belong to the same owner any more. Either of two linked accounts may.',
  signer: 'anyone',
  session: false,
  fields: { with: other },
  body: null,
  upgrade: 'Later versions may add headers; the end of a link keeps its meaning.',
  example: { with: example.bob },
})
