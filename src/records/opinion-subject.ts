/** What an opinion or a conversation is about: a subnet by its number, an account by its address, a record by its id. */

import * as z from 'zod'
import { type Address, isAddress } from '../log/ss58.ts'
import { expecting, type FieldType } from './fields.ts'
import { isRecordId, type RecordId } from './ids.ts'

/** A subject as it stands on the wire: `subnet:4`, `5F…`, or 64 hexadecimal digits. */
export type OpinionSubject =
  | { what: 'subnet'; netuid: number }
  | { what: 'account'; account: Address }
  | { what: 'record'; id: RecordId }

const subnetForm = /^subnet:(0|[1-9][0-9]{0,4})$/

/** What a text names; null for one that names nothing. */
export function readSubject(text: string): OpinionSubject | null {
  const [, digits] = subnetForm.exec(text) ?? []
  const netuid = Number(digits)
  if (digits !== undefined) return netuid > 65_535 ? null : { what: 'subnet', netuid }
  if (isRecordId(text)) return { what: 'record', id: text }
  return isAddress(text) ? { what: 'account', account: text } : null
}

/** The text of a subnet as a subject. */
export const subnetSubject = (netuid: number): string => `subnet:${netuid}`

/** A subject: `subnet:` with its number, an address with prefix 42, or the id of a record. */
export function subjectField(): FieldType<string> {
  const expects = expecting('opinion-subject')
  return {
    schema: z.string().refine((text) => readSubject(text) !== null, expects.code),
    expects,
    input: 'subject',
    maxLength: 64,
  }
}
