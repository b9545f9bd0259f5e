/** The shape that the view about an account publishes. */

import * as z from 'zod'
import { kindNames } from '../../../records/registry.ts'
import { accountAddress, index, ms, next, params, recordId, refusalCode, words } from '../../fields.ts'

const session = z.strictObject({
  id: recordId.describe('Id of the session record.'),
  index: index.describe('Place of the record in the log.'),
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Ed25519 public key, 64 hexadecimal digits.'),
  may: z.array(z.enum(kindNames)).describe('Kinds of record that it may sign.'),
  since: ms.describe('When the log admitted the session, Unix milliseconds.'),
  notAfter: ms.describe('The last moment at which it may sign, Unix milliseconds.'),
  revoked: index.nullable().describe('Place of the record that ended it; null: none did.'),
})
export type SessionSummary = z.infer<typeof session>

const accountRecord = z.strictObject({
  index: index.describe('Place in the log.'),
  id: recordId.describe('Id of the record.'),
  ms: ms.describe('When the log admitted it, Unix milliseconds.'),
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The word after `action:`.'),
  title: words
    .nullable()
    .describe('What it is about, in words of its author or of the statement it names; null where it has none.'),
  line: params.nullable().describe('What a line about it is made of, where it has no words of its own; null: it has.'),
  conversation: recordId.optional().describe('The conversation that it belongs to; left out where there is none.'),
  counts: z
    .union([z.literal(true), refusalCode])
    .describe('true, or the code of the reason why it does not count (any more).'),
  session: z.boolean().describe('Signed by a session key?'),
})
export type AccountRecord = z.infer<typeof accountRecord>

/** What an account signed. */
export const accountValue = z.strictObject({
  account: accountAddress.describe('The account that was asked for.'),
  first: index.nullable().describe('Place of its first record; null when the log does not know it.'),
  guest: z
    .strictObject({
      index: index.describe('Place of the record by which it became one.'),
      adopted: accountAddress.nullable().describe('The account that took its votes on; null: none did.'),
    })
    .nullable()
    .describe('Is it a key made in a browser, of which nothing is known? null: it is not.'),
  adopted: z.array(accountAddress).describe('Guests whose votes it took on, in that order.'),
  sessions: z.array(session).describe('Newest first, ended ones included.'),
  records: z.array(accountRecord).describe('Newest first.'),
  next,
})
export type AccountValue = z.infer<typeof accountValue>
