import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, hex, unhex, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'
import { address, addressOf, publicKeyOf } from './ss58.ts'

const alice = unhex('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d')
const key = fc.uint8Array({ minLength: 32, maxLength: 32 })

/** SS58 by the registry's text: one-byte prefixes below 64, two bytes up to 16383. */
function spell(prefix: number, publicKey: Uint8Array): string {
  const head =
    prefix < 64
      ? Uint8Array.of(prefix)
      : Uint8Array.of(((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 0x03) << 6))
  const payload = concat(head, publicKey)
  return base58.encode(concat(payload, blake2b(concat(utf8('SS58PRE'), payload), { dkLen: 64 }).subarray(0, 2)))
}

test('the development account of Substrate in the spellings of three networks', () => {
  const spellings = [
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', // 42, Substrate and Bittensor
    '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5', // 0, Polkadot
    'HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F', // 2, Kusama
  ]
  expect(spellings.map((text) => hex(publicKeyOf(address(text))))).toEqual(spellings.map(() => hex(alice)))
  expect(addressOf(alice)).toBe(spellings[0])
})

test('any prefix is read, prefix 42 is written, the key stays', () => {
  fc.assert(
    fc.property(key, fc.nat({ max: 16383 }), (publicKey, prefix) => {
      const text = address(spell(prefix, publicKey))
      expect(text).toBe(spell(42, publicKey))
      expect(publicKeyOf(text)).toEqual(publicKey)
    }),
  )
})

test('one wrong character is found by the checksum', () => {
  const text = addressOf(alice)
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  for (let at = 0; at < text.length; at++) {
    const other = alphabet[(alphabet.indexOf(text[at]!) + 1) % alphabet.length]
    expect(() => address(`${text.slice(0, at)}${other}${text.slice(at + 1)}`)).toThrow(Malformed)
  }
})

test('addresses of other lengths, alphabets and shapes are refused', () => {
  const short = Uint8Array.of(42, ...new Uint8Array(20))
  const wrong = ['', '0', 'l', `${addressOf(alice)} `, '1'.repeat(47), '1'.repeat(1000), base58.encode(short)]
  for (const each of wrong) expect(() => address(each), each).toThrow(Malformed)
  expect(() => address(spell(42, alice.subarray(1)))).toThrow('32-byte account')
  expect(() => addressOf(alice.subarray(1))).toThrow(Malformed)
})
