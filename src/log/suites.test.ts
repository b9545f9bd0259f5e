import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, hex, unhex, utf8 } from './bytes.ts'
import { formatNote, parseNote } from './note.ts'
import { type AccountKey, accountKey, sessionKey } from './sign.ts'
import { publicKeyOf } from './ss58.ts'
import {
  blake2b256,
  refusedKey,
  type Suite,
  signatureCheck,
  signedMessage,
  suiteFor,
  suiteKeyId,
  suiteType,
  verifySignature,
  walletSuites,
} from './suites.ts'

const seed = new Uint8Array(32).fill(0x42)
const text = 'voice.example.org/log1 signed record v1\naction: vote\n'
const all: Suite[] = [...walletSuites, 'ed25519']
const keys: AccountKey[] = walletSuites.map((suite) => accountKey(suite as Exclude<Suite, 'ed25519'>, seed))
const session = sessionKey(seed, keys[0]!.address)

const holds = (suite: Suite, key: AccountKey, said: string, signature: Uint8Array): boolean =>
  verifySignature(signatureCheck(suite, key.publicKey, said, signature))

test('type bytes and key ids of the suites', () => {
  expect(suiteType('ed25519')).toEqual(Uint8Array.of(1))
  for (const suite of walletSuites) expect(suiteType(suite)).toEqual(concat(Uint8Array.of(0xff), utf8(suite)))
  const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
  const key = unhex('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d')
  expect(hex(suiteKeyId('sr25519-bytes', alice, key))).toBe('79113d34')
  expect(suiteFor(alice, unhex('79113d34'), key, all)).toBe('sr25519-bytes')
  expect(suiteFor(alice, unhex('79113d34'), key, ['sr25519-raw', 'ed25519'])).toBeNull()
  expect(suiteFor(alice, unhex('00000000'), key, all)).toBeNull()
})

test('what is signed: the wallet wraps, btcli and session keys do not', () => {
  for (const suite of all) {
    const expected = suite.endsWith('-bytes') ? `<Bytes>${text}</Bytes>` : text
    expect(signedMessage(suite, text)).toEqual(utf8(expected))
  }
})

test('a text that is wrapped already is wrapped again: one text, one message', () => {
  expect(signedMessage('sr25519-bytes', '<Bytes>a</Bytes>')).toEqual(utf8('<Bytes><Bytes>a</Bytes></Bytes>'))
})

test.each([...keys, session].map((key) => [key.suite, key] as const))(
  '%s: signs, verifies, reads back',
  (suite, key) => {
    const note = formatNote(text, [key.sign(text)])
    const [signature] = parseNote(note).signatures
    expect(suiteFor(signature!.name, signature!.keyId, key.publicKey, all)).toBe(suite)
    expect(signature!.name).toBe(key.address)
    expect(holds(suite, key, text, signature!.bytes)).toBe(true)
    expect(holds(suite, key, `${text}\n`, signature!.bytes)).toBe(false)
    if (suite !== 'ed25519') expect(publicKeyOf(key.address)).toEqual(key.publicKey)
  },
)

test('no signature of one suite passes for another', () => {
  for (const key of [...keys, session]) {
    const { bytes, keyId, name } = key.sign(text)
    for (const suite of all.filter((each) => each !== key.suite)) {
      expect(holds(suite, key, text, bytes), `${key.suite} as ${suite}`).toBe(false)
      expect(suiteKeyId(suite, name, key.publicKey)).not.toEqual(keyId)
    }
  }
})

test('raw presented as wrapped and wrapped as raw, with the wrapping in the text', () => {
  const [wrapped, raw] = [keys[0]!, keys[1]!]
  expect(wrapped.publicKey).toEqual(raw.publicKey)
  const wrappedText = `<Bytes>${text}</Bytes>`
  expect(holds('sr25519-raw', raw, wrappedText, wrapped.sign(text).bytes)).toBe(true) // another text, not this one
  expect(holds('sr25519-raw', raw, text, wrapped.sign(text).bytes)).toBe(false)
  expect(holds('sr25519-bytes', wrapped, text, raw.sign(wrappedText).bytes)).toBe(true) // these are the same bytes
  expect(holds('sr25519-bytes', wrapped, text, raw.sign(text).bytes)).toBe(false)
  expect(holds('sr25519-bytes', wrapped, wrappedText, wrapped.sign(text).bytes)).toBe(false)
})

