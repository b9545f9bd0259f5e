import * as z from 'zod'
import { saidRef } from '../../chain/values/named.ts'
import { words } from '../../fields.ts'

/** A header by its name in code, such as `furtherWallets`; a part of a body by its name; or `body`. */
const field = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)

/** One part of a disclosure before and after. */
export const fieldChange = z.strictObject({
  field: field.describe('Name in code of the header, or of the part of the body; `body` for a body without parts.'),
  before: words.nullable().describe('As it stood on the wire; null: it was not there.'),
  after: words.nullable().describe('As it stands on the wire; null: it is not there any more.'),
})
export type FieldChange = z.infer<typeof fieldChange>

const part = z.strictObject({
  field: field.describe('Name in code of the header, or of the part of the body; `body` for a body without parts.'),
  text: words.describe('As it stands on the wire; an amount is rao of TAO in decimal digits.'),
})

/** One version of something that its author may say anew. */
export const version = saidRef.extend({
  parts: z.array(part).describe('Its headers and the parts of its body.'),
  changes: z.array(fieldChange).describe('What changed since the version before.'),
})
export type Version = z.infer<typeof version>

export const answered = saidRef.extend({
  text: words.describe('The answer.'),
  disputes: z.boolean().describe('It says that what it answers is not so.'),
})
export type Answered = z.infer<typeof answered>
