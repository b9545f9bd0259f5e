import { expect, test } from 'vitest'
import { concat, unhex, utf8 } from './bytes.ts'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { verifyCosignatures, witness } from './cosignature.ts'
import { ed25519Sign } from './ed25519.ts'
import { Malformed, VerificationError } from './errors.ts'
import { ed25519Signer, parseVkey } from './keys.ts'
import { formatNote, keyId, type NoteSignature, parseNote } from './note.ts'

const signer = ed25519Signer('voice.example.org/log1', new Uint8Array(32).fill(1))
const seed = new Uint8Array(32).fill(2)
const first = witness('witness.example.net/w1', seed)
const second = witness('other.example.net/w2', new Uint8Array(32).fill(3))
const [firstKey, secondKey] = [parseVkey(first.vkey), parseVkey(second.vkey)]
const plain = signCheckpoint({ origin: signer.name, size: 3, root: new Uint8Array(32).fill(4) }, signer)
const time = 1795359610

/** The note with one more line. */
function add(note: string, ...more: NoteSignature[]): string {
  const { text, signatures } = parseNote(note)
  return formatNote(text, [...signatures, ...more])
}

test('a witness signs header, time and the text of the checkpoint, and its line carries the time', () => {
  const { text, signatures } = parseNote(first.cosign(plain, time))
  const message = utf8(`cosignature/v1\ntime ${time}\n${text}`)
  expect(signatures).toHaveLength(2)
  expect(signatures[1]).toEqual({
    name: first.name,
    keyId: keyId(first.name, Uint8Array.of(0x04), firstKey.publicKey),
    bytes: concat(unhex('000000006b03037a'), ed25519Sign(message, seed)),
  })
  expect(first.vkey.slice(0, 'witness.example.net/w1+0abc1f19+BI'.length)).toBe('witness.example.net/w1+0abc1f19+BI')
})

test('cosignatures verify beside the signature of the log', () => {
  const note = second.cosign(first.cosign(plain, time), time + 5)
  expect(openCheckpoint(note, parseVkey(signer.vkey)).size).toBe(3)
  expect(verifyCosignatures(note, [firstKey, secondKey])).toEqual([
    { name: first.name, time },
    { name: second.name, time: time + 5 },
  ])
  expect(verifyCosignatures(note, [secondKey])).toEqual([{ name: second.name, time: time + 5 }])
  expect(verifyCosignatures(plain, [firstKey])).toEqual([])
})

test('lines of unknown types are read over, ML-DSA-44 (0x06) and a name of our own among them', () => {
  const mldsa = keyId(first.name, Uint8Array.of(0x06), new Uint8Array(1312).fill(5))
  const own = keyId(first.name, concat(Uint8Array.of(0xff), utf8('own')), new Uint8Array(32))
  const note = add(
    first.cosign(plain, time),
    { name: first.name, keyId: mldsa, bytes: new Uint8Array(2428).fill(6) },
    { name: first.name, keyId: own, bytes: Uint8Array.of(1) },
  )
  expect(verifyCosignatures(note, [firstKey])).toEqual([{ name: first.name, time }])
  expect(openCheckpoint(note, parseVkey(signer.vkey)).size).toBe(3)
})

test('a witness that signs twice is one witness', () => {
  const note = first.cosign(first.cosign(plain, time), time + 60)
  expect(verifyCosignatures(note, [firstKey])).toEqual([{ name: first.name, time }])
})

test('a known witness whose line does not hold spoils the note', () => {
  const { signatures } = parseNote(first.cosign(plain, time))
  const line = signatures[1]!
  for (let at = 0; at < line.bytes.length; at++) {
    const bytes = line.bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    // A time beyond 2^53 is not even well-formed.
    const expected = at === 0 ? Malformed : VerificationError
    expect(() => verifyCosignatures(add(plain, { ...line, bytes }), [firstKey]), `byte ${at}`).toThrow(expected)
  }
  for (const bytes of [line.bytes.subarray(0, 71), concat(line.bytes, Uint8Array.of(0)), line.bytes.subarray(8)])
    expect(() => verifyCosignatures(add(plain, { ...line, bytes }), [firstKey])).toThrow('72 expected')
})

test('a plain signature of the witness key is no cosignature, and the log key no witness', () => {
  const { text } = parseNote(plain)
  const bytes = concat(unhex('000000006b03037a'), ed25519Sign(utf8(text), seed))
  expect(() => verifyCosignatures(add(plain, { name: first.name, keyId: firstKey.keyId, bytes }), [firstKey])).toThrow(
    'does not hold',
  )
  expect(verifyCosignatures(plain, [parseVkey(signer.vkey)])).toEqual([])
})
