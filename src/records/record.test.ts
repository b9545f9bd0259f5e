import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InvalidVector } from '../../scripts/vectors/invalid.ts'
import { accountOf, nonceOf, origin, sessionOf, signedAt } from '../../scripts/vectors/keys.ts'
import type { RecordVectors } from '../../scripts/vectors/records.ts'
import { fieldsOf } from '../../test/arbitraries.ts'
import { text, unhex, utf8 } from '../log/bytes.ts'
import { formatNote } from '../log/note.ts'
import { verifySignature } from '../log/suites.ts'
import { raoOf, taoText } from './amounts.ts'
import { formatText, parseText, textId } from './envelope.ts'
import { fieldsFromText } from './headers.ts'
import { recordId } from './ids.ts'
import * as every from './kinds.ts'
import { type AnyRecord, parseRecord, type SignedRecord, writeText } from './record.ts'
import { isRefusal, isRefusalCode, type Refusal, refusalLine } from './refusals.ts'
import { isKindName, kindNames, kinds } from './registry.ts'
import { signatureCheckOf } from './signature-check.ts'
import { tidyBody, titleOf } from './title.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'))
const valid = read('records') as RecordVectors
const invalid = (read('records-invalid') as { cases: InvalidVector[] }).cases

/** What a reader makes of a note: the record if text and signature are right, else the code of the first refusal. */
function judge(note: string, sessionPublicKey?: Uint8Array): SignedRecord | string {
  const record = parseRecord(note)
  if (isRefusal(record)) return record.code
  const bound = signatureCheckOf(record, sessionPublicKey ?? (record.session ? sessionOf().publicKey : undefined))
  if (isRefusal(bound)) return bound.code
  return verifySignature(bound.job) ? record : 'bad-signature'
}

function parsed(note: string): SignedRecord {
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(refusalLine(record))
  return record
}

const to = { origin, account: accountOf('ed25519-bytes').address, time: signedAt, nonce: nonceOf('test') }
const sign = (signed: string): string => formatNote(signed, [accountOf('ed25519-bytes').sign(signed)])
const written = (result: string | Refusal): string => {
  if (isRefusal(result)) throw new Error(refusalLine(result))
  return result
}

describe('golden vectors', () => {
  test('every kind stands there under every wallet suite, and votes and revocations under a session key', () => {
    const suites = (kind: string): number => valid.records.filter((each) => each.kind === kind).length
    expect(kindNames.map((kind) => [kind, suites(kind)])).toEqual(
      kindNames.map((kind) => [kind, kinds[kind].session ? 5 : 4]),
    )
  })

  test.each(valid.records.map((each) => [`${each.kind} ${each.suite}`, each] as const))(
    '%s reads, verifies and is written again',
    (_, vector) => {
      const key = vector.suite === 'ed25519' ? unhex(vector.publicKey) : undefined
      const record = judge(vector.note, key)
      if (typeof record === 'string' || !isKindName(vector.kind)) throw new Error(String(record))
      expect(record).toMatchObject({
        id: vector.id,
        kind: vector.kind,
        known: true,
        text: vector.text,
        account: vector.account,
      })
      expect(textId(vector.text)).toBe(vector.id)
      const { origin, account, session, time, nonce } = record
      const fields = fieldsFromText(vector.kind, vector.fields)
      if (isRefusal(fields)) throw new Error(refusalLine(fields))
      expect(fields).toEqual(record.fields)
      expect(writeText(vector.kind, fields, { origin, account, time, nonce, ...(session ? { session } : {}) })).toBe(
        vector.text,
      )
    },
  )

  test.each(invalid.map((each) => [each.name, each] as const))('refused: %s', (_, { code, note }) => {
    expect(judge(note)).toBe(code)
  })
})

test('the vectors hold without any code of ours: SHA-256 and Ed25519 of OpenSSL', () => {
  for (const { note, text, id, publicKey, suite, account } of valid.records) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(id)
    const [, name, encoded] = /^\u2014 (\S+) (\S+)\n$/.exec(note.slice(text.length + 1))!
    expect([note.slice(0, text.length + 1), name]).toEqual([`${text}\n`, account])
    if (!suite.startsWith('ed25519')) continue
    const type = suite === 'ed25519' ? Buffer.of(1) : Buffer.from(`\xff${suite}`, 'latin1')
    const key = Buffer.from(publicKey, 'hex')
    const payload = Buffer.from(encoded!, 'base64')
    const keyId = createHash('sha256').update(`${name}\n`).update(type).update(key).digest().subarray(0, 4)
    expect(payload.subarray(0, 4)).toEqual(keyId)
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
    const message = suite === 'ed25519' ? text : `<Bytes>${text}</Bytes>`
    const opened = createPublicKey({ key: der, format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from(message), opened, payload.subarray(4))).toBe(true)
  }
})

