import { expect } from 'vitest'
import { equalBytes, sha256, text, utf8 } from '../src/log/bytes.ts'
import { openCheckpoint } from '../src/log/checkpoint.ts'
import { decodeEntry } from '../src/log/entry.ts'
import { parseVkey } from '../src/log/keys.ts'
import {
  decodeBundle,
  entriesPath,
  hashesAt,
  parseRecordLines,
  recordsPath,
  tilePath,
  tilesOf,
  tileWidth,
  widthAt,
} from '../src/log/tile.ts'
import { leafHash, nodeHash, rootOf } from '../src/log/tree.ts'
import type { Store } from '../src/service/ports.ts'

/**
 * Reads a whole log back as a stranger would and checks it against its checkpoint, without the service's own reader:
 * every bundle, every note, every tile at every level. Returns the notes.
 */
export async function checkLog({ blobs, head }: Store, vkey: string): Promise<string[]> {
  const published = text((await blobs.get('checkpoint'))!)
  expect(text((await head('log').read())!)).toBe(published)
  const { size, root } = openCheckpoint(published, parseVkey(vkey))
  const entries: Uint8Array[] = []
  const notes: string[] = []
  for (let n = 0; n * tileWidth < size; n++) {
    const width = widthAt(n, size)
    entries.push(...decodeBundle((await blobs.get(entriesPath(n, width)))!))
    for (const line of parseRecordLines(text((await blobs.get(recordsPath(n, width)))!)))
      notes.push('note' in line ? line.note : '')
  }
  expect([entries.length, notes.length]).toEqual([size, size])
  let ms = 0
  for (const [i, entry] of entries.entries()) {
    const { ms: at, noteHash } = decodeEntry(entry)
    expect(at).toBeGreaterThanOrEqual(ms)
    ms = at
    if (notes[i] !== '') expect(equalBytes(noteHash, sha256(utf8(notes[i]!)))).toBe(true)
  }
  let level = entries.map(leafHash)
  expect(equalBytes(rootOf(level), root)).toBe(true)
  for (const { level: at, n, width } of tilesOf(size)) {
    if (n === 0 && at > 0) level = above(level)
    expect(level.length).toBe(hashesAt(at, size))
    const expected = level.slice(n * tileWidth, n * tileWidth + width).flatMap((hash) => [...hash])
    expect([...(await blobs.get(tilePath(at, n, width)))!]).toEqual(expected)
  }
  return notes
}

/** Roots of the full tiles of a level. */
function above(hashes: Uint8Array[]): Uint8Array[] {
  const full = Math.floor(hashes.length / tileWidth)
  return Array.from({ length: full }, (_, n) => {
    let row = hashes.slice(n * tileWidth, (n + 1) * tileWidth)
    while (row.length > 1) row = row.filter((_, i) => i % 2 === 0).map((left, i) => nodeHash(left, row[i * 2 + 1]!))
    return row[0]!
  })
}
