import { createPublicKey, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, hex, unhex, utf8 } from './bytes.ts'
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts'

const { Point } = ed25519
const order = Point.Fn.ORDER

/** A point of order 8 and its multiples: the torsion subgroup. */
const eighth = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
const torsion = Array.from({ length: 8 }, (_, i) => (i === 0 ? Point.ZERO : eighth.multiplyUnsafe(BigInt(i))))

const fromBytes = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes.toReversed())}`)
const toBytes = (n: bigint): Uint8Array => unhex(n.toString(16).padStart(64, '0')).reverse()
const mod = (n: bigint): bigint => ((n % order) + order) % order
const challenge = (r: Uint8Array, a: Uint8Array, message: Uint8Array): bigint =>
  mod(fromBytes(sha512(concat(r, a, message))))

/** What OpenSSL says of the same bytes. */
function openssl(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url')
  return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature)
}

/** Both verdicts, which must be one. */
function verdict(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const ours = ed25519Verify(signature, message, publicKey)
  expect(ours).toBe(openssl(signature, message, publicKey))
  return ours
}

/** A signature with secret scalar a and nonce r, where the key and R are moved by points of the torsion subgroup. */
function craft(a: bigint, r: bigint, message: Uint8Array, keyShift: number, nonceShift: number) {
  const publicKey = Point.BASE.multiply(a).add(torsion[keyShift]!).toBytes()
  const R = Point.BASE.multiply(r).add(torsion[nonceShift]!).toBytes()
  const s = mod(r + challenge(R, publicKey, message) * a)
  return { publicKey, signature: concat(R, toBytes(s)) }
}

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const scalar = fc.bigInt({ min: 1n, max: order - 1n })

test('RFC 8032, 7.1, test 2', () => {
  const seed = unhex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  const key = unhex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = unhex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  expect(ed25519PublicKey(seed)).toEqual(key)
  expect(ed25519Sign(Uint8Array.of(0x72), seed)).toEqual(signature)
  expect(verdict(signature, Uint8Array.of(0x72), key)).toBe(true)
})

test('honest signatures hold, changed ones do not, and OpenSSL agrees', () => {
  fc.assert(
    fc.property(seed, fc.uint8Array(), fc.nat({ max: 511 }), fc.nat({ max: 255 }), (seed, message, at, keyBit) => {
      const [key, signature] = [ed25519PublicKey(seed), ed25519Sign(message, seed)]
      const flip = (bytes: Uint8Array, bit: number) =>
        bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect(verdict(signature, message, key)).toBe(true)
      expect(verdict(flip(signature, at), message, key)).toBe(false)
      expect(verdict(signature, concat(message, Uint8Array.of(0)), key)).toBe(false)
      expect(verdict(signature, message, flip(key, keyBit))).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('a key of mixed order: the verdict falls with the challenge, as in OpenSSL', () => {
  const verdicts = new Set<boolean>()
  fc.assert(
    fc.property(scalar, scalar, fc.uint8Array(), fc.integer({ min: 1, max: 7 }), (a, r, message, shift) => {
      const { publicKey, signature } = craft(a, r, message, shift, 0)
      verdicts.add(verdict(signature, message, publicKey))
    }),
    { numRuns: 100, seed: 1 },
  )
  expect(verdicts).toEqual(new Set([true, false]))
})

test('R moved by a torsion point: a cofactored verifier takes it, OpenSSL and this one do not', () => {
  fc.assert(
    fc.property(scalar, scalar, fc.uint8Array(), fc.integer({ min: 1, max: 7 }), (a, r, message, shift) => {
      const { publicKey, signature } = craft(a, r, message, 0, shift)
      expect(verdict(signature, message, publicKey)).toBe(false)
      expect(ed25519.verify(signature, message, publicKey, { zip215: true })).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('both moved: they can meet, and then both verifiers say yes', () => {
  const verdicts = new Set<boolean>()
  fc.assert(
    fc.property(scalar, scalar, fc.uint8Array(), fc.integer({ min: 1, max: 7 }), (a, r, message, shift) => {
      const { publicKey, signature } = craft(a, r, message, shift, 8 - shift)
      verdicts.add(verdict(signature, message, publicKey))
    }),
    { numRuns: 100, seed: 2 },
  )
  expect(verdicts).toEqual(new Set([true, false]))
})

test('S is below the group order, so nobody can respell a signature', () => {
  const seed = new Uint8Array(32).fill(5)
  const [key, message] = [ed25519PublicKey(seed), utf8('once')]
  const signature = ed25519Sign(message, seed)
  const s = fromBytes(signature.subarray(32))
  for (let k = 1n; s + k * order < 2n ** 256n; k++)
    expect(verdict(concat(signature.subarray(0, 32), toBytes(s + k * order)), message, key)).toBe(false)
})

test('R = neutral element and S = 0 hold for no honest key, and R in another spelling holds nowhere', () => {
  const key = ed25519PublicKey(new Uint8Array(32).fill(6))
  const neutral = Point.ZERO.toBytes()
  expect(verdict(concat(neutral, new Uint8Array(32)), utf8('x'), key)).toBe(false)
  const respelled = unhex(`ee${'ff'.repeat(30)}7f`) // p + 1: the neutral element again
  expect(verdict(concat(respelled, new Uint8Array(32)), utf8('x'), key)).toBe(false)
})

test('bytes that are no point are no key', () => {
  const signature = ed25519Sign(utf8('x'), new Uint8Array(32).fill(7))
  expect(ed25519Verify(signature, utf8('x'), unhex(`02${'00'.repeat(31)}`))).toBe(false)
})
