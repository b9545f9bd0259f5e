import { describe, expect, test } from 'vitest'
import { ballots } from '../folds/conversation/ballots.ts'
import { conversations } from '../folds/conversation/conversations.ts'
import { sha256, utf8 } from '../log/bytes.ts'
import { accountKey } from '../log/sign.ts'
import { verifySignature } from '../log/suites.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal } from '../records/refusals.ts'
import { signatureCheckOf } from '../records/signature-check.ts'
import { scribe } from '../service/begin.ts'
import type { RobustMap } from '../views/conversation/opinion-map/robust-value.ts'
import { Fold } from '../views/fold.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { townNotes } from './town.ts'

const origin = 'town.example.org/log'
const operator = accountKey('ed25519-bytes', sha256(utf8('operator of the town')))
const ms = Date.UTC(2026, 10, 23, 9)
const policy = scribe(
  operator,
  origin,
  ms,
  (length) => new Uint8Array(length),
)('policy', {
  name: 'Town',
  contact: 'nobody',
  body: 'Simulated.',
})

function readAll(notes: string[]): SignedRecord[] {
  return notes.map((note) => {
    const record = parseRecord(note)
    if (isRefusal(record)) throw new Error(sentenceOf(english, record))
    return record
  })
}

describe('the simulated town', () => {
  const notes = townNotes({ origin, operator, ms, people: 90 })
  const records = readAll([policy.note, ...notes.flat()])
  const fold = new Fold()
  const entries = records.map((record, index) => ({ index, ms, record }))
  fold.push(entries, () => undefined)
  const conversation = records[1]!.id

  test('follows from its seed alone', () => {
    expect(townNotes({ origin, operator, ms, people: 90 })).toEqual(notes)
    expect(townNotes({ origin, operator, ms, people: 90, seed: 'another' })[2]).not.toEqual(notes[2])
  })

  test('says that it is simulated', () => {
    expect(records[1]!.kind === 'conversation' && records[1]!.fields).toMatchObject({
      title: expect.stringContaining('(simulated)'),
      body: expect.stringMatching(/^Simulated: 90 invented people/),
    })
  })

  test('is signed by everybody it names, and all of it counts', () => {
    const jobs = records.slice(0, 60).map((record) => signatureCheckOf(record))
    expect(jobs.every((each) => !isRefusal(each) && verifySignature(each.job))).toBe(true)
    expect(fold.ledger.accounts.size).toBe(91)
    expect(fold.state(ballots).get(conversation)!.tally.votes).toBe(notes[2]!.length)
    expect(fold.state(conversations).statements.size).toBe(notes[1]!.length)
  })

  test('stands in three groups on the map', () => {
    const map = fold.view('opinion-map', { conversation }) as RobustMap
    expect(map.groups).toHaveLength(3)
    for (const { size } of map.groups) expect(size).toBeGreaterThan(12)
  })
})
