/**
 * Evidence of what changed between two runtimes, as their metadata tell it: JSON with its keys in the order of the schema
 * and no spaces, so that two who compare the same metadata write the same bytes.
 */

import * as z from 'zod'
import { utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { hash, natural } from './facts.ts'

export const runtimeChangeFormat = 'runtime-change-1'

/** Rows in a file; a whole runtime of finney has some 2,000 members. */
export const mostRows = 4000
/** Characters of all rows together. */
export const mostText = 2 << 20
/** Places inside of a member that are named one by one. */
export const mostParts = 16
/** Characters of a member's own notation, and of one of its parts. */
export const longestText = 256
/** Characters of a name. */
export const longestName = 128

/** What of a runtime a row is about; a row of a pallet stands for the pallet itself. */
export const memberKinds = ['pallet', 'call', 'storage', 'constant', 'event', 'error', 'api'] as const
export type MemberKind = (typeof memberKinds)[number]

/** `moved`: nothing but its number in the encoding is another. */
export const changeKinds = ['added', 'removed', 'changed', 'moved'] as const
export type ChangeKind = (typeof changeKinds)[number]

const name = z.string().max(longestName)
const notation = z.string().max(longestText)

const part = z.strictObject({ at: notation, before: notation.nullable(), after: notation.nullable() })

const row = z.strictObject({
  pallet: name,
  what: z.enum(memberKinds),
  name,
  change: z.enum(changeKinds),
  before: notation.nullable(),
  after: notation.nullable(),
  parts: z.array(part).max(mostParts),
})

const version = z.strictObject({ name, spec: natural, metadata: hash })

const file = z.strictObject({
  format: z.literal(runtimeChangeFormat),
  chain: hash,
  block: natural,
  from: version,
  to: version,
  rows: z.array(row).max(mostRows),
  left: natural,
})

/**
 * A place inside of a member that is another: `at` names it from the member inward, as `value.free`. Null where there was
 * nothing, or is nothing any more. `#` is its number in the encoding.
 */
export type ChangedPart = z.infer<typeof part>

/** A member of a runtime that came, went or is another; `before` and `after` are its notation, such as `(netuid: u16)`. */
export type ChangedMember = z.infer<typeof row>

/** Name and version of a runtime, and the SHA-256 of its metadata. */
export type RuntimeVersion = z.infer<typeof version>

/** What changed in the runtime after a block; `left` counts the rows that the file has no room for. */
export type RuntimeChange = z.infer<typeof file>

export function writeRuntimeChange(change: RuntimeChange): Uint8Array {
  return utf8(JSON.stringify(file.parse(change)))
}

/** Throws Malformed with what is wrong for bytes that are no such file. */
export function readRuntimeChange(bytes: Uint8Array): RuntimeChange {
  const text = new TextDecoder().decode(bytes)
  const read = file.safeParse(jsonIn(text))
  if (!read.success) throw new Malformed(`the change of a runtime does not read: ${read.error.issues[0]?.message}`)
  if (JSON.stringify(read.data) !== text)
    throw new Malformed('the change of a runtime is not written as its format says')
  return read.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed('the change of a runtime is no JSON')
  }
}
