/**
 * The trie of a state, as a node keeps it: its root stands in the header, and proofs are made of its nodes. A change
 * makes new nodes from the root to the entry and shares the others, so a block costs no more than it changes.
 *
 * Version 0 of a state keeps every value in its node; version 1 puts those of more than 32 bytes under their hash.
 */

import { concat, hex, unhex } from '../../log/bytes.ts'
import { blake2b256 } from '../../log/suites.ts'

export type StateVersion = 0 | 1

/** A trie that never changes; null holds nothing. Keys and values are hex without 0x. */
export type Trie = TrieNode | null

interface TrieNode {
  /** Nibbles below the parent's. */
  partial: string
  value: string | null
  /** By nibble, as a hex digit. */
  children: ReadonlyMap<string, TrieNode>
  /** Its bytes by version, once they were asked for. */
  written: Partial<Record<StateVersion, Uint8Array>>
}

const node = (
  partial: string,
  value: string | null,
  children: ReadonlyMap<string, TrieNode> = new Map(),
): TrieNode => ({
  partial,
  value,
  children,
  written: {},
})

/** The trie with an entry more, or with another value. */
export function withEntry(trie: Trie, key: string, value: string): TrieNode {
  if (trie === null) return node(key, value)
  const { partial, children } = trie
  const shared = sharedLength(partial, key)
  const rest = key.slice(shared)
  if (shared < partial.length) {
    const lower = node(partial.slice(shared + 1), trie.value, children)
    const upper = node(partial.slice(0, shared), null, new Map([[partial[shared]!, lower]]))
    return withEntry(upper, key, value)
  }
  if (rest === '') return node(partial, value, children)
  const child = withEntry(children.get(rest[0]!) ?? null, rest.slice(1), value)
  return node(partial, trie.value, new Map(children).set(rest[0]!, child))
}

/** The trie without an entry. */
export function withoutEntry(trie: Trie, key: string): Trie {
  if (trie === null || !key.startsWith(trie.partial)) return trie
  const rest = key.slice(trie.partial.length)
  if (rest === '') return joined(node(trie.partial, null, trie.children))
  const children = new Map(trie.children)
  const child = withoutEntry(children.get(rest[0]!) ?? null, rest.slice(1))
  if (child === null) children.delete(rest[0]!)
  else children.set(rest[0]!, child)
  return joined(node(trie.partial, trie.value, children))
}

/** A node without a value has two children at least: one alone becomes part of it, and none leaves nothing. */
function joined(trie: TrieNode): Trie {
  const [first, second] = trie.children
  if (trie.value !== null || second) return trie
  if (!first) return null
  const [nibble, { partial, value, children }] = first
  return node(`${trie.partial}${nibble}${partial}`, value, children)
}

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** The root, in hex. */
export function rootOf(trie: Trie, version: StateVersion): string {
  return hex(blake2b256(trie === null ? Uint8Array.of(0) : bytesOf(trie, version)))
}

/** The nodes that say what stands under each key, or that nothing does; values under their hash with them. */
export function proofOf(trie: Trie, keys: Iterable<string>, version: StateVersion): Uint8Array[] {
  const nodes = new Map<string, Uint8Array>()
  for (const key of keys) if (trie !== null) prove(trie, key, version, nodes, true)
  return [...nodes.values()]
}

function prove(trie: TrieNode, key: string, version: StateVersion, into: Map<string, Uint8Array>, top: boolean): void {
  const bytes = bytesOf(trie, version)
  if (top || bytes.length >= 32) into.set(hex(bytes), bytes)
  if (!key.startsWith(trie.partial)) return
  const rest = key.slice(trie.partial.length)
  if (rest === '' && trie.value !== null && isOutside(trie.value, version)) into.set(trie.value, unhex(trie.value))
  const child = trie.children.get(rest[0] ?? '')
  if (child) prove(child, rest.slice(1), version, into, false)
}

/** More than 32 bytes, as hex. */
const isOutside = (value: string, version: StateVersion): boolean => version === 1 && value.length > 64

function bytesOf(trie: TrieNode, version: StateVersion): Uint8Array {
  trie.written[version] ??= concat(...partsOf(trie, version))
  return trie.written[version]
}

function partsOf({ partial, value, children }: TrieNode, version: StateVersion): Uint8Array[] {
  const key = unhex(partial.length % 2 === 1 ? `0${partial}` : partial)
  const outside = value !== null && isOutside(value, version)
  const head = header(partial.length, firstBits(children.size > 0, value !== null, outside))
  const held = value === null ? [] : [outside ? blake2b256(unhex(value)) : sized(unhex(value))]
  if (children.size === 0) return [head, key, ...held]
  const sorted = [...children].sort(([a], [b]) => (a < b ? -1 : 1))
  const present = sorted.reduce((bits, [nibble]) => bits + 2 ** Number.parseInt(nibble, 16), 0)
  const below = sorted.map(([, child]) => sized(referenceTo(bytesOf(child, version))))
  return [head, key, Uint8Array.of(present % 256, Math.floor(present / 256)), ...held, ...below]
}

const referenceTo = (bytes: Uint8Array): Uint8Array => (bytes.length < 32 ? bytes : blake2b256(bytes))

/** The upper bits of the first byte, and the most that the lower ones hold. */
function firstBits(isBranch: boolean, hasValue: boolean, outside: boolean): readonly [bits: number, most: number] {
  if (outside) return isBranch ? [0x10, 15] : [0x20, 31]
  if (!isBranch) return [0x40, 63]
  return [hasValue ? 0xc0 : 0x80, 63]
}

function header(nibbles: number, [bits, most]: readonly [number, number]): Uint8Array {
  if (nibbles < most) return Uint8Array.of(bits + nibbles)
  const bytes = [bits + most]
  let left = nibbles - most
  for (; left >= 255; left -= 255) bytes.push(255)
  return Uint8Array.from([...bytes, left])
}

/** Bytes after their number: 6, 14 or 30 bits of it, and two that say which. */
function sized(bytes: Uint8Array): Uint8Array {
  const { length } = bytes
  const [size, mode] = length < 64 ? [1, 0] : length < 16_384 ? [2, 1] : [4, 2]
  const number = length * 4 + mode
  return concat(
    Uint8Array.from({ length: size }, (_, i) => Math.floor(number / 256 ** i) % 256),
    bytes,
  )
}
