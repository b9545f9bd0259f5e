import { expect, test } from 'vitest'
import { keyOf, write } from '../../test/site.ts'
import { hex, sha256, utf8 } from '../log/bytes.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { startPool } from './pool.ts'

const plain = { title: 'What next?', add: 'anyone', totals: 'always' } as const

function recordNamed(title: string): SignedRecord {
  const record = parseRecord(write('test.example/log', keyOf('alice'), 'conversation', { ...plain, title }).note)
  if (isRefusal(record)) throw new Error(record.code)
  return record
}

const records = ['First', 'Second', 'Third', 'Fourth', 'Fifth'].map(recordNamed)
const order = ({ note }: SignedRecord): string => hex(sha256(utf8(note)))

test('gives the next records in the order of the hashes of their notes, whoever came first', () => {
  const [pool, backwards] = [startPool(() => undefined), startPool(() => undefined)]
  for (const record of records) void pool.add(record)
  for (const record of records.toReversed()) void backwards.add(record)
  const sorted = records.map(order).sort()
  expect(pool.next(9).map(order)).toEqual(sorted)
  expect(backwards.next(9).map(order)).toEqual(sorted)
  expect(pool.next(2).map(order)).toEqual(sorted.slice(0, 2))
  expect(pool.size).toBe(5)
})

test('wakes for each record, settles it once and forgets it', async () => {
  let woken = 0
  const pool = startPool(() => woken++)
  const [first, second] = records as [SignedRecord, SignedRecord]
  const [one, two] = [pool.add(first), pool.add(second)]
  expect(woken).toBe(2)
  const refusal = new Refusal('revoked')
  pool.settle(first.id, refusal)
  expect(await one).toBe(refusal)
  expect([pool.has(first.id), pool.has(second.id), pool.ids()]).toEqual([false, true, [second.id]])
  const broken = new Error('the disk is full')
  pool.failAll(broken)
  await expect(two).rejects.toBe(broken)
  expect(pool.size).toBe(0)
})

test('hands each record over once', () => {
  const pool = startPool(() => undefined)
  for (const record of records) void pool.add(record)
  pool.markHandedOver(records[1]!.id)
  expect(pool.notHandedOver().map(({ id }) => id)).toEqual(records.filter((_, i) => i !== 1).map(({ id }) => id))
})
