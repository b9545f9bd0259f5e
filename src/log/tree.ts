// The Merkle tree of RFC 6962, section 2.1.
import { sha256 } from './bytes.ts'

/** Hash of the complete subtree of 2^level leaves that is the index-th of its level. */
export type HashReader = (level: number, index: number) => Uint8Array

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = sha256(new Uint8Array(0))

const node = new Uint8Array(65)
node[0] = 1

/** `SHA-256(0x00 || entry)` */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(entry.length + 1)
  bytes.set(entry, 1)
  return sha256(bytes)
}

/** `SHA-256(0x01 || left || right)` of two hashes; throws RangeError when one has not 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== 32 || right.length !== 32) throw new RangeError('a hash has 32 bytes')
  node.set(left, 1)
  node.set(right, 33)
  return sha256(node)
}

/** A complete subtree, named as a HashReader names it. */
interface Subtree {
  level: number
  index: number
}

/** The complete subtrees that cover the leaves [start, end), left to right: the MTH split of RFC 6962. */
function cover(start: number, end: number): Subtree[] {
  const parts: Subtree[] = []
  for (let at = start; at < end; ) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2
      level++
    }
    parts.push({ level, index: at / width })
    at += width
  }
  return parts
}

/** Hash of the range [start, end), which must be a node of the tree (start a multiple of its rounded-up width). */
function rangeHash(start: number, end: number, read: HashReader): Uint8Array {
  const parts = cover(start, end).map(({ level, index }) => read(level, index))
  return parts.reduceRight((right, left) => nodeHash(left, right))
}

/** Root of the tree of the first `size` leaves. */
export const rootAt = (size: number, read: HashReader): Uint8Array =>
  size === 0 ? emptyRoot : rangeHash(0, size, read)

/** Root of leaf hashes held in memory. */
export function rootOf(leafHashes: Uint8Array[]): Uint8Array {
  return rootAt(leafHashes.length, memoryReader(leafHashes))
}

/** A HashReader over leaf hashes held in memory. */
export function memoryReader(leafHashes: Uint8Array[]): HashReader {
  const read: HashReader = (level, index) =>
    level === 0 ? leafHashes[index]! : nodeHash(read(level - 1, index * 2), read(level - 1, index * 2 + 1))
  return read
}

/** Largest power of two below n (n > 1). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** A range of leaves [start, end) whose hash is one step of a proof. */
export type Range = [start: number, end: number]

/** The ranges of an inclusion proof (RFC 6962, 2.1.1), leaf to root. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  return ranges.reverse()
}

/** The ranges of a consistency proof (RFC 6962, 2.1.2) between 0 < size1 < size2. */
export function consistencyRanges(size1: number, size2: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size2]
  let whole = true // the old tree is still this very range's left part, so its root is known to the verifier
  while (end !== size1) {
    const middle = start + split(end - start)
    if (size1 <= middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
      whole = false
    }
  }
  if (!whole) ranges.push([start, end])
  return ranges.reverse()
}

/** Inclusion proof of a leaf in the tree of `size` leaves, leaf to root. */
export function inclusionProof(index: number, size: number, read: HashReader): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  return inclusionRanges(index, size).map(([start, end]) => rangeHash(start, end, read))
}

/** Consistency proof between the trees of size1 and size2 leaves; empty when the sizes are equal. */
export function consistencyProof(size1: number, size2: number, read: HashReader): Uint8Array[] {
  if (!(size1 > 0 && size1 <= size2)) throw new RangeError(`no consistency proof from ${size1} to ${size2}`)
  if (size1 === size2) return []
  return consistencyRanges(size1, size2).map(([start, end]) => rangeHash(start, end, read))
}

/** Every complete subtree that a proof over these ranges reads. */
export const subtreesOf = (ranges: Range[]): Subtree[] => ranges.flatMap(([start, end]) => cover(start, end))
