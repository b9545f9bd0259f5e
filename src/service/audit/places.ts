// The places of a log as the signed root has them, bundle by bundle.
import { equalBytes } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import { decodeEntry } from '../../log/entry.ts'
import { Malformed } from '../../log/errors.ts'
import { rememberingAddresses } from '../../log/ss58.ts'
import { entriesPath, type RecordLine, recordsPath, tileWidth, widthAt } from '../../log/tile.ts'
import { foldRecordOf } from '../../records/record.ts'
import type { FoldEntry } from '../view-engine.ts'
import { isOf, leavesOf, linesOf, readEntries, readLines, signedEntries } from './bundle.ts'
import { type ParsedPlace, type Place, parsedPlace } from './records.ts'
import type { Found, Get, SignedTree } from './tree.ts'

/** One of the two bundles that an entry stands in. */
export type Part = 'entries' | 'records'

export interface Places {
  /**
   * Hands the places of each bundle on, one bundle after another; the next one is read meanwhile. `done`: entries handed
   * on, these included. What is not as the signed root wants it is told of each time; whoever is told keeps it once.
   */
  each(take: (places: ParsedPlace[], done: number) => Promise<void>): Promise<void>
  /** The file in which the part of an entry stands. */
  pathOf(part: Part, index: number): string
}

/** The files of one bundle. */
interface Read {
  entries: Uint8Array | null
  lines: Uint8Array | null
}

/** The places that the checkpoint counts. */
export function startPlaces(at: Checkpoint, tree: SignedTree, get: Get, found: Found): Places {
  const readAddress = rememberingAddresses()
  const width = (n: number): number => widthAt(n, at.size)

  function pathOf(part: Part, index: number): string {
    const n = Math.floor(index / tileWidth)
    return (part === 'entries' ? entriesPath : recordsPath)(n, width(n))
  }

  async function read(n: number): Promise<Read> {
    if (width(n) === 0) return { entries: null, lines: null }
    const [entries, lines] = await Promise.all([readEntries(get, n, width(n)), readLines(get, n, width(n))])
    return { entries, lines }
  }

  function judgeEntries(path: string, bundle: Uint8Array | null, leaves: Uint8Array | null, wide: number): void {
    const own = leavesOf(bundle, wide)
    if (bundle === null) found(path, 'is missing')
    else if (own === null) found(path, `is no bundle of ${wide} entries`)
    else if (leaves === null || !equalBytes(own, leaves)) found(path, 'does not fit the signed root')
  }

  /** The tree commits to 41 bytes; whether they are an entry is another question. */
  function admission(index: number, entry: Uint8Array): number | null {
    try {
      return decodeEntry(entry).ms
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      found(pathOf('entries', index), `entry ${index}: ${error.message}`)
      return null
    }
  }

  function placeOf(index: number, entry: Uint8Array | null, line: RecordLine | undefined): Place {
    const ms = entry && admission(index, entry)
    if (entry === null || ms === null) return { index, ms: null, line: null }
    if (line === undefined) return { index, ms, line: null }
    if (isOf(line, entry)) return { index, ms, line }
    found(pathOf('records', index), `record ${index} is not the one that the log commits to`)
    return { index, ms, line: null }
  }

  async function placesOf(n: number, { entries, lines }: Read): Promise<ParsedPlace[]> {
    const [wide, first] = [width(n), n * tileWidth]
    const leaves = await tree.tile(0, n)
    judgeEntries(entriesPath(n, wide), entries, leaves, wide)
    const own = linesOf(lines, first, wide, (what) => found(recordsPath(n, wide), what))
    const signed = signedEntries(entries, leaves, wide, own, first)
    const places = signed.map((entry, i) => placeOf(first + i, entry, own.get(first + i)))
    return places.map((place) => parsedPlace(place, readAddress))
  }

  return {
    pathOf,
    each: async (take) => {
      let ahead = read(0)
      for (let n = 0; n * tileWidth < at.size; n++) {
        const present = await ahead
        ahead = read(n + 1)
        ahead.catch(() => undefined) // a failure shows when it is this one's turn
        await take(await placesOf(n, present), Math.min((n + 1) * tileWidth, at.size))
      }
    },
  }
}

/** What a fold of this version sees: a note that it cannot read is as if nothing had been said. `ms`: where none is known. */
export function foldEntryOf({ index, ms: own, line, record }: ParsedPlace, ms: number): FoldEntry {
  const at = own ?? ms
  if (line && 'removed' in line) return { index, ms: at, record: null, removedBy: line.removed }
  return { index, ms: at, record: record && foldRecordOf(record) }
}
