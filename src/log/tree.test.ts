import fc from 'fast-check'
import { expect, test } from 'vitest'
import { naiveLeafHash, naivePath, naiveProof, naiveRoot } from '../../scripts/vectors/naive-tree.ts'
import vectors from '../../vectors/log-trees.json' with { type: 'json' }
import { concat, hex, sha256, unhex, utf8 } from './bytes.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  memoryReader,
  nodeHash,
  rootAt,
  rootOf,
} from './tree.ts'

const leavesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)))

test('constants of RFC 6962 and of transparency-dev/merkle', () => {
  expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(hex(leafHash(new Uint8Array(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  expect(hex(leafHash(utf8('L123456')))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56')
  const node = sha256(concat(Uint8Array.of(1), utf8('N123'), utf8('N456')))
  expect(hex(node)).toBe('aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb')
  expect(hex(naiveLeafHash(utf8('L123456')))).toBe(hex(leafHash(utf8('L123456'))))
})

test('a node takes two hashes of 32 bytes and nothing else', () => {
  const hash = new Uint8Array(32)
  for (const length of [0, 31, 33]) {
    expect(() => nodeHash(new Uint8Array(length), hash)).toThrow(RangeError)
    expect(() => nodeHash(hash, new Uint8Array(length))).toThrow(RangeError)
  }
})

test('trees of 0 to 16 leaves: roots and every proof', () => {
  const leaves = vectors.entries.map((entry) => leafHash(unhex(entry)))
  expect(leaves.map(hex)).toEqual(vectors.leafHashes)
  const read = memoryReader(leaves)
  for (const { size, root, inclusion, consistency } of vectors.trees) {
    expect(hex(rootOf(leaves.slice(0, size)))).toBe(root)
    expect(hex(rootAt(size, read))).toBe(root)
    expect(inclusion.map((_, index) => inclusionProof(index, size, read).map(hex))).toEqual(inclusion)
    expect(consistency.map((_, i) => consistencyProof(i + 1, size, read).map(hex))).toEqual(consistency)
  }
  expect(vectors.trees.map(({ size }) => size)).toEqual(Array.from({ length: 17 }, (_, size) => size))
})

test('the proofs of the vectors verify, each only in its own place', () => {
  const roots = vectors.trees.map(({ root }) => unhex(root))
  for (const { size, inclusion, consistency } of vectors.trees) {
    inclusion.forEach((path, own) => {
      const proof = path.map(unhex)
      const holds = vectors.leafHashes.map((leaf, index) =>
        verifyInclusion({ index, size, leafHash: unhex(leaf), proof, root: roots[size]! }),
      )
      expect(holds).toEqual(vectors.leafHashes.map((_, index) => index === own))
    })
    consistency.forEach((path, i) => {
      const proof = path.map(unhex)
      const holds = roots.map((root1, size1) =>
        verifyConsistency({ size1, root1, size2: size, root2: roots[size]!, proof }),
      )
      expect(holds).toEqual(roots.map((_, size1) => size1 === i + 1))
    })
  }
})

test('roots and proofs are those of the naive tree at any size', () => {
  const sizes = fc.integer({ min: 1, max: 700 }).chain((size) => fc.tuple(fc.nat({ max: size - 1 }), fc.constant(size)))
  fc.assert(
    fc.property(sizes, ([index, size]) => {
      const leaves = leavesOf(size)
      const read = memoryReader(leaves)
      expect(hex(rootOf(leaves))).toBe(hex(naiveRoot(leaves)))
      expect(inclusionProof(index, size, read).map(hex)).toEqual(naivePath(index, leaves).map(hex))
      expect(consistencyProof(index + 1, size, read).map(hex)).toEqual(naiveProof(index + 1, leaves).map(hex))
    }),
    { numRuns: 60 },
  )
})

test('a proof outside the tree is a mistake of the caller', () => {
  const read = memoryReader(leavesOf(4))
  expect(() => inclusionProof(4, 4, read)).toThrow(RangeError)
  expect(() => inclusionProof(-1, 4, read)).toThrow(RangeError)
  expect(() => consistencyProof(0, 4, read)).toThrow(RangeError)
  expect(() => consistencyProof(5, 4, read)).toThrow(RangeError)
})
