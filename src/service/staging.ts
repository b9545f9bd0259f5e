import { concat, text, utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'

/** Files by their path. */
export type Files = Map<string, Uint8Array>

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** Files as one blob: for each, its path and its bytes, each behind its length (32 bits, big-endian). */
export function packFiles(files: Files): Uint8Array {
  const parts = [...files].flatMap(([path, bytes]) => {
    const name = utf8(path)
    return [uint32(name.length), name, uint32(bytes.length), bytes]
  })
  return concat(...parts)
}

/** The files of such a blob; throws Malformed when it ends early. */
export function unpackFiles(packed: Uint8Array): Files {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const files: Files = new Map()
  let at = 0
  const take = (): Uint8Array => {
    const end = at + 4 <= packed.length ? at + 4 + view.getUint32(at) : Number.POSITIVE_INFINITY
    if (end > packed.length) throw new Malformed('staging bundle ends early')
    const bytes = packed.slice(at + 4, end)
    at = end
    return bytes
  }
  while (at < packed.length) files.set(text(take()), take())
  return files
}
