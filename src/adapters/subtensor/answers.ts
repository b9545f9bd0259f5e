/** The answers of a node, checked before anything is done with them. Everything here throws BadAnswer. */

import { type Header, hashOfHeader } from '../../chain/header.ts'
import { unhex } from '../../log/bytes.ts'
import type { BlockHead, Hash } from '../../service/chain.ts'
import { BadAnswer } from './faults.ts'

/** Digits of 0x-prefixed hex, without the prefix. */
export function hexOf(value: unknown, what: string): string {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(value))
    throw new BadAnswer(`${what} is not hexadecimal`)
  return value.slice(2).toLowerCase()
}

export function hashOf(value: unknown, what: string): Hash {
  const digits = hexOf(value, what)
  if (digits.length !== 64) throw new BadAnswer(`${what} has ${digits.length / 2} bytes, 32 expected`)
  return digits
}

export const bytesOf = (value: unknown, what: string): Uint8Array => unhex(hexOf(value, what))

const record = (value: unknown, what: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadAnswer(`${what} is no object`)
  return value as Record<string, unknown>
}

export function listOf(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new BadAnswer(`${what} is no list`)
  return value
}

/** A header, and the hash that follows from it. */
export function headOf(value: unknown): BlockHead & { header: Header } {
  const { parentHash, number, stateRoot, extrinsicsRoot, digest } = record(value, 'a header')
  const digits = typeof number === 'string' && /^0x[0-9a-f]{1,8}$/i.test(number) ? Number(number) : Number.NaN
  if (Number.isNaN(digits)) throw new BadAnswer('a header has no block number')
  const header: Header = {
    parent: hashOf(parentHash, 'a parent hash'),
    number: digits,
    stateRoot: hashOf(stateRoot, 'a state root'),
    extrinsicsRoot: hashOf(extrinsicsRoot, 'an extrinsics root'),
    digest: listOf(record(digest, 'a digest').logs, 'a digest').map((item) => hexOf(item, 'a digest item')),
  }
  const { parent, stateRoot: root } = header
  return { number: digits, hash: hashOfHeader(header), parent, stateRoot: root, header }
}

/** A block of the hash asked for: another header under that hash is a lie. */
export function blockOf(value: unknown, hash: Hash): BlockHead & { header: Header; extrinsics: Uint8Array[] } {
  const block = record(record(value, 'an answer').block, 'a block')
  const head = headOf(block.header)
  // Block 0 of a forked test chain keeps the hash of the chain that it was forked from.
  if (head.hash !== hash && head.number !== 0)
    throw new BadAnswer(`block ${head.number} does not have the hash ${hash}`)
  const extrinsics = listOf(block.extrinsics, 'extrinsics').map((each) => withoutLength(bytesOf(each, 'an extrinsic')))
  return { ...head, hash, extrinsics }
}

/** Takes the compact length off the front of an extrinsic. */
function withoutLength(bytes: Uint8Array): Uint8Array {
  const [first = 0] = bytes
  const mode = first & 3
  const size = mode === 3 ? (first >> 2) + 5 : 1 << mode
  let length = 0
  if (mode === 3) for (let i = size - 1; i >= 1; i--) length = length * 256 + (bytes[i] ?? 0)
  else {
    for (let i = size - 1; i >= 0; i--) length = length * 256 + (bytes[i] ?? 0)
    length = Math.floor(length / 4)
  }
  if (bytes.length !== size + length)
    throw new BadAnswer(`an extrinsic claims ${length} bytes and has ${bytes.length - size}`)
  return bytes.subarray(size)
}

/** Which runtime: versions count up under one name. */
export interface Version {
  name: string
  spec: number
}

export function versionOf(value: unknown): Version {
  const { specName, specVersion } = record(value, 'a runtime version')
  if (typeof specVersion !== 'number' || !Number.isSafeInteger(specVersion) || specVersion < 0)
    throw new BadAnswer('a runtime version has no specVersion')
  return { name: typeof specName === 'string' ? specName.slice(0, 64) : '', spec: specVersion }
}

/** Keys of a page: each begins with the prefix and comes after the one before it, the first after `start` (0x-hex). */
export function keysOf(value: unknown, prefix: string, start: string | null): Uint8Array[] {
  let last = start === null ? '' : start.slice(2)
  return listOf(value, 'keys').map((each) => {
    const key = hexOf(each, 'a key')
    if (!key.startsWith(prefix)) throw new BadAnswer(`a key does not begin with ${prefix}`)
    if (key <= last) throw new BadAnswer('the keys are not in order')
    last = key
    return unhex(key)
  })
}

/** Values in the order of the keys, from state_queryStorageAt. */
export function valuesOf(value: unknown, keys: readonly string[]): (Uint8Array | null)[] {
  const [set] = listOf(value, 'a set of values')
  const changes = listOf(record(set, 'a set of values').changes, 'values')
  const found = new Map<string, Uint8Array | null>()
  for (const change of changes) {
    const [key, bytes] = listOf(change, 'a value')
    found.set(hexOf(key, 'a key'), bytes === null ? null : bytesOf(bytes, 'a value'))
  }
  return keys.map((key) => {
    const bytes = found.get(key)
    if (bytes === undefined) throw new BadAnswer(`the value of key ${key} is missing`)
    return bytes
  })
}