test('an envelope reads back as it was written, whatever its kind', () => {
  const key = fc.stringMatching(/^x-[a-z0-9-]{1,20}$/)
  const line = fc.string({ unit: 'grapheme', maxLength: 40 }).map(titleOf)
  const body = fc.string({ unit: 'grapheme', maxLength: 200 }).map(tidyBody)
  const model = {
    origin: fc.constantFrom('localhost:8080/log', 'voice.example.org/log1'),
    kind: fc.constantFrom('melody', 'vote', 'x'),
    headers: fc.uniqueArray(fc.tuple(key, line), { selector: ([name]) => name, maxLength: 8 }),
    account: fc.constant(to.account),
    session: fc.stringMatching(/^[0-9a-f]{64}$/).map(recordId),
    time: fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1000),
    nonce: fc.stringMatching(/^[0-9a-f]{32}$/),
    body: body.filter((each) => each !== ''),
  }
  const requiredKeys = ['origin', 'kind', 'headers', 'account', 'time', 'nonce'] as const
  fc.assert(
    fc.property(fc.record(model, { requiredKeys: [...requiredKeys] }), (envelope) => {
      expect(parseText(formatText(envelope))).toEqual(envelope)
    }),
    { numRuns: 300 },
  )
})

test('a note reads back as it was written, whatever its fields', () => {
  for (const kind of kindNames)
    fc.assert(
      fc.property(fieldsOf(kind, signedAt), (fields) => {
        const signed = written(writeText(kind, fields, to))
        const record = parsed(sign(signed)) as AnyRecord
        expect(record.fields).toEqual(fields)
        expect(writeText(kind, fields, to)).toBe(signed)
      }),
      { numRuns: 60 },
    )
})

test.each(['vote', 'statement'])(
  'any byte of a %s changed, dropped or doubled gives a refusal or the same record',
  (name) => {
    const { note, id } = valid.records.find(({ kind, suite }) => kind === name && suite === 'ed25519-bytes')!
    const bytes = utf8(note)
    const survives = (changed: Uint8Array): boolean => {
      const result = judgeBytes(changed)
      return typeof result !== 'string' && result.id !== id
    }
    for (let i = 0; i < bytes.length; i++) {
      const variants = [1, 32, 128, (i % 254) + 1].map((mask) => bytes.with(i, bytes[i]! ^ mask))
      variants.push(Uint8Array.of(...bytes.slice(0, i), ...bytes.slice(i + 1)))
      variants.push(Uint8Array.of(...bytes.slice(0, i + 1), ...bytes.slice(i)))
      expect(variants.some(survives), `byte ${i}`).toBe(false)
    }
  },
)

function judgeBytes(bytes: Uint8Array): SignedRecord | string {
  try {
    return judge(text(bytes))
  } catch (error) {
    // Bytes that are not UTF-8 never become a text. Anything else that throws is a fault of the reader.
    if (error instanceof Error && /utf-?8/i.test(error.message)) return 'bad-encoding'
    throw error
  }
}

