import fc from 'fast-check'
import { expect, test } from 'vitest'
import vectors from '../../vectors/log-checkpoints.json' with { type: 'json' }
import { base64, hex, unhex } from './bytes.ts'
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { Malformed } from './errors.ts'
import { ed25519Signer, parseVkey, signNote } from './keys.ts'

const signer = ed25519Signer(vectors.origin, unhex(vectors.seed))
const key = parseVkey(vectors.vkey)
const root = new Uint8Array(32).fill(7)

test('checkpoints are signed to the byte as OpenSSL signs them, and open', () => {
  for (const { size, root, note } of vectors.checkpoints) {
    const checkpoint = { origin: vectors.origin, size, root: unhex(root) }
    expect(signCheckpoint(checkpoint, signer)).toBe(note)
    expect(openCheckpoint(note, key)).toEqual(checkpoint)
  }
})

test('a checkpoint reads back', () => {
  const size = fc.maxSafeNat()
  fc.assert(
    fc.property(size, fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
      const checkpoint = { origin: 'a.example/log', size, root }
      expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
    }),
  )
})

test('extension lines are read over', () => {
  expect(parseCheckpoint(`a\n1\n${base64(root)}\nextension one\nextension two\n`).size).toBe(1)
})

const hash = base64(root)
const wrong: Record<string, string> = {
  empty: '',
  'no origin': `\n1\n${hash}\n`,
  'no root': 'a\n1\n',
  'no final newline': `a\n1\n${hash}`,
  'size with a leading zero': `a\n01\n${hash}\n`,
  'negative size': `a\n-1\n${hash}\n`,
  'hexadecimal size': `a\n0x1\n${hash}\n`,
  'empty size': `a\n\n${hash}\n`,
  'size with a space': `a\n1 \n${hash}\n`,
  'size beyond 2^53': `a\n9007199254740992\n${hash}\n`,
  'short root': `a\n1\n${base64(root.subarray(1))}\n`,
  'root in hexadecimal': `a\n1\n${hex(root)}\n`,
  'unpadded root': `a\n1\n${hash.slice(0, -1)}\n`,
  'empty extension line': `a\n1\n${hash}\n\nmore\n`,
}

test.each(Object.entries(wrong))('refused: %s', (_, text) => {
  expect(() => parseCheckpoint(text)).toThrow(Malformed)
})

test('the log itself must have signed, under its own origin', () => {
  const other = ed25519Signer('other.example/log', new Uint8Array(32).fill(9))
  expect(() => openCheckpoint(signCheckpoint({ origin: vectors.origin, size: 1, root }, other), key)).toThrow(
    'no signature of a known key',
  )
  const foreign = signNote(formatCheckpoint({ origin: 'other.example/log', size: 1, root }), signer)
  expect(() => openCheckpoint(foreign, key)).toThrow('not of voice.example.org/log1')
})
