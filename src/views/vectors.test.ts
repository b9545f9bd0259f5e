import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ViewVectors } from '../../scripts/vectors/views.ts'
import { seenRemark } from '../folds/ledger/state.ts'
import { hex, sha256, unbase64, unhex, utf8 } from '../log/bytes.ts'
import { encodeEntry } from '../log/entry.ts'
import { verifySignature } from '../log/suites.ts'
import { leafHash, rootOf } from '../log/tree.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal, refusalLine } from '../records/refusals.ts'
import { remarkOf, signatureCheckOf } from '../records/signature-check.ts'
import { Fold } from './fold.ts'
import { viewNames } from './registry.ts'

const logs = ['views', 'chain-views', 'people-views'].map((name) => {
  const file = new URL(`../../vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as ViewVectors
})

function read(note: string | null): SignedRecord | null {
  const record = note === null ? null : parseRecord(note)
  if (isRefusal(record)) throw new Error(refusalLine(record))
  return record
}

test('there is a result of every view', () => {
  const views = logs.flatMap(({ results }) => results.map(({ view }) => view))
  expect([...new Set(views)].sort()).toEqual([...viewNames].sort())
})

describe.each(logs)('$about', (vectors) => {
  const fold = new Fold()
  fold.push(
    vectors.entries.map(({ note, ...entry }) => ({ ...entry, record: read(note) })),
    (hash) => {
      const bytes = vectors.evidence[hash]
      return bytes === undefined ? undefined : unbase64(bytes)
    },
  )

  test('the log has the tree head that the results name', () => {
    const leaves = vectors.entries.map(({ index, ms, note }) =>
      note === null ? unhex(vectors.leaves[index]!) : leafHash(encodeEntry(ms, utf8(note))),
    )
    expect(rootOf(leaves)).toEqual(unbase64(vectors.root))
    expect(vectors.size).toBe(vectors.entries.length)
    for (const [hash, bytes] of Object.entries(vectors.evidence)) expect(hex(sha256(unbase64(bytes)))).toBe(hash)
  })

  test('every record is signed by whom it names', () => {
    for (const { note } of vectors.entries) {
      const record = read(note)
      if (!record) continue
      const remark = remarkOf(record)
      if (remark) {
        expect(seenRemark(fold.ledger, record.id, record.account, remark)).toBeDefined()
        continue
      }
      const session = record.session && fold.ledger.sessions.get(record.session)
      const bound = signatureCheckOf(record, session ? unhex(session.key) : undefined)
      expect(!isRefusal(bound) && verifySignature(bound.job)).toBe(true)
    }
  })

  test.each(vectors.results)('$view with $params', ({ view, params, text, refused }) => {
    const checkpoint = { origin: vectors.origin, size: vectors.size, root: unbase64(vectors.root) }
    const result = fold.result(view, params, checkpoint)
    expect(isRefusal(result) ? result.code : result).toBe(refused ?? text)
  })
})
