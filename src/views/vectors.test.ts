import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ViewVectors } from '../../scripts/vectors/views.ts'
import { hex, sha256, unbase64, unhex, utf8 } from '../log/bytes.ts'
import { encodeEntry } from '../log/entry.ts'
import { verifySignature } from '../log/suites.ts'
import { leafHash, rootOf } from '../log/tree.ts'
import { jobOf, parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { Fold } from './fold.ts'
import { viewNames } from './registry.ts'

const file = new URL('../../vectors/views.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as ViewVectors
const evidence = (sha256: string): Uint8Array | undefined => {
  const text = vectors.evidence[sha256]
  return text === undefined ? undefined : utf8(text)
}

function read(note: string | null): SignedRecord | null {
  const record = note === null ? null : parseRecord(note)
  if (isRefusal(record)) throw new Error(record.sentence)
  return record
}

const fold = new Fold()
fold.push(
  vectors.entries.map(({ note, ...entry }) => ({ ...entry, record: read(note) })),
  evidence,
)

test('the log has the tree head that the results name', () => {
  const leaves = vectors.entries.map(({ index, ms, note }) =>
    note === null ? unhex(vectors.leaves[index]!) : leafHash(encodeEntry(ms, utf8(note))),
  )
  expect(rootOf(leaves)).toEqual(unbase64(vectors.root))
  expect(vectors.size).toBe(vectors.entries.length)
  for (const [hash, text] of Object.entries(vectors.evidence)) expect(hex(sha256(utf8(text)))).toBe(hash)
})

test('every record is signed by whom it names', () => {
  for (const { note } of vectors.entries) {
    const record = read(note)
    if (!record) continue
    const session = record.session && fold.register.sessions.get(record.session)
    const bound = jobOf(record, session ? unhex(session.key) : undefined)
    expect(!isRefusal(bound) && verifySignature(bound.job)).toBe(true)
  }
})

test('there is a result of every view', () => {
  expect([...new Set(vectors.results.map(({ view }) => view))].sort()).toEqual([...viewNames].sort())
})

test.each(vectors.results)('$view with $params', ({ view, params, text, refused }) => {
  const checkpoint = { origin: vectors.origin, size: vectors.size, root: unbase64(vectors.root) }
  const result = fold.result(view, params, checkpoint)
  expect(isRefusal(result) ? result.code : result).toBe(refused ?? text)
})
