import { parseRecord, type SignedRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { figure, shorten } from '../words.ts'

/** What a record says, in its own words on one line; empty for kinds that say nothing. */
export function recordTitle(record: SignedRecord): string {
  switch (record.kind) {
    case 'statement':
      return shorten(record.fields.body, 120)
    case 'vote':
      return shorten(`${record.fields.choice}: ${record.fields.title}`, 120)
    case 'conversation':
    case 'import':
    case 'known-accounts':
      return record.fields.title
    case 'policy':
      return record.fields.name
    case 'snapshot':
    case 'observation':
      return `Block ${figure(record.fields.block)}`
    case 'movement':
      return `${record.fields.what}, block ${figure(record.fields.block)}`
    case 'introduction':
      return record.fields.name
    case 'question':
    case 'profiles':
    case 'ladder':
      return record.fields.title
    case 'position':
      return `${record.fields.stance}: ${record.fields.title}`
    case 'attribution':
      return record.fields.owner
    case 'inquiry':
    case 'answer':
    case 'explanation':
    case 'promise':
    case 'decline':
      return shorten(record.fields.body, 120)
    case 'rating':
      return record.fields.verdict
    case 'web-proof':
      return record.fields.place
    default:
      return ''
  }
}

/** Kind and title of a note; a note that cannot be read has neither. */
export function noteTitle(note: string): { kind: string; title: string } {
  const record = parseRecord(note)
  return isRefusal(record) ? { kind: 'record', title: '' } : { kind: record.action, title: recordTitle(record) }
}
