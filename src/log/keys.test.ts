import { expect, test } from 'vitest'
import vectors from '../../vectors/log-checkpoints.json' with { type: 'json' }
import { base64, concat, hex, unbase64, unhex, utf8 } from './bytes.ts'
import { isBadBytes, Malformed, VerificationError } from './errors.ts'
import { ed25519Signer, formatVkey, keyType, openNote, parseVkey, signNote, verifierKey } from './keys.ts'
import { formatNote, keyId, parseNote } from './note.ts'

const alice = ed25519Signer('alice.example/log', new Uint8Array(32).fill(1))
const bob = ed25519Signer('bob.example/log', new Uint8Array(32).fill(2))
const [aliceKey, bobKey] = [parseVkey(alice.vkey), parseVkey(bob.vkey)]
const text = 'a text\nof two lines\n'

test('verifier keys read back', () => {
  for (const text of [alice.vkey, bob.vkey, vectors.vkey]) expect(formatVkey(parseVkey(text))).toBe(text)
  expect(parseVkey(vectors.vkey)).toMatchObject({ name: vectors.origin, type: keyType.ed25519 })
  expect(ed25519Signer(vectors.origin, unhex(vectors.seed)).vkey).toBe(vectors.vkey)
})

const id = (type: number, key: Uint8Array): string => hex(keyId('a', Uint8Array.of(type), key))
const vkeyOf = (type: number, key: Uint8Array): string =>
  `a+${id(type, key)}+${base64(concat(Uint8Array.of(type), key))}`

const wrongKeys: Record<string, string> = {
  empty: '',
  'a name alone': 'a',
  'no key': 'a+01020304',
  'an empty key': 'a+01020304+',
  'no name': alice.vkey.slice(alice.name.length),
  'a space in the name': alice.vkey.replace('.example', ' example'),
  'a wrong hash': alice.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
  'a short hash': alice.vkey.replace(/\+[0-9a-f]{8}\+/, '+0000000+'),
  'an upper-case hash': alice.vkey.replace(/\+[0-9a-f]{8}\+/, (hash) => hash.toUpperCase()),
  'another name': alice.vkey.replace('alice', 'alicf'),
  'bad base64': alice.vkey.slice(0, -1),
  'an unknown type': vkeyOf(0x02, aliceKey.publicKey),
  'ML-DSA': vkeyOf(0x06, new Uint8Array(1312).fill(7)),
  'a short key': vkeyOf(0x01, aliceKey.publicKey.subarray(1)),
  'a long key': vkeyOf(0x01, concat(aliceKey.publicKey, Uint8Array.of(0))),
  'the all-zero key': vkeyOf(0x01, new Uint8Array(32)),
  'the neutral element': vkeyOf(0x04, Uint8Array.of(1, ...new Uint8Array(31))),
}

test.each(Object.entries(wrongKeys))('refused key: %s', (_, wrong) => {
  expect(() => parseVkey(wrong)).toThrow(Malformed)
})

test('a key cannot be made of what could not be read', () => {
  expect(() => verifierKey('a b', keyType.ed25519, aliceKey.publicKey)).toThrow(Malformed)
  expect(() => verifierKey('', keyType.ed25519, aliceKey.publicKey)).toThrow(Malformed)
  expect(() => verifierKey('a', keyType.ed25519, new Uint8Array(32))).toThrow('all-zero')
})

test('the example of C2SP signed-note', () => {
  const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  const line =
    '\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
  expect(formatVkey(parseVkey(key))).toBe(key)
  expect(openNote(`This is an example message.\n\n${line}\n`, [parseVkey(key)]).text).toBe(
    'This is an example message.\n',
  )
})

test('the example of golang.org/x/mod/sumdb/note, signed to the byte', () => {
  const seed = unbase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').subarray(1)
  const signer = ed25519Signer('PeterNeumann', seed)
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const line =
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='
  expect(signer.vkey).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  expect(signNote(text, signer)).toBe(`${text}\n${line}\n`)
})

