import { repeatedIn } from '../records/about-record.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import type { LogSource, SourceRecord } from './log-source.ts'

const page = 256

/**
 * Indexes of the records that repeat the first words of removed ones, as a vote carries the title of its statement, and
 * of those that repeat theirs. `each` is told how many records have been looked through.
 */
export async function echoesOf(place: LogSource, indexes: number[], each: (done: number) => void): Promise<number[]> {
  const gone = new Set(indexes)
  const records = await allRecords(place, each)
  const ids = new Set<string | null>(records.filter(({ index }) => gone.has(index)).map(({ id }) => id))
  // Again until nothing is found: the statements of a removed conversation come first, then the votes on them.
  for (let found = -1; found !== gone.size; ) {
    found = gone.size
    for (const { index, id, record } of records) {
      if (!record?.known || !repeatedIn(record).some(({ of }) => ids.has(of))) continue
      gone.add(index)
      ids.add(id)
    }
  }
  for (const index of indexes) gone.delete(index)
  return [...gone].sort((a, b) => a - b)
}

type Read = Pick<SourceRecord, 'index' | 'id'> & { record: SignedRecord | null }

async function allRecords(place: LogSource, each: (done: number) => void): Promise<Read[]> {
  const all: Read[] = []
  for (let before = place.size; before > 0; ) {
    const part = await place.records(before, page)
    all.push(...part.map(read))
    before = part.at(-1)?.index ?? 0
    each(all.length)
  }
  return all
}

function read({ index, id, note }: SourceRecord): Read {
  const record = note === null ? null : parseRecord(note)
  return { index, id, record: record === null || isRefusal(record) ? null : record }
}
