import { expect, test } from 'vitest'
import { hex } from '../../../log/bytes.ts'
import { parseNote } from '../../../log/note.ts'
import { remarkPlace } from '../../../log/remark.ts'
import { accountKey } from '../../../log/sign.ts'
import type { Suite } from '../../../log/suites.ts'
import { parseRecord } from '../../../records/record.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { kindNames, kindOf } from '../../../records/registry.ts'
import { signatureCheckOf } from '../../../records/signature-check.ts'
import { english } from '../../../words/en.ts'
import { sentenceOf } from '../../../words/refusal.ts'
import { origin } from '../testing/small-log.ts'
import { becomesPublic, type Draft, raoIn, remarkedNote, signedNote, textToSign } from './signing.ts'

const now = Date.UTC(2026, 10, 23, 12, 0, 0, 789)
const draft: Draft<'conversation'> = {
  kind: 'conversation',
  fields: { title: 'A question', add: 'anyone', totals: 'always' },
}

function written(suite: Exclude<Suite, 'ed25519'>) {
  const key = accountKey(suite, new Uint8Array(32).fill(5))
  const text = textToSign(draft, { origin, account: key.address }, now)
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return { key, text, bytes: key.sign(text).bytes }
}

test('a text has the present second and a nonce of its own', () => {
  const [one, two] = [written('sr25519-bytes').text, written('sr25519-bytes').text]
  expect(one).toContain('\ntime: 2026-11-23T12:00:00Z\n')
  expect(one).not.toBe(two)
})

test('fields that no record can have are refused with what to change', () => {
  const key = accountKey('sr25519-bytes', new Uint8Array(32).fill(5))
  const wrong = { ...draft, fields: { ...draft.fields, title: 'x'.repeat(121) } }
  expect(textToSign(wrong, { origin, account: key.address }, now)).toMatchObject({ code: 'bad-field' })
})

test.each(['sr25519-bytes', 'sr25519-raw', 'ed25519-bytes', 'ecdsa-bytes'] as const)(
  'a signature becomes a note, whatever road it came by: %s',
  (suite) => {
    const { key, text, bytes } = written(suite)
    const note = signedNote(key.address, text, `Signature: 0x${hex(bytes)}\n`)
    if (isRefusal(note)) throw new Error(sentenceOf(english, note))
    const record = parseRecord(note)
    expect(record).toMatchObject({ text, account: key.address })
    expect(isRefusal(record) ? null : signatureCheckOf(record)).toMatchObject({ suite })
  },
)

test('a wallet that signed something else is found out before anything is sent', () => {
  const { key, text, bytes } = written('sr25519-bytes')
  expect(signedNote(key.address, text.replace('question', 'answer'), hex(bytes))).toMatchObject({
    code: 'bad-signature',
    params: { reason: 'of-wallet' },
  })
  expect(signedNote(key.address, text, '0xabc')).toMatchObject({ params: { reason: 'not-hex' } })
})

test('amounts of a text are said in rao beside it', () => {
  const fields = { ...kindOf('introduction').example, stake: 1_050_500_000_000n, stakeBelow: undefined }
  expect(raoIn({ kind: 'introduction', fields } as Draft)).toEqual([
    { label: 'Stake', tao: '1050.5 TAO', rao: '1,050,500,000,000' },
  ])
  expect(raoIn(draft as Draft)).toEqual([])
})

test('of every kind it is said what becomes public', () => {
  for (const kind of kindNames)
    expect(becomesPublic(kind)).toMatch(/^Everybody can read, and copy for good: (that|the|how|who|what|where|which) /)
})

test('a remark is named by the hash of its block and its number there', () => {
  const { address } = accountKey('ed25519-bytes', new Uint8Array(32).fill(3))
  const hash = `0x${'AB'.repeat(32)}`
  const place = (note: string | Refusal) => {
    const record = isRefusal(note) ? note : parseNote(note).signatures[0]!
    return isRefusal(record) ? record.code : remarkPlace(address, record)
  }
  const at = { hash: 'ab'.repeat(32), extrinsic: 12 }
  expect(place(remarkedNote(address, 'text\n', hash, '12'))).toEqual(at)
  expect(place(remarkedNote(address, 'text\n', at.hash, '8434800-0012'))).toEqual(at)
  for (const [block, number] of [
    ['ab', '12'],
    [hash, ''],
    [hash, '123456'],
    [hash, 'x'],
  ])
    expect(place(remarkedNote(address, 'text\n', block!, number!))).toBe('remark-unseen')
})