test('a note opens with the keys that are known; others are read over', () => {
  const both = signNote(text, alice, bob)
  expect(openNote(both, [aliceKey, bobKey]).verified.map(({ name }) => name)).toEqual([alice.name, bob.name])
  expect(openNote(both, [bobKey])).toMatchObject({ text, verified: [{ name: bob.name }] })
  expect(() => openNote(both, [])).toThrow(VerificationError)
  expect(() => openNote(both, [])).toThrow('no signature of a known key')
  expect(() => openNote(signNote(text, alice), [bobKey])).toThrow('no signature of a known key')
})

test('a key that signs twice counts once, and only its first line is looked at', () => {
  const good = alice.sign(text)
  const bad = { ...good, bytes: new Uint8Array(64) }
  expect(openNote(formatNote(text, [good, good]), [aliceKey]).verified).toHaveLength(1)
  expect(openNote(formatNote(text, [good, bad]), [aliceKey]).verified).toHaveLength(1)
  expect(() => openNote(formatNote(text, [bad, good]), [aliceKey])).toThrow(VerificationError)
  expect(() => openNote(formatNote(text, [bad, good]), [aliceKey])).toThrow('does not hold')
})

test('a known key with a bad signature spoils the note, whoever else has signed', () => {
  const [good, other] = [alice.sign(text), bob.sign(text)]
  const bad = { ...other, bytes: other.bytes.map((byte, i) => (i === 10 ? byte ^ 1 : byte)) }
  expect(() => openNote(formatNote(text, [good, bad]), [aliceKey, bobKey])).toThrow('bob.example/log does not hold')
  expect(openNote(formatNote(text, [good, bad]), [aliceKey]).verified).toHaveLength(1)
  for (const length of [1, 63, 65]) {
    const cut = { ...good, bytes: new Uint8Array(length) }
    expect(() => openNote(formatNote(text, [cut]), [aliceKey])).toThrow('does not hold')
  }
})

test('a signature under another name or hash is of nobody known', () => {
  const renamed = { ...alice.sign(text), name: 'alicf.example/log' }
  const rehashed = { ...alice.sign(text), keyId: Uint8Array.of(0, 0, 0, 0) }
  expect(() => openNote(formatNote(text, [renamed]), [aliceKey])).toThrow('no signature of a known key')
  expect(() => openNote(formatNote(text, [rehashed]), [aliceKey])).toThrow('no signature of a known key')
})

test('two known keys that cannot be told apart are a mistake', () => {
  expect(() => openNote(signNote(text, alice), [aliceKey, { ...bobKey, ...pick(aliceKey) }])).toThrow('two keys share')
})

const pick = ({ name, keyId }: typeof aliceKey): Pick<typeof aliceKey, 'name' | 'keyId'> => ({ name, keyId })

test('a witness key does not open a plain signature', () => {
  const cosigner = verifierKey(alice.name, keyType.cosignature, aliceKey.publicKey)
  const forged = { ...alice.sign(text), keyId: cosigner.keyId }
  expect(() => openNote(formatNote(text, [forged]), [cosigner])).toThrow('no signature of a known key')
})

test('no byte of a note can change without its being refused', () => {
  const note = utf8(signNote(text, alice))
  const before = parseNote(note)
  note.forEach((byte, at) => {
    for (const other of [byte ^ 0x01, byte ^ 0x20, byte ^ 0x80, 0x0a, 0x20]) {
      if (other === byte) continue
      const changed = note.slice()
      changed[at] = other
      expect(isBadBytes(thrown(() => openNote(changed, [aliceKey]))), `byte ${at} is ${other}`).toBe(true)
    }
    const cut = Uint8Array.of(...note.subarray(0, at), ...note.subarray(at + 1))
    const opened = attempt(() => openNote(cut, [aliceKey]).text)
    expect(opened === null || opened === before.text).toBe(true)
  })
})

function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return null
}

function attempt(run: () => string): string | null {
  try {
    return run()
  } catch (error) {
    if (isBadBytes(error)) return null
    throw error
  }
}
