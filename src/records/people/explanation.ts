import * as z from 'zod'
import { example } from '../examples.ts'
import { bodyField, type FieldType, idField, optional, required } from '../fields.ts'
import { defineKind } from '../kind.ts'

function secretField(): FieldType<string> {
  return { schema: z.string().regex(/^[0-9a-f]{32}$/, '32 lowercase hexadecimal digits'), input: 'text', maxLength: 32 }
}

/** Why something moved. That of the owner counts as its explanation; others may say what they know. */
export const explanation = defineKind({
  name: 'explanation',
  title: 'Explanation of a movement',
  summary:
    'Explains a large movement. With the secret of an earlier announcement it shows that it was written before the movement. The latest of each account counts.',
  signer: 'anyone',
  session: false,
  fields: {
    movement: required(idField(), { label: 'Movement', hint: 'Id of the record that points at the movement.' }),
    announcement: optional(idField(), { label: 'Announcement', hint: 'Id of the announcement that it opens.' }),
    secret: optional(secretField(), { label: 'Secret', hint: 'That of the commitment in the announcement.' }),
  },
  body: required(bodyField(1, 4000), { label: 'Explanation', hint: 'Why it moved, at most 4000 characters.' }),
  rule: ({ announcement, secret }) =>
    (announcement === undefined) === (secret === undefined)
      ? null
      : 'give both "announcement" and "secret", or neither',
  upgrade: 'Later versions may add headers; the body stays the explanation.',
  example: { movement: example.record, body: 'I moved my stake to a hardware wallet. Nothing was sold.' },
})
