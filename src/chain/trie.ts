/**
 * Proofs of a state: nodes of the trie whose root a block's header names (Polkadot specification, 2.4 "State storage and
 * the storage trie"). A node is found by its blake2b-256 alone, so whoever has the root believes nobody for what is in it.
 *
 * Both versions of a state are read: with version 1 a value of more than 32 bytes lies outside its node, under its hash.
 */

import { equalBytes, hex } from '../log/bytes.ts'
import { blake2b256 } from '../log/suites.ts'
import { ProofFault } from './proof-fault.ts'
import { type Branch, type Child, decodeNode, type Held, type Node } from './trie-node.ts'

/** Nodes under a root. What is not among them is unknown, and asking for it throws. */
export interface StateProof {
  /** The value of a key; null where the root holds none. Throws ProofFault `node-missing` when the nodes do not say. */
  value(key: Uint8Array): Uint8Array | null
  /**
   * Everything under a prefix of whole bytes, by rising key. That it ends without a fault proves that nothing is left
   * out. Throws ProofFault `node-missing`.
   */
  entries(prefix: Uint8Array): Generator<Entry>
  /** Throws ProofFault `node-unnamed` for a node that cannot be reached from the root: it proves nothing, so it is wrong. */
  refuseUnnamed(): void
}

/** A key with its value. */
export type Entry = readonly [key: Uint8Array, value: Uint8Array]

/** The root of a trie that holds nothing: blake2b-256 of a zero byte. */
const emptyNode = Uint8Array.of(0)

/**
 * Opens nodes as a proof for a root, in hex. Throws ProofFault `other-root` when no node has the root for its hash. A
 * proof of an empty state needs no node.
 */
export function openProof(root: string, nodes: Iterable<Uint8Array>): StateProof {
  const known = new Map<string, Uint8Array>()
  for (const bytes of nodes) known.set(hex(blake2b256(bytes)), bytes)
  if (!known.has(root) && root === hex(blake2b256(emptyNode))) known.set(root, emptyNode)
  if (!known.has(root)) throw new ProofFault('other-root', root)
  return {
    value: (key) => valueIn(known, nodeOf(known, root), nibblesOf(key)),
    entries: (prefix) => entriesUnder(known, root, nibblesOf(prefix)),
    refuseUnnamed: () => refuseUnnamed(known, root),
  }
}

type Known = ReadonlyMap<string, Uint8Array>

function bytesOf(known: Known, hash: string): Uint8Array {
  const bytes = known.get(hash)
  if (bytes === undefined) throw new ProofFault('node-missing', hash)
  return bytes
}

/** A node under its hash, or the one that lies in its parent. */
function nodeOf(known: Known, child: Child): Node {
  if (typeof child !== 'string') return decodeNode(child, hex(child))
  return decodeNode(bytesOf(known, child), child)
}

const heldBytes = (known: Known, held: Held): Uint8Array => (typeof held === 'string' ? bytesOf(known, held) : held)

function valueIn(known: Known, root: Node, key: Uint8Array): Uint8Array | null {
  for (let node = root, at = 0; ; ) {
    if (!beginsWith(key, node.partial, at)) return null
    at += node.partial.length
    if (at === key.length) return node.held === null ? null : heldBytes(known, node.held)
    const child = childAt(node, key[at]!)
    if (child === undefined) return null
    node = nodeOf(known, child)
    at++
  }
}

const childAt = ({ children }: Branch, nibble: number): Child | undefined => children.find(([at]) => at === nibble)?.[1]

/** A node that is still to be read, and the nibbles that lead to it. */
interface Place {
  path: Uint8Array
  child: Child
}

/** How many places a node may stand for: 16 children that lie in it, and theirs. A proof whose nodes stand for more goes round in them. */
const placesPerNode = 256

/** Places are kept on a stack of their own: a proof decides how deep they go, and not what we can call. */
function* entriesUnder(known: Known, root: string, prefix: Uint8Array): Generator<Entry> {
  const places: Place[] = [{ path: new Uint8Array(), child: root }]
  let left = known.size * placesPerNode
  for (let place = places.pop(); place; place = places.pop()) {
    if (left-- === 0) throw new ProofFault('node-malformed', root)
    const node = nodeOf(known, place.child)
    const path = joined(place.path, node.partial)
    if (!overlap(path, prefix)) continue
    if (node.held !== null && path.length >= prefix.length) yield [keyOf(path), heldBytes(known, node.held)]
    for (const [nibble, child] of node.children.toReversed()) {
      const next = joined(path, Uint8Array.of(nibble))
      if (overlap(next, prefix)) places.push({ path: next, child })
    }
  }
}

function refuseUnnamed(known: Known, root: string): void {
  const named = new Set([root])
  const places: Child[] = [root]
  const name = (hash: string): boolean => {
    const fresh = known.has(hash) && !named.has(hash)
    named.add(hash)
    return fresh
  }
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { held, children } = nodeOf(known, place)
    if (typeof held === 'string') name(held)
    for (const [, child] of children) if (typeof child !== 'string' || name(child)) places.push(child)
  }
  for (const hash of known.keys()) if (!named.has(hash)) throw new ProofFault('node-unnamed', hash)
}

/** Half bytes, the upper one first. */
const nibblesOf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: bytes.length * 2 }, (_, i) => (i % 2 === 0 ? bytes[i >> 1]! >> 4 : bytes[i >> 1]! & 15))

/** Keys of a state are whole bytes. */
function keyOf(path: Uint8Array): Uint8Array {
  if (path.length % 2 === 1) throw new ProofFault('node-malformed', hex(path))
  return Uint8Array.from({ length: path.length / 2 }, (_, i) => (path[2 * i]! << 4) | path[2 * i + 1]!)
}

const beginsWith = (key: Uint8Array, part: Uint8Array, at: number): boolean =>
  equalBytes(key.subarray(at, at + part.length), part)

/** Whether one of the two begins with the other. */
function overlap(a: Uint8Array, b: Uint8Array): boolean {
  const shorter = Math.min(a.length, b.length)
  return equalBytes(a.subarray(0, shorter), b.subarray(0, shorter))
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
