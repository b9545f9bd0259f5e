import type { SignedRecord } from '../records/record.ts'

/** Every hash that a record names as evidence, those that no fold reads included. */
export function hashesNamed(record: SignedRecord | null): string[] {
  if (record?.kind !== 'import') return []
  const { comments, votes, participants, summary } = record.fields
  return [comments, votes, participants, summary].filter((hash) => hash !== undefined)
}
