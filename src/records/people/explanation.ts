import * as z from 'zod'
import { example } from '../examples.ts'
import { bodyField, expecting, type FieldType, idField, optional, required, textField } from '../fields.ts'
import { defineKind } from '../kind.ts'
import { saidIn } from '../line.ts'

function secretField(): FieldType<string> {
  const expects = expecting('secret')
  return { schema: z.string().regex(/^[0-9a-f]{32}$/, expects.code), expects, input: 'text', maxLength: 32 }
}

/** Why something moved. That of the owner counts as its explanation; others may say what they know. */
export const explanation = defineKind({
  name: 'explanation',
  subject: 'people',
  title: 'Explanation of a movement',
  summary:
    'Explains a large movement. With the secret of an earlier announcement it shows that it was written before the movement. The latest of each account counts.',
  does: 'Explained a movement',
  reveals: 'the explanation, beside the movement.',
  signer: 'anyone',
  session: false,
  fields: {
    movement: required(idField(), { label: 'Movement', hint: 'Id of the record that points at the movement.' }),
    title: optional(textField(1, 240), {
      label: 'Movement in words',
      hint: 'What moved, how much, in which blocks, from whom and to whom, as its record says; for whoever reads the text in a wallet.',
    }),
    announcement: optional(idField(), { label: 'Announcement', hint: 'Id of the announcement that it opens.' }),
    secret: optional(secretField(), { label: 'Secret', hint: 'That of the commitment in the announcement.' }),
  },
  body: required(bodyField(1, 4000), { label: 'Explanation', hint: 'Why it moved, at most 4000 characters.' }),
  revocable: true,
  removable: true,
  points: { movement: { kinds: ['movement'] }, announcement: { kinds: ['announcement'], whose: 'own' } },
  repeats: { title: { of: 'movement' } },
  rule: ({ announcement, secret }) =>
    (announcement === undefined) === (secret === undefined) ? null : { reason: 'announcement-and-secret' },
  line: ({ body }) => saidIn(body),
  shownAt: { page: 'movements' },
  upgrade: 'Later versions may add headers; the body stays the explanation.',
  example: { movement: example.record, body: 'I moved my stake to a hardware wallet. Nothing was sold.' },
})
