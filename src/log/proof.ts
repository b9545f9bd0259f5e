// Proof verification as in RFC 9162, sections 2.1.3.2 and 2.1.4.2 (the trees are those of RFC 6962).
import { equalBytes } from './bytes.ts'
import { nodeHash } from './tree.ts'

/** That an entry is in a tree. */
export interface InclusionClaim {
  index: number
  size: number
  leafHash: Uint8Array
  proof: Uint8Array[]
  root: Uint8Array
}

/** That a tree begins with another. */
export interface ConsistencyClaim {
  size1: number
  root1: Uint8Array
  size2: number
  root2: Uint8Array
  proof: Uint8Array[]
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const isHash = (bytes: Uint8Array): boolean => bytes.length === 32
const half = (n: number): number => Math.floor(n / 2)

/** Whether the leaf stands at `index` in the tree of `size` leaves with this root. */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  if (!isHash(leafHash) || !proof.every(isHash)) return false
  let [fn, sn, hash] = [index, size - 1, leafHash]
  for (const step of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      hash = nodeHash(hash, step)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(hash, root)
}

/** Whether the tree of size2 leaves extends the tree of size1; a claim that starts from the empty tree is refused. */
export function verifyConsistency({ size1, root1, size2, root2, proof }: ConsistencyClaim): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2) return false
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2)
  if (!isHash(root1) || !isHash(root2) || !proof.every(isHash)) return false
  let [fn, sn] = [size1 - 1, size2 - 1]
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  const [first, ...rest] = fn === 0 ? [root1, ...proof] : proof
  if (first === undefined || (fn === 0 && proof.length === 0)) return false
  let [old, now] = [first, first]
  for (const step of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      ;[old, now] = [nodeHash(step, old), nodeHash(step, now)]
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      now = nodeHash(now, step)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(old, root1) && equalBytes(now, root2)
}
