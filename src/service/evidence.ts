import { filesOf, namesFiles } from '../records/about-record.ts'
import type { FoldRecord } from '../records/record.ts'
import { kindOf } from '../records/registry.ts'
import type { Blobs } from './ports.ts'
import { readFact } from './reader.ts'

/** Every hash that a record names as evidence, those that no fold reads included. */
export function hashesNamed(record: FoldRecord | null): string[] {
  return record === null ? [] : filesOf(record).map(({ hash }) => hash)
}

/** The hashes of the evidence that a fold reads when it comes to a record. */
export function hashesRead(record: FoldRecord | null): string[] {
  return record === null ? [] : filesOf(record).flatMap(({ hash, read }) => (read ? [hash] : []))
}

/** Whether records of this kind can name evidence. */
export const canNameEvidence = (kind: FoldRecord['kind'] | null): boolean =>
  kind !== null && kind !== 'unknown' && namesFiles(kindOf(kind))

/** The bytes that a fold reads of these records, by their hash, as far as they are at hand. Throws CorruptStore where they have changed. */
export async function evidenceOf(
  blobs: Blobs,
  records: readonly (FoldRecord | null)[],
): Promise<Map<string, Uint8Array>> {
  const evidence = new Map<string, Uint8Array>()
  for (const hash of records.flatMap(hashesRead)) {
    const bytes = await readFact(blobs, hash)
    if (bytes) evidence.set(hash, bytes)
  }
  return evidence
}

/** How many records whose evidence a fold reads are taken at once: a snapshot of Bittensor has some 20 MB. */
const atOnce = 4

/** Cuts entries into runs that each need little evidence, so that the evidence of many never lies in memory together. */
export function runsOf<T>(entries: readonly T[], recordOf: (entry: T) => FoldRecord | null): T[][] {
  let run: T[] = []
  const runs = [run]
  let reading = 0
  for (const entry of entries) {
    run.push(entry)
    if (hashesRead(recordOf(entry)).length > 0 && ++reading % atOnce === 0) {
      run = []
      runs.push(run)
    }
  }
  return runs.filter(({ length }) => length > 0)
}
