import type { SignedRecord } from '../records/record.ts'

/** Every hash that a record names as evidence, those that no fold reads included. */
export function hashesNamed(record: SignedRecord | null): string[] {
  return evidenceOf(record).filter((hash) => hash !== undefined)
}

function evidenceOf(record: SignedRecord | null): (string | undefined)[] {
  switch (record?.kind) {
    case 'import':
      return [record.fields.comments, record.fields.votes, record.fields.participants, record.fields.summary]
    case 'snapshot':
      return [record.fields.holdings, record.fields.flows]
    case 'movement':
      return [record.fields.flows]
    default:
      return []
  }
}
