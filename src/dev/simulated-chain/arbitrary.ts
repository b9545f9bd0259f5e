import { sha256, utf8 } from '../../log/bytes.ts'

/** A number below `range` that follows from words: what is arbitrary in the encoding, the same each time. */
export function arbitrary(range: number, ...words: string[]): number {
  const { buffer, byteOffset } = sha256(utf8(words.join('\n')))
  return new DataView(buffer, byteOffset).getUint32(0) % range
}
