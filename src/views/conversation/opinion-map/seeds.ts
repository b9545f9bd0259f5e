import { sha256, utf8 } from '../../../log/bytes.ts'
import type { Seeds } from '../../../math/opinion/seeded-kmeans.ts'

/** What the starts of k-means are drawn from: the eight 32-bit words of the SHA-256 of `conversation:k:start`. */
export const seedsOf =
  (conversation: string): Seeds =>
  (k, start) => {
    const { buffer, byteOffset } = sha256(utf8(`${conversation}:${k}:${start}`))
    const words = new DataView(buffer, byteOffset)
    return Array.from({ length: 8 }, (_, i) => words.getUint32(i * 4))
  }
