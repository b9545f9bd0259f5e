/** Extrinsics of a block, and the calls inside calls with the account that each acts for. */

import { accountOf } from './calls.ts'
import { atEnd, byte, type Cursor, cursor } from './cursor.ts'
import type { Runtime } from './runtime.ts'
import type { Call } from './values.ts'
import { readValue } from './values.ts'

export type { Multisig, Nested, Origin, Via } from './origins.ts'
export { walk } from './origins.ts'
export type { Call }

/** An extrinsic that reads. Accounts are 32 bytes in hex. */
export interface Extrinsic {
  index: number
  /** Who signed; null for what a block's author put in, and for what an extension authorises by itself. */
  signer: string | null
  call: Call
}

/** An extrinsic that does not read, and why. */
export interface Unread {
  index: number
  fault: string
}

/**
 * Decodes the body of an extrinsic (its length prefix taken off), of format 4 or 5, with the runtime of the block's
 * parent. Never throws for bad bytes.
 */
export function decodeExtrinsic(runtime: Runtime, index: number, body: Uint8Array): Extrinsic | Unread {
  try {
    const from = cursor(body)
    const signer = readPreamble(runtime, from)
    const call = runtime.reading.call(from, 0)
    atEnd(from, 'the extrinsic')
    return { index, signer, call }
  } catch (error) {
    return { index, fault: error instanceof Error ? error.message : String(error) }
  }
}

/** What comes before the call; gives who signed. The first byte is the format, with the kind in its two highest bits. */
function readPreamble(runtime: Runtime, from: Cursor): string | null {
  const first = byte(from, 'an extrinsic')
  const [kind, format] = [first >> 6, first & 63]
  if ((format === 4 || format === 5) && kind === 0) return null
  if (format === 4 && kind === 2) return readSigned(runtime, from)
  if (format !== 5 || kind !== 1) throw new Error(`an extrinsic of format ${format} and kind ${kind} is not known`)
  readExtensions(runtime, from, byte(from, 'the version of extensions'))
  return null
}

function readSigned(runtime: Runtime, from: Cursor): string | null {
  if (!runtime.signing)
    throw new Error(`the metadata of runtime ${runtime.spec} does not tell how extrinsics are signed`)
  const address = readValue(runtime.signing.address, from, runtime.reading)
  readValue(runtime.signing.signature, from, runtime.reading)
  readExtensions(runtime, from, 0)
  return accountOf(address)
}

function readExtensions({ signing, spec, reading }: Runtime, from: Cursor, version: number): void {
  const types = signing?.extensions(version)
  if (!types) throw new Error(`runtime ${spec} has no extensions of version ${version}`)
  for (const type of types) readValue(type, from, reading)
}
