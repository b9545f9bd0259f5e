import { expect, test } from 'vitest'
import { formatNote } from '../../../log/note.ts'
import { verifySignature } from '../../../log/suites.ts'
import { parseRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { signatureCheckOf } from '../../../records/signature-check.ts'
import { english } from '../../../words/en.ts'
import { sentenceOf } from '../../../words/refusal.ts'
import { origin } from '../testing/small-log.ts'
import { newGuest, signAsGuest } from './guest.ts'
import { textToSign } from './signing.ts'

const subtle = globalThis.crypto.subtle

test('a key that cannot be read out, is an account of its own, and whose records verify', async () => {
  const guest = (await newGuest(subtle))!
  await expect(subtle.exportKey('pkcs8', guest.keys.privateKey)).rejects.toThrow()
  const speaker = { origin, account: guest.account }
  const text = textToSign({ kind: 'guest', fields: { may: ['vote'] } }, speaker, Date.UTC(2026, 10, 24))
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  const record = parseRecord(formatNote(text, [await signAsGuest(subtle, guest, text)]))
  const bound = isRefusal(record) ? record : signatureCheckOf(record)
  if (isRefusal(bound)) throw new Error(sentenceOf(english, bound))
  expect(bound.suite).toBe('ed25519-bytes')
  expect(verifySignature(bound.job)).toBe(true)
})

test('a browser without Ed25519 has no guest', async () => {
  expect(await newGuest(undefined)).toBeNull()
})
