/** Reads the files of a conversation in the browser, piece by piece, with the reader that the command line has. */

import { maxImportBytes } from '../../../api/client.ts'
import {
  conversationsIn,
  oddIn,
  type PolisReading,
  type PolisTotals,
  polisReader,
  polisTotals,
} from '../../../evidence/polis.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { oddInWords } from '../../../words/odd.ts'
import { language } from '../language.ts'

/** What the browser knows of a file that was chosen. */
export type Chosen = Pick<File, 'name' | 'size' | 'slice'>

/** A conversation as its files have it. */
export interface Found {
  /** For a title where the files have none. */
  name: string
  /** Two tables of no particular platform, rather than an export of Polis. */
  tables: boolean
  read: PolisReading
  totals: PolisTotals
  /** What is odd, in sentences. */
  odd: string[]
}

/** Why nothing was read, by the id of its sentence; or what is wrong with a file. */
export type Unread = { id: string; params: Readonly<Record<string, string | number>> } | Refusal

/** Bytes that are read and taken in before the page goes on: some ten milliseconds of a slow machine. */
const piece = 128 * 1024

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20)

/**
 * Reads the one conversation that is in these files. `given`: the value that means agree, where whoever imports says so;
 * `progress` is told of each piece. Between pieces the page goes on.
 */
export async function readFiles(
  chosen: readonly Chosen[],
  given: 1 | -1 | null,
  progress: (file: string, share: number) => void,
): Promise<Found | Unread> {
  const [only, another, ...more] = conversationsIn(chosen.map(({ name }) => name))
  if (only === undefined) return { id: 'import.none', params: {} }
  if (another !== undefined) {
    const names = [only, another, ...more].map(({ prefix }) => `${prefix}…`).join(', ')
    return { id: 'import.several', params: { names } }
  }
  const files = only.files.map(({ file, name }) => ({ file, bytes: chosen.find((each) => each.name === name)! }))
  const size = files.reduce((sum, { bytes }) => sum + bytes.size, 0)
  if (size > maxImportBytes)
    return { id: 'import.large', params: { size: megabytes(size), most: megabytes(maxImportBytes) } }
  const reader = polisReader()
  let done = 0
  for (const { file, bytes } of files) {
    const into = reader.open(file)
    for (let at = 0; at < bytes.size; at += piece) {
      progress(file, done / size)
      const read = await bytesOf(bytes.slice(at, at + piece))
      if (read === null) return { id: 'import.unreadable', params: { file } }
      const fault = into.push(read)
      if (fault) return fault
      done += read.length
    }
    const fault = into.end()
    if (fault) return fault
  }
  const read = reader.done(given)
  if (isRefusal(read)) return read
  return {
    name: only.prefix.replace(/[-/]$/, ''),
    tables: only.files.some(({ file }) => file === 'statements.csv'),
    read,
    totals: polisTotals(read.set),
    odd: oddIn(read).map((each) => oddInWords(language, each)),
  }
}

/** null: the file changed or went away since it was chosen. */
async function bytesOf(part: Blob): Promise<Uint8Array | null> {
  return part.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  )
}