test('any changed bit of a signature or key is refused', () => {
  const changes = fc.tuple(fc.constantFrom(...keys, session), fc.nat({ max: 511 }), fc.nat({ max: 255 }))
  const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
    bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
  fc.assert(
    fc.property(changes, ([key, at, keyBit]) => {
      const { bytes } = key.sign(text)
      expect(holds(key.suite, key, text, flip(bytes, at))).toBe(false)
      expect(verifySignature(signatureCheck(key.suite, flip(key.publicKey, keyBit), text, bytes))).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('lengths and the marker bit are looked at before any scheme', () => {
  for (const key of keys) {
    const { bytes } = key.sign(text)
    const job = signatureCheck(key.suite, key.publicKey, text, bytes)
    expect(refusedKey(job)).toBeNull()
    expect(refusedKey({ ...job, publicKey: key.publicKey.subarray(1) })).toMatch('32 expected')
    for (const wrong of [bytes.subarray(1), concat(bytes, Uint8Array.of(0)), new Uint8Array(0)]) {
      expect(refusedKey({ ...job, signature: wrong })).toMatch('expected')
      expect(verifySignature({ ...job, signature: wrong })).toBe(false)
    }
  }
  const job = signatureCheck('sr25519-raw', keys[1]!.publicKey, text, new Uint8Array(64).fill(0x7f))
  expect(refusedKey(job)).toMatch('marker bit')
})

test('an sr25519 key that is no ristretto point is refused, and nothing throws', () => {
  const signature = keys[1]!.sign(text).bytes
  const odd = Uint8Array.of(1, ...keys[1]!.publicKey.subarray(1))
  const high = keys[1]!.publicKey.map((byte, i) => (i === 31 ? byte | 0x80 : byte))
  for (const publicKey of [odd, high, new Uint8Array(32).fill(0xaa)])
    expect(verifySignature(signatureCheck('sr25519-raw', publicKey, text, signature))).toBe(false)
})

test('ecdsa: 65 bytes over blake2b-256, low s only, the account is the hash of the key', () => {
  const key = keys[3]!
  const { bytes } = key.sign(text)
  expect(bytes.length).toBe(65)
  expect(key.publicKey).toEqual(blake2b256(secp256k1.getPublicKey(seed, true)))
  const s = BigInt(`0x${hex(bytes.subarray(32, 64))}`)
  const high = unhex((secp256k1.Point.Fn.ORDER - s).toString(16).padStart(64, '0'))
  expect(holds('ecdsa-bytes', key, text, concat(bytes.subarray(0, 32), high, Uint8Array.of(bytes[64]! ^ 1)))).toBe(
    false,
  )
  const withId = (id: number): Uint8Array => concat(bytes.subarray(0, 64), Uint8Array.of(id))
  expect(holds('ecdsa-bytes', key, text, withId(bytes[64]! + 27))).toBe(true)
  for (const id of [bytes[64]! ^ 1, 2, 3, 4, 26, 31, 255])
    expect(holds('ecdsa-bytes', key, text, withId(id))).toBe(false)
  for (const at of [0, 32]) {
    const zeroed = bytes.map((byte, i) => (i >= at && i < at + 32 ? 0 : byte))
    expect(holds('ecdsa-bytes', key, text, zeroed)).toBe(false)
  }
})

test('random bytes are never a signature, and never an exception', () => {
  const job = fc.record({
    scheme: fc.constantFrom('sr25519' as const, 'ed25519' as const, 'ecdsa' as const),
    publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    message: fc.uint8Array(),
    signature: fc.uint8Array({ minLength: 64, maxLength: 65 }),
  })
  fc.assert(
    fc.property(job, (each) => !verifySignature(each)),
    { numRuns: 200 },
  )
})
