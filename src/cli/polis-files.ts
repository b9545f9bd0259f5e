/** Where the files of a conversation lie: in a folder, in a zip, or one file alone; under the names that they come with. */

import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import { piecesOf } from '../evidence/csv-scan.ts'
import { conversationsIn, type PolisFile, type PolisReading, polisFileOf, polisReader } from '../evidence/polis.ts'
import type { Refusal } from '../records/refusals.ts'
import { Usage } from './command.ts'

/** The files of one conversation that are needed, in the order in which they are read. */
export interface Found {
  /** For a title where the files have none. */
  name: string
  files: { file: PolisFile; open: () => Source }[]
}

type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Bytes that all needed files of a zip may have together. */
const mostUnzipped = 2 ** 30
const pieceLength = 1 << 20

/** Finds the one conversation at a path. Throws Usage where there is none, or more than one. */
export async function findExport(path: string): Promise<Found> {
  const about = await stat(path).catch(() => null)
  if (about === null) throw new Usage(`${path} is not there`)
  if (about.isDirectory()) return foundIn(path, await readdir(path), (name) => fromFile(join(path, name)))
  if (polisFileOf(basename(path))) return foundIn(path, [basename(path)], () => fromFile(path))
  const zip = unzipped(path, await readFile(path))
  return foundIn(path, Object.keys(zip), (name) => () => piecesOf(zip[name] ?? new Uint8Array(0)))
}

/** Reads the files one after the other. `given`: the value that means agree, from whoever imports. */
export async function readFound({ files }: Found, given: 1 | -1 | null): Promise<PolisReading | Refusal> {
  const reader = polisReader()
  for (const { file, open } of files) {
    const into = reader.open(file)
    for await (const bytes of open()) {
      const fault = into.push(bytes)
      if (fault) return fault
    }
    const fault = into.end()
    if (fault) return fault
  }
  return reader.done(given)
}

function fromFile(path: string): () => Source {
  return () => createReadStream(path, { highWaterMark: pieceLength })
}

function foundIn(path: string, names: string[], sourceOf: (name: string) => () => Source): Found {
  const whole = conversationsIn(names)
  const [only, another] = whole
  if (only === undefined) throw new Usage(`${path} has no conversation: ${expected}`)
  if (another !== undefined)
    throw new Usage(
      `${path} has several conversations (${whole.map(({ prefix }) => `${prefix}…`).join(', ')}): give one`,
    )
  return {
    name: only.prefix.replace(/[-/]$/, '') || basename(path).replace(/\.[a-z]+$/i, ''),
    files: only.files.map(({ file, name }) => ({ file, open: sourceOf(name) })),
  }
}

const expected =
  'expected comments.csv and votes.csv, comments.json and votes.json, participants-votes.csv, or statements.csv and votes.csv'

function unzipped(path: string, bytes: Uint8Array): Record<string, Uint8Array> {
  let room = mostUnzipped
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (polisFileOf(name) === null) return false
        room -= originalSize
        if (room < 0)
          throw new Usage(`${path} has more than ${mostUnzipped} bytes of files: unpack it and give the folder`)
        return true
      },
    })
  } catch (error) {
    if (error instanceof Usage) throw error
    throw new Usage(`${path} is neither a folder nor a zip that can be read (${String(error)}): ${expected}`)
  }
}
