/**
 * The signature of an account that cannot sign a text: it wrote the SHA-256 of the text on the chain, in a
 * `system.remark`, and the signature line says where (design: record bytes, suite "remark"). The bytes prove nothing by
 * themselves; whoever reads the chain says whether the remark is there.
 */

import { concat, equalBytes, hex, unhex, utf8 } from './bytes.ts'
import { keyId, type NoteSignature } from './note.ts'
import { type Address, publicKeyOf } from './ss58.ts'

/** Where a remark stands: hash of a finalized block in hex, and the place of the extrinsic in it. */
export interface RemarkPlace {
  hash: string
  extrinsic: number
}

const type = concat(Uint8Array.of(0xff), utf8('remark'))

const remarkKeyId = (account: Address): Uint8Array => keyId(account, type, publicKeyOf(account))

/** The signature line that points at a remark: 32 bytes of block hash, then the extrinsic as u32, big-endian. */
export function remarkSignature(account: Address, { hash, extrinsic }: RemarkPlace): NoteSignature {
  const place = new Uint8Array(4)
  new DataView(place.buffer).setUint32(0, extrinsic)
  return { name: account, keyId: remarkKeyId(account), bytes: concat(unhex(hash), place) }
}

/** Where a signature line says that the remark stands; null for a line of another suite. */
export function remarkPlace(account: Address, { keyId: id, bytes }: NoteSignature): RemarkPlace | null {
  if (bytes.length !== 36 || !equalBytes(id, remarkKeyId(account))) return null
  return { hash: hex(bytes.subarray(0, 32)), extrinsic: new DataView(bytes.buffer, bytes.byteOffset).getUint32(32) }
}
