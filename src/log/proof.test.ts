import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './proof.ts'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, memoryReader, rootAt } from './tree.ts'

const leaves = Array.from({ length: 300 }, (_, i) => leafHash(utf8(`leaf ${i}`)))
const read = memoryReader(leaves)

const inclusion = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leafHash: leaves[index]!,
  proof: inclusionProof(index, size, read),
  root: rootAt(size, read),
})

const consistency = (size1: number, size2: number): ConsistencyClaim => ({
  size1,
  root1: rootAt(size1, read),
  size2,
  root2: rootAt(size2, read),
  proof: consistencyProof(size1, size2, read),
})

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

const flippedAt = (proof: Uint8Array[], at: number, bit: number): Uint8Array[] =>
  proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash))

const twoSizes = fc.integer({ min: 1, max: 300 }).chain((b) => fc.tuple(fc.integer({ min: 1, max: b }), fc.constant(b)))
const bit = fc.nat({ max: 255 })

test('any inclusion proof verifies; any flipped bit, added or missing hash fails', () => {
  fc.assert(
    fc.property(twoSizes, bit, fc.nat(), ([a, size], bit, pick) => {
      const claim = inclusion(a - 1, size)
      const { proof } = claim
      expect(verifyInclusion(claim)).toBe(true)
      expect(verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toBe(false)
      expect(verifyInclusion({ ...claim, root: flipped(claim.root, bit) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false)
      if (proof.length === 0) return
      expect(verifyInclusion({ ...claim, proof: flippedAt(proof, pick % proof.length, bit) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
    }),
  )
})

test('any consistency proof verifies; any flipped bit, added or missing hash fails', () => {
  fc.assert(
    fc.property(twoSizes, bit, fc.nat(), ([a, b], bit, pick) => {
      const claim = consistency(a, b)
      const { proof } = claim
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, root1: flipped(claim.root1, bit) })).toBe(false)
      expect(verifyConsistency({ ...claim, root2: flipped(claim.root2, bit) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...proof, claim.root2] })).toBe(false)
      if (proof.length === 0) return
      expect(verifyConsistency({ ...claim, proof: flippedAt(proof, pick % proof.length, bit) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false)
    }),
  )
})

test('every single bit of one proof counts', () => {
  const claim = inclusion(77, 300)
  claim.proof.forEach((_, at) => {
    for (let bit = 0; bit < 256; bit++)
      expect(verifyInclusion({ ...claim, proof: flippedAt(claim.proof, at, bit) })).toBe(false)
  })
})

test('nothing follows from the empty tree, backwards or from numbers that are no sizes', () => {
  expect(verifyConsistency({ size1: 0, root1: emptyRoot, size2: 0, root2: emptyRoot, proof: [] })).toBe(false)
  expect(verifyConsistency({ ...consistency(3, 9), size1: 0 })).toBe(false)
  expect(verifyConsistency({ ...consistency(9, 9), size1: 10 })).toBe(false)
  for (const wrong of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(verifyInclusion({ ...inclusion(3, 9), index: wrong })).toBe(false)
    expect(verifyInclusion({ ...inclusion(3, 9), size: wrong })).toBe(false)
    expect(verifyConsistency({ ...consistency(3, 9), size1: wrong })).toBe(false)
    expect(verifyConsistency({ ...consistency(3, 9), size2: wrong })).toBe(false)
  }
})

test('a hash of another length is refused, wherever it stands', () => {
  const [included, consistent] = [inclusion(3, 9), consistency(3, 9)]
  for (const length of [0, 31, 33, 64]) {
    const wrong = new Uint8Array(length)
    expect(verifyInclusion({ ...included, leafHash: wrong })).toBe(false)
    expect(verifyInclusion({ ...included, root: wrong })).toBe(false)
    expect(verifyInclusion({ ...included, proof: [wrong, ...included.proof.slice(1)] })).toBe(false)
    expect(verifyConsistency({ ...consistent, root1: wrong })).toBe(false)
    expect(verifyConsistency({ ...consistent, proof: [wrong, ...consistent.proof.slice(1)] })).toBe(false)
  }
})

test('a node cannot be passed off as a leaf of a smaller tree', () => {
  const claim = inclusion(0, 4)
  const node = rootAt(2, read)
  expect(verifyInclusion({ index: 0, size: 4, leafHash: node, proof: claim.proof.slice(1), root: claim.root })).toBe(
    false,
  )
})
