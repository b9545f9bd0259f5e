/**
 * A node of the state trie (polkadot-sdk, sp-trie `NodeCodec`; Polkadot specification, 2.4.3). Its first byte says what
 * it is and how many nibbles of the key it carries; then come these nibbles, for a branch two bytes that say which
 * children there are, the value or its hash, and the children: each a node of fewer than 32 bytes, or the hash of one.
 */

import { hex } from '../log/bytes.ts'
import { atEnd, byte, type Cursor, count, cursor, small, take } from './cursor.ts'
import { ProofFault } from './proof-fault.ts'

/** A value as it lies in a node, or its hash in hex. */
export type Held = Uint8Array | string
/** A node as it lies in its parent, or its hash in hex. */
export type Child = Uint8Array | string

export interface Branch {
  /** By rising nibble; a leaf has none. */
  children: (readonly [nibble: number, child: Child])[]
}

export interface Node extends Branch {
  /** Nibbles of the key between the parent's and this node's own. */
  partial: Uint8Array
  held: Held | null
}

/** What first bytes mean: their upper bits, and how many of the lower ones count nibbles. */
const forms = [
  { top: 0x40, bits: 6, branch: false, value: 'inline' },
  { top: 0x80, bits: 6, branch: true, value: 'none' },
  { top: 0xc0, bits: 6, branch: true, value: 'inline' },
  { top: 0x20, bits: 5, branch: false, value: 'hashed' },
  { top: 0x10, bits: 4, branch: true, value: 'hashed' },
] as const

const hashSize = 32
/** More nibbles than any key has: a count of them is a loop that bytes of a stranger control. */
const mostNibbles = 65_535

/** Reads a node; `name` is what its fault names. Throws ProofFault `node-malformed`. */
export function decodeNode(bytes: Uint8Array, name: string): Node {
  try {
    return bytes.length === 1 && bytes[0] === 0 ? nothing : nodeIn(cursor(bytes))
  } catch {
    throw new ProofFault('node-malformed', name)
  }
}

/** The one node of an empty trie. */
const nothing: Node = { partial: new Uint8Array(), held: null, children: [] }

function nodeIn(from: Cursor): Node {
  const first = byte(from, 'a node')
  const form = forms.find(({ top, bits }) => first >> bits === top >> bits)
  if (form === undefined) throw new Error('no such node')
  const partial = partialIn(from, nibbleCount(from, first, form.bits))
  const present = form.branch ? small(from, 2, 'the children') : 0
  const held = heldIn(from, form.value)
  const nibbles = Array.from({ length: 16 }, (_, nibble) => nibble).filter((nibble) => (present >> nibble) & 1)
  const children = nibbles.map((nibble) => [nibble, childIn(from)] as const)
  atEnd(from, 'the node')
  return { partial, held, children }
}

/** A count that fills its bits goes on in the bytes after it, up to one that is not full. */
function nibbleCount(from: Cursor, first: number, bits: number): number {
  const most = (1 << bits) - 1
  let total = first & most
  if (total < most) return total
  for (let next = 255; next === 255; ) {
    next = byte(from, 'a count of nibbles')
    total += next
    if (total > mostNibbles) throw new Error('too many nibbles')
  }
  return total
}

/** An odd nibble stands first, in the lower half of a byte whose upper half is zero. */
function partialIn(from: Cursor, nibbles: number): Uint8Array {
  const bytes = take(from, Math.ceil(nibbles / 2), 'a part of a key')
  const odd = nibbles % 2
  if (odd === 1 && bytes[0]! >> 4 !== 0) throw new Error('padding is not zero')
  return Uint8Array.from({ length: nibbles }, (_, i) => {
    const at = i + odd
    return at % 2 === 0 ? bytes[at >> 1]! >> 4 : bytes[at >> 1]! & 15
  })
}

function heldIn(from: Cursor, value: (typeof forms)[number]['value']): Held | null {
  if (value === 'none') return null
  return value === 'hashed' ? hex(take(from, hashSize, 'a hash')) : take(from, count(from, 'a value'), 'a value')
}

function childIn(from: Cursor): Child {
  const size = count(from, 'a child')
  if (size > hashSize) throw new Error('a child is longer than a hash')
  const bytes = take(from, size, 'a child')
  return size === hashSize ? hex(bytes) : bytes
}
