/** Calls of the runtime: what an extrinsic asks for, and what calls hold inside them. */

import { concat } from '../log/bytes.ts'
import { byte, type Cursor } from './cursor.ts'
import { encodeValue, type Writing } from './encode.ts'
import type { Members } from './metadata.ts'
import { type Call, type Reading, readValue } from './values.ts'

/** Reads a call; throws when the runtime has no such call or its arguments do not read. */
export function decodeCall(calls: Members, from: Cursor, reading: Reading, depth: number): Call {
  const pallet = byte(from, 'a call')
  const index = byte(from, 'a call')
  const member = calls.byIndex.get(pallet * 256 + index)
  if (!member) throw new Error(`no call ${index} of pallet ${pallet} in this runtime`)
  const args = member.fields.map(({ name, type }, i) => [name ?? i, readValue(type, from, reading, depth + 1)])
  return { pallet: member.pallet, name: member.name, args: Object.fromEntries(args) }
}

/** The bytes of a call; throws when the runtime has no such call or an argument does not fit. */
export function encodeCall(calls: Members, value: unknown, writing: Writing): Uint8Array {
  const { pallet, name, args } = value as Call
  const member = calls.byName.get(`${pallet}.${name}`)
  if (!member) throw new Error(`this runtime has no call ${pallet}.${name}`)
  const fields = member.fields.map((field, i) => encodeValue(field.type, args[field.name ?? i], writing))
  return concat(Uint8Array.from(member.at), ...fields)
}

/** Whether a decoded value is a call. */
export function isCall(value: unknown): value is Call {
  return typeof value === 'object' && value !== null && 'pallet' in value && 'name' in value && 'args' in value
}

/** The account of a MultiAddress or AccountId32; null for an index and for keys of other lengths. */
export function accountOf(address: unknown): string | null {
  if (typeof address === 'string') return address.length === 64 ? address : null
  const { type, value } = (address ?? {}) as { type?: unknown; value?: unknown }
  return type === 'Id' && typeof value === 'string' ? value : null
}
