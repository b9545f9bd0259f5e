/** Files as a form sends them: multipart/form-data, read part by part as the bytes come, so that the first may decide about the rest. */

import { concat, text, utf8 } from '../log/bytes.ts'

/** One part: its name in the form, and its bytes. */
export interface Part {
  name: string
  bytes: Uint8Array
}

/** Why there is no part: it is longer than was allowed, or the body has not the form. */
export type PartFault = 'too-large' | 'malformed'

export interface Parts {
  /** The next part, of at most so many bytes; null after the last. No more of the body is read than that takes. */
  next(most: number): Promise<Part | PartFault | null>
  /** Says that nobody reads on. */
  cancel(): Promise<void>
}

/** Longest head of a part, in bytes. */
const longestHead = 1024
const lineEnd = utf8('\r\n')
const headEnd = utf8('\r\n\r\n')
const dash = 45

/** The parts of a request; null where it is no form of files. Source: RFC 7578, and RFC 2046, 5.1. */
export function partsOf(request: Request): Parts | null {
  const type = request.headers.get('content-type') ?? ''
  const [, quoted, bare] =
    /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*$/i.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined || request.body === null) return null
  return readParts(request.body.getReader(), utf8(`\r\n--${boundary}`))
}

function readParts(body: ReadableStreamDefaultReader<Uint8Array>, delimiter: Uint8Array): Parts {
  // The first delimiter stands at the very beginning, without a line end before it.
  const held = holdBytes(body, lineEnd)
  let begun = false

  async function next(most: number): Promise<Part | PartFault | null> {
    if (!begun) {
      const before = await held.until(delimiter, 0)
      if (!(before instanceof Uint8Array) || before.length > 0) return 'malformed'
      begun = true
    }
    const after = await held.exactly(2)
    if (after === null) return 'malformed'
    const [first, second] = after
    if (first === dash && second === dash) return null
    if (first !== lineEnd[0] || second !== lineEnd[1]) return 'malformed'
    const head = await held.until(headEnd, longestHead)
    if (!(head instanceof Uint8Array)) return 'malformed'
    const name = nameIn(head)
    if (name === null) return 'malformed'
    const bytes = await held.until(delimiter, most)
    return bytes instanceof Uint8Array ? { name, bytes } : bytes
  }

  return { next, cancel: () => body.cancel().catch(() => undefined) }
}

function nameIn(head: Uint8Array): string | null {
  try {
    return (
      /^content-disposition:\s*form-data\s*;(?:[^\r\n]*;)?\s*name="([^"\r\n]{1,64})"/im.exec(text(head))?.[1] ?? null
    )
  } catch {
    return null
  }
}

/** Bytes that have come and were not taken yet. */
function holdBytes(body: ReadableStreamDefaultReader<Uint8Array>, first: Uint8Array) {
  let room = new Uint8Array(1 << 16)
  room.set(first)
  let [from, to] = [0, first.length]

  /** More bytes, at the end of those that are held; false: there are none. */
  async function more(): Promise<boolean> {
    const { done, value } = await body.read()
    if (done) return false
    if (to + value.length > room.length) {
      const wider = new Uint8Array(Math.max(2 * (to - from), to - from + value.length, 1 << 16))
      wider.set(room.subarray(from, to))
      room = wider
      ;[from, to] = [0, to - from]
    }
    room.set(value, to)
    to += value.length
    return true
  }

  return {
    /** What stands before a mark, of at most so many bytes; the mark is passed over. */
    async until(mark: Uint8Array, most: number): Promise<Uint8Array | PartFault> {
      let looked = 0
      while (true) {
        const at = placeOf(room.subarray(from, to), mark, looked)
        if (at > most) return 'too-large'
        if (at >= 0) {
          const found = concat(room.subarray(from, from + at))
          from += at + mark.length
          return found
        }
        if (to - from > most + mark.length) return 'too-large'
        looked = Math.max(0, to - from - mark.length + 1)
        if (!(await more())) return 'malformed'
      }
    },
    /** So many bytes; null: there are fewer. */
    async exactly(n: number): Promise<Uint8Array | null> {
      while (to - from < n) if (!(await more())) return null
      const found = concat(room.subarray(from, from + n))
      from += n
      return found
    },
  }
}

/** Where a mark stands, looked for from a place on; -1: nowhere. */
function placeOf(bytes: Uint8Array, mark: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(mark[0]!, from); at >= 0; at = bytes.indexOf(mark[0]!, at + 1)) {
    if (at + mark.length > bytes.length) return -1
    if (mark.every((byte, i) => bytes[at + i] === byte)) return at
  }
  return -1
}
