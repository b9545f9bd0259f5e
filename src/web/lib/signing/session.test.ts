import { expect, test } from 'vitest'
import { hex, unhex } from '../../../log/bytes.ts'
import { formatNote } from '../../../log/note.ts'
import { verifySignature } from '../../../log/suites.ts'
import { longestSession } from '../../../records/ledger/session.ts'
import { parseRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { signatureCheckOf } from '../../../records/signature-check.ts'
import { english } from '../../../words/en.ts'
import { sentenceOf } from '../../../words/refusal.ts'
import { alice, idOf, noteOf, origin } from '../testing/small-log.ts'
import { isUsable, newSessionKey, sessionEnd, signWithSession } from './session.ts'
import { textToSign } from './signing.ts'

const subtle = globalThis.crypto.subtle

test('a key pair whose private half cannot be read out, and whose votes verify', async () => {
  const key = (await newSessionKey(subtle))!
  await expect(subtle.exportKey('pkcs8', key.keys.privateKey)).rejects.toThrow()
  const session = idOf(
    noteOf(alice, 'session', { sessionKey: key.publicKey, may: ['vote'], notAfter: Date.UTC(2026, 11, 1) }),
  )
  const draft = { kind: 'vote', fields: { choice: 'pass', about: session, title: 'T' } } as const
  const text = textToSign(draft, { origin, account: alice.address, session }, Date.UTC(2026, 10, 24))
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  const record = parseRecord(formatNote(text, [await signWithSession(subtle, key, alice.address, text)]))
  const bound = isRefusal(record) ? record : signatureCheckOf(record, unhex(key.publicKey))
  if (isRefusal(bound)) throw new Error(sentenceOf(english, bound))
  expect(bound.suite).toBe('ed25519')
  expect(verifySignature(bound.job)).toBe(true)
  expect(hex(bound.job.publicKey)).toBe(key.publicKey)
})

test('a browser without Ed25519 gives no key, other faults are not swallowed', async () => {
  const failing = (error: unknown) => ({ generateKey: () => Promise.reject(error) }) as unknown as SubtleCrypto
  expect(await newSessionKey(undefined)).toBeNull()
  expect(await newSessionKey(failing(new DOMException('Unrecognized name.', 'NotSupportedError')))).toBeNull()
  await expect(newSessionKey(failing(new RangeError('broken')))).rejects.toThrow('broken')
})

test('a session ends in whole seconds within what records allow, and is not used in its last minute', () => {
  const now = Date.UTC(2026, 10, 23) + 123
  const end = sessionEnd(now)
  expect(end % 1000).toBe(0)
  expect(end - now).toBeLessThan(longestSession)
  const session = { id: 'x', keys: {} as CryptoKeyPair, publicKey: '', notAfter: end }
  expect(isUsable(session, end - 60_001)).toBe(true)
  expect(isUsable(session, end - 60_000)).toBe(false)
  expect(isUsable(undefined, now)).toBe(false)
})
