import { filesOf, namesFiles } from '../records/about-record.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { kindNames, kindOf } from '../records/registry.ts'
import type { Blobs } from './ports.ts'
import { readFact } from './reader.ts'

/** Every hash that a record names as evidence, those that no fold reads included. */
export function hashesNamed(record: SignedRecord | null): string[] {
  return record === null ? [] : filesOf(record).map(({ hash }) => hash)
}

/** The hashes of the evidence that a fold reads when it comes to a record. */
export function hashesRead(record: SignedRecord | null): string[] {
  return record === null ? [] : filesOf(record).flatMap(({ hash, read }) => (read ? [hash] : []))
}

/** Whether records of this kind can name evidence. */
export const canNameEvidence = (kind: SignedRecord['kind'] | null): boolean =>
  kind !== null && kind !== 'unknown' && namesFiles(kindOf(kind))

/** The bytes that a fold reads of these notes, by their hash, as far as they are at hand. Throws CorruptStore where they have changed. */
export async function evidenceOf(
  blobs: Blobs,
  entries: readonly { note: string | null }[],
): Promise<Map<string, Uint8Array>> {
  const evidence = new Map<string, Uint8Array>()
  for (const { note } of entries) {
    if (!reads(note)) continue
    const record = parseRecord(note)
    if (isRefusal(record)) continue
    for (const hash of hashesRead(record)) {
      const bytes = await readFact(blobs, hash)
      if (bytes) evidence.set(hash, bytes)
    }
  }
  return evidence
}

/** The words after `action:` of the kinds whose evidence a fold reads, earlier ones included. */
const actions = kindNames
  .map(kindOf)
  .filter((kind) => namesFiles(kind, true))
  .flatMap(({ name, formerly = [] }) => [name, ...formerly])
const readingAction = new RegExp(`\\naction: (?:${actions.join('|')})\\n`)

/** Only notes of these kinds are parsed for what they name: most are others, and parsing is what costs. */
const reads = (note: string | null): note is string => note !== null && readingAction.test(note)

/** How many notes whose evidence a fold reads are taken at once: a snapshot of Bittensor has some 20 MB. */
const atOnce = 4

/** Cuts entries into runs that each need little evidence, so that the evidence of many never lies in memory together. */
export function runsOf<T>(entries: readonly T[], noteOf: (entry: T) => string | null): T[][] {
  const runs: T[][] = [[]]
  let reading = 0
  for (const entry of entries) {
    runs.at(-1)!.push(entry)
    if (reads(noteOf(entry)) && ++reading % atOnce === 0) runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}
