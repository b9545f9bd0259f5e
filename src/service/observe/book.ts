/**
 * The large maps of the state after the last snapshot, as the observer keeps them for itself: whoever has them needs to read
 * only what changed since. In files of some thousand entries, whose hashes stand in one last file, so that a book is there
 * as a whole or not at all. It may be lost; then a snapshot is read whole.
 */

import { concat, hex, sha256, text, utf8 } from '../../log/bytes.ts'
import type { Blobs } from '../ports.ts'

/** Some entries of a map. */
export interface Entries {
  keys: Uint8Array[]
  values: Uint8Array[]
}

/** Of which snapshot a book is. */
export interface BookOf {
  chain: string
  block: number
  hash: string
  spec: number
  /** The block of the last snapshot that was read whole, and how many were not since. */
  whole: number
  since: number
  /** How far it is backed: endpoints there were, and those that agreed. */
  asked: number
  agreed: number
  /** By how much more TAO than was issued the last whole one had found, in rao. */
  gap: string
}

/** A book as it was written. */
export interface Book {
  of: BookOf
  /** The entries of a map, in the order in which they were written. Throws BookDamaged. */
  entries(name: string): AsyncIterable<Entries>
}

/** A book that is being written; until `finish` the one before it stands. */
export interface BookWriter {
  add(name: string, entries: Entries): Promise<void>
  finish(of: BookOf): Promise<void>
}

/** A file of the book is not what was written. */
export class BookDamaged extends Error {
  override readonly name = 'BookDamaged'
}

/** Where books are kept. */
export interface Books {
  /** The last one that was finished; null when there is none. */
  last(): Promise<Book | null>
  /** Begins another; one that was begun and not finished is forgotten. */
  begin(): Promise<BookWriter>
  /** Forgets all. */
  clear(): Promise<void>
}

const folder = 'private/observer/state/'
const contentsPath = `${folder}contents`
/** Entries in a file: of some hundred bytes each. */
const entriesAtOnce = 8192

/** What stands in the last file: the names of the files of each map. */
interface Contents {
  of: BookOf
  files: { [map: string]: string[] }
}

export function booksIn(blobs: Blobs): Books {
  async function contents(): Promise<Contents | null> {
    const bytes = await blobs.get(contentsPath)
    try {
      return bytes && (JSON.parse(text(bytes)) as Contents)
    } catch {
      // Whatever it was, it is no list of files: a book that is lost costs a whole snapshot.
      return null
    }
  }

  /** Forgets files that no book names: those of the one before, and of one that was never finished. */
  async function tidy(kept: Contents | null): Promise<void> {
    const named = new Set([contentsPath, ...Object.values(kept?.files ?? {}).flat()])
    for (const path of await blobs.list(folder)) if (!named.has(path)) await blobs.drop(path)
  }

  async function* read(files: readonly string[]): AsyncGenerator<Entries> {
    for (const path of files) {
      const bytes = await blobs.get(path)
      if (bytes === null || !path.endsWith(hex(sha256(bytes)))) throw new BookDamaged(path)
      yield unpacked(bytes)
    }
  }

  return {
    last: async () => {
      const found = await contents()
      return found && { of: found.of, entries: (name) => read(found.files[name] ?? []) }
    },
    clear: async () => {
      for (const path of await blobs.list(folder)) await blobs.drop(path)
    },
    begin: async () => {
      await tidy(await contents())
      const files = new Map<string, string[]>()
      const waiting = new Map<string, Entries>()
      let count = 0
      async function write(name: string): Promise<void> {
        const entries = waiting.get(name)
        waiting.delete(name)
        if (!entries || entries.keys.length === 0) return
        const bytes = packed(entries)
        const path = `${folder}${String(count++).padStart(6, '0')}-${hex(sha256(bytes))}`
        await blobs.put(path, bytes)
        files.set(name, [...(files.get(name) ?? []), path])
      }
      return {
        add: async (name, { keys, values }) => {
          const entries = waiting.get(name) ?? { keys: [], values: [] }
          entries.keys.push(...keys)
          entries.values.push(...values)
          waiting.set(name, entries)
          if (entries.keys.length >= entriesAtOnce) await write(name)
        },
        finish: async (of) => {
          for (const name of [...waiting.keys()]) await write(name)
          const all: Contents = { of, files: Object.fromEntries(files) }
          await blobs.put(contentsPath, utf8(JSON.stringify(all)))
          await tidy(all)
        },
      }
    },
  }
}

/** Lengths of key and value (32 bits each, little-endian), then both, for each entry. */
function packed({ keys, values }: Entries): Uint8Array {
  const parts = keys.map((key, i) => {
    const value = values[i]!
    const lengths = new Uint8Array(8)
    const view = new DataView(lengths.buffer)
    view.setUint32(0, key.length, true)
    view.setUint32(4, value.length, true)
    return concat(lengths, key, value)
  })
  return concat(...parts)
}

function unpacked(bytes: Uint8Array): Entries {
  const [keys, values]: [Uint8Array[], Uint8Array[]] = [[], []]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; ) {
    const [key, value] = [view.getUint32(at, true), view.getUint32(at + 4, true)]
    keys.push(bytes.subarray(at + 8, at + 8 + key))
    values.push(bytes.subarray(at + 8 + key, at + 8 + key + value))
    at += 8 + key + value
  }
  return { keys, values }
}
