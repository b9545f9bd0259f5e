import { ed25519, ristretto255 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, equalBytes, hex, unhex, utf8 } from './bytes.ts'
import { deniedKey } from './denied.ts'
import { accountKey } from './sign.ts'
import {
  refusedKey,
  type Scheme,
  type SignatureCheck,
  signatureCheck,
  verifySignature,
  walletSuites,
} from './suites.ts'

const { Point } = ed25519
const order = Point.Fn.ORDER
const p = 2n ** 255n - 19n
const fromBytes = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes.toReversed())}`)
const toBytes = (n: bigint): Uint8Array => unhex(n.toString(16).padStart(64, '0')).reverse()
const zero = new Uint8Array(32)

const eighth = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
const torsion = Array.from({ length: 8 }, (_, i) => (i === 0 ? Point.ZERO : eighth.multiplyUnsafe(BigInt(i))))
const sign = 1n << 255n

/** Every 32 bytes that decode, loosely, to a point whose order divides 8: y or y + p, either sign bit. */
const spellings = torsion.flatMap((point) => {
  const y = fromBytes(point.toBytes()) & (sign - 1n)
  return [y, y + p]
    .filter((value) => value < sign)
    .flatMap((value) => [value, value | sign])
    .map((value) => ({ point, bytes: toBytes(value) }))
})

/** The point that a decoder without checks makes of the bytes. */
const loose = (bytes: Uint8Array): typeof Point.BASE => Point.fromBytes(bytes, true)

/** A signature without a secret: guess the challenge modulo 8, and try nonces until the guess is right. */
function forge(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  const key = loose(publicKey)
  for (let s = 1n; s < 400n; s++) {
    for (let guess = 0n; guess < 8n; guess++) {
      const R = Point.BASE.multiply(s).subtract(key.multiplyUnsafe(guess)).toBytes()
      const k = fromBytes(sha512(concat(R, publicKey, message))) % order
      if (key.multiplyUnsafe(k % 8n).equals(key.multiplyUnsafe(guess))) return concat(R, toBytes(s))
    }
  }
  throw new Error('no forgery found')
}

/** Ed25519 as many verifiers have it: ZIP 215, which takes every spelling of every point. */
function lenient(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return ed25519.verify(signature, message, publicKey, { zip215: true })
}

/** Job with a signature of the right length and marker for a scheme that cannot be forged so. */
const jobOf = (scheme: Scheme, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): SignatureCheck => ({
  scheme,
  publicKey,
  message,
  signature: scheme === 'ecdsa' ? concat(signature, Uint8Array.of(0)) : signature,
})

test('there are eight points of small order, in fourteen spellings that a loose decoder takes', () => {
  expect(new Set(torsion.map((point) => hex(point.toBytes()))).size).toBe(8)
  expect(new Set(spellings.map(({ bytes }) => hex(bytes))).size).toBe(14)
})

test('a forgery for every spelling of every point of small order: a lenient verifier takes it, we refuse it under every scheme', () => {
  const message = utf8('<Bytes>pay everything to the forger\n</Bytes>')
  for (const { bytes } of spellings) {
    const signature = forge(bytes, message)
    expect(lenient(signature, message, bytes), hex(bytes)).toBe(true)
    for (const scheme of ['ed25519', 'sr25519', 'ecdsa'] as const) {
      const marked = signature.map((byte, i) => (scheme === 'sr25519' && i === 63 ? byte | 0x80 : byte))
      const job = jobOf(scheme, bytes, message, marked)
      expect(refusedKey(job), `${scheme} ${hex(bytes)}`).toMatch(/small order|all-zero/)
      expect(verifySignature(job)).toBe(false)
    }
  }
})

test('the all-zero account: the signature 00..00,80 fits every message under sr25519, and is refused', () => {
  const signature = new Uint8Array(64)
  signature[63] = 0x80
  // Schnorrkel accepts when s B - k A = R, whatever the challenge k: here A and R are the neutral element and s is 0.
  const A = ristretto255.Point.fromBytes(zero)
  const R = ristretto255.Point.fromBytes(signature.subarray(0, 32))
  for (const k of [1n, 2n, 12345678901234567890n, order - 1n])
    expect(ristretto255.Point.ZERO.subtract(A.multiplyUnsafe(k)).equals(R)).toBe(true)
  for (const suite of walletSuites) {
    const bytes = suite === 'ecdsa-bytes' ? concat(signature, Uint8Array.of(0)) : signature
    const job = signatureCheck(suite, zero, 'any text\n', bytes)
    expect(refusedKey(job), suite).toMatch(/all-zero|marker/)
    expect(verifySignature(job)).toBe(false)
  }
  expect(deniedKey(zero)).toBe('nobody holds the all-zero account')
})

test('every encoding with y of p or more is refused, with either sign', () => {
  for (let y = p; y < sign; y++)
    for (const value of [y, y | sign]) expect(deniedKey(toBytes(value)), value.toString(16)).not.toBeNull()
  expect(deniedKey(toBytes(p - 2n))).toBeNull()
})

test('a point that has a second spelling: its key cannot come back under another name', () => {
  const twice = Array.from({ length: 19 }, (_, i) => p + BigInt(i))
    .map((y) => toBytes(y))
    .filter((bytes) => decodes(bytes))
  expect(twice.length).toBeGreaterThan(2)
  for (const bytes of twice) {
    const canonical = loose(bytes).toBytes()
    expect(equalBytes(canonical, bytes)).toBe(false)
    expect(verifySignature(jobOf('ed25519', bytes, utf8('x'), new Uint8Array(64)))).toBe(false)
    expect(deniedKey(bytes)).not.toBeNull()
  }
})

function decodes(bytes: Uint8Array): boolean {
  try {
    return loose(bytes) !== null
  } catch {
    return false
  }
}

test('honest keys of every suite are not denied', () => {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => bytes.some((byte) => byte > 0))
  fc.assert(
    fc.property(seed, (seed) => {
      for (const suite of ['sr25519-raw', 'ed25519-bytes', 'ecdsa-bytes'] as const)
        expect(deniedKey(accountKey(suite, seed).publicKey)).toBeNull()
    }),
    { numRuns: 10 },
  )
})
