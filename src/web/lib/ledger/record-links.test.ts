import { expect, test } from 'vitest'
import vectors from '../../../../vectors/records.json' with { type: 'json' }
import { type AnyRecord, parseRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { kindNames } from '../../../records/registry.ts'
import { linksOf, pageOf } from './record-links.ts'

function recordOfA(kind: string): AnyRecord {
  const vector = vectors.records.find((each) => each.kind === kind)
  const record = parseRecord(vector?.note ?? '')
  if (isRefusal(record) || !record.known) throw new Error(`the vector of ${kind} is no record`)
  return record
}

const short = (href: string): string => href.replace(/[0-9a-f]{64}$/, 'ID').replace(/5[A-Za-z0-9]{47}$/, 'ACCOUNT')
const pageOfA = (kind: string, conversation?: string): string => short(pageOf(recordOfA(kind), conversation))
const linksOfA = (kind: string) => linksOf(recordOfA(kind)).map(({ href, words }) => `${short(href)} ${words}`)

test('each record has a page where it is shown', () => {
  expect(pageOfA('conversation')).toBe('/c/ID')
  expect(pageOfA('statement')).toBe('/c/ID')
  expect(pageOfA('vote')).toBe('/r/ID')
  expect(pageOfA('vote', 'abc')).toBe('/c/abc')
  expect(pageOfA('position')).toBe('/questions/ID')
  expect(pageOfA('movement')).toBe('/movements')
  expect(pageOfA('introduction')).toBe('/a/ACCOUNT')
  expect(pageOfA('policy')).toBe('/r/ID')
})

test.each([
  ['conversation', ['/c/ID Open the conversation']],
  ['statement', ['/c/ID Open the conversation']],
  ['vote', ['/r/ID Statement: open what it names']],
  ['revoke', ['/r/ID Record: open what it names']],
  ['removal', ['/r/17 Entry 17, which it removes', '/r/41 Entry 41, which it removes']],
  ['position', ['/questions/ID Open the question']],
  ['rating', ['/movements Open the movements', '/r/ID Explanation: open what it names']],
  ['inquiry', ['/a/ACCOUNT Open the page of the account that it names']],
  ['promise', ['/a/ACCOUNT Open the page of its author']],
  ['ladder', ['/transparency Open the ladder']],
  ['policy', []],
])('from a %s a reader can go on', (kind, links) => {
  expect(linksOfA(kind)).toEqual(links)
})

test.each(kindNames)('no link from a %s is there twice, and each has words', (kind) => {
  const links = linksOf(recordOfA(kind))
  expect(new Set(links.map(({ href }) => href)).size).toBe(links.length)
  for (const { words } of links) expect(words).toMatch(/^[A-Z].* .*[a-z]$/)
})
