/** Block headers: what a block's hash is the hash of (polkadot-sdk, sp-runtime generic header: SCALE, blake2b-256). */

import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { concat, hex, unhex } from '../log/bytes.ts'
import { encodeCompact } from './encode.ts'

/** A header as nodes tell it; hashes and digest items in hex without 0x. */
export interface Header {
  parent: string
  number: number
  stateRoot: string
  extrinsicsRoot: string
  /** Each already in SCALE. */
  digest: string[]
}

/** Hash of a block, in hex. */
export function hashOfHeader({ parent, number, stateRoot, extrinsicsRoot, digest }: Header): string {
  const roots = [unhex(stateRoot), unhex(extrinsicsRoot)]
  const items = [encodeCompact(BigInt(digest.length)), ...digest.map(unhex)]
  return hex(Blake2256(concat(unhex(parent), encodeCompact(BigInt(number)), ...roots, ...items)))
}