test('garbage never throws', () => {
  const fragments = fc.constantFrom(
    '\n',
    '\n\n',
    'action: ',
    'vote',
    ' signed record v1\n',
    'account: ',
    '— ',
    ': ',
    '\ud800',
    'é',
    origin,
    to.account,
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(fragments, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
      expect(isRefusal(parseRecord(parts.join('')))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('half a character is refused as bad encoding', () => {
  const signed = written(writeText('statement', kinds.statement.example, to))
  expect(judge(sign(signed).replace('Take', '\ud83d'))).toBe('bad-encoding')
})

test('a kind from the future is kept with its headers and body', () => {
  const signed = written(writeText('statement', kinds.statement.example, to)).replace(
    'action: statement',
    'action: melody',
  )
  const record = parsed(sign(signed))
  expect(record).toMatchObject({
    kind: 'unknown',
    known: false,
    action: 'melody',
    fields: { body: kinds.statement.example.body },
  })
  expect(record.kind === 'unknown' && record.fields.headers.map(([key]) => key)).toEqual(['conversation', 'title'])
})

test('a kind called unknown or like a property of objects is a kind from the future', () => {
  const signed = written(writeText('vote', kinds.vote.example, to))
  for (const name of ['unknown', 'constructor', '__proto__'])
    expect(judge(sign(signed.replace('action: vote', `action: ${name}`)))).toMatchObject({ known: false, action: name })
})

test('a session key revokes its own session and no other record', () => {
  const key = sessionOf()
  const own = { ...to, account: key.address, session: recordId('ab'.repeat(32)) }
  expect(writeText('revoke', { record: own.session }, own)).toContain('action: revoke')
  expect(writeText('revoke', { record: recordId('cd'.repeat(32)) }, own)).toMatchObject({ code: 'session-scope' })
})

test('a record that names a session is bound to the key of that session only', () => {
  const { note } = valid.records.find(({ kind, suite }) => kind === 'vote' && suite === 'ed25519')!
  const record = parsed(note)
  expect(signatureCheckOf(record)).toMatchObject({ code: 'session-unknown' })
  expect(signatureCheckOf(record, accountOf('ed25519-bytes').publicKey)).toMatchObject({ code: 'session-key-mismatch' })
  expect(signatureCheckOf(record, sessionOf().publicKey)).toMatchObject({ suite: 'ed25519' })
})

test('writing says which field is wrong and what was expected', () => {
  const refused = writeText('vote', { ...kinds.vote.example, title: 'x'.repeat(121) }, to)
  expect(refused).toMatchObject({
    code: 'bad-field',
    params: { reason: 'value', header: 'title', kind: 'vote', expected: 'text', min: 1, max: 120 },
  })
  expect(writeText('statement', { ...kinds.statement.example, body: '' }, to)).toMatchObject({ code: 'not-trimmed' })
  expect(fieldsFromText('vote', { choice: 'maybe' })).toMatchObject({
    code: 'bad-field',
    params: { header: 'choice', value: 'maybe', expected: 'choice', options: ['agree', 'disagree', 'pass'] },
  })
  expect(fieldsFromText('vote', { colour: 'red' })).toMatchObject({ code: 'header-unknown' })
  expect(fieldsFromText('conversation', { title: 'A', closes: '', body: '' })).toEqual({ title: 'A' })
})

test('an amount is written in TAO, and the rao that earlier releases wrote are read as they were meant', () => {
  const key = accountOf('sr25519-bytes')
  const text = writeText('introduction', kinds.introduction.example, { ...to, account: key.address })
  if (isRefusal(text)) throw new Error(refusalLine(text))
  expect(text).toContain('\nstake: 50 TAO\nstake-below: 100 TAO\n')
  const signed = (words: string) => judge(formatNote(words, [key.sign(words)]))
  const earlier = text.replace('stake: 50 TAO', 'stake: 50000000000').replace('below: 100 TAO', 'below: 100000000000')
  for (const words of [text, earlier])
    expect(signed(words)).toMatchObject({
      text: words,
      fields: { stake: 50_000_000_000n, stakeBelow: 100_000_000_000n },
    })
  for (const wrong of ['050000000000', '50.0 TAO', '5e1 TAO', '50 tao', '50  TAO', '.5 TAO', '20000000000 TAO'])
    expect(signed(text.replace('stake: 50 TAO', `stake: ${wrong}`))).toBe('bad-field')
})

test('amounts are read as they are written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (rao) => {
      expect(raoOf(taoText(rao))).toBe(rao)
    }),
  )
})

test('what an earlier release let into a body stays readable, and is not written any more', () => {
  const fields = { ...kinds.statement.example, body: 'so\u00ADft, and x\uFE0F' }
  expect(writeText('statement', fields, to)).toMatchObject({ code: 'zero-width', params: { character: 'U+00AD' } })
  const key = accountOf('sr25519-bytes')
  const plain = writeText('statement', { ...fields, body: 'a body' }, { ...to, account: key.address })
  if (isRefusal(plain)) throw new Error(refusalLine(plain))
  const text = plain.replace('a body', fields.body)
  const note = formatNote(text, [key.sign(text)])
  expect(judge(note)).toMatchObject({ fields })
})

test('no two kinds give themselves the same name', () => {
  expect(kindNames).toHaveLength(Object.keys(every).length)
})

test('every invalid vector has a code that is known', () => {
  expect(invalid.filter(({ code }) => !isRefusalCode(code))).toEqual([])
  expect(invalid.length).toBeGreaterThan(80)
})
