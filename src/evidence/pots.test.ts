import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, utf8 } from '../log/bytes.ts'
import { type Address, addressOf, publicKeyOf } from '../log/ss58.ts'
import { sortAccounts } from './accounts.ts'
import { potOf, potRows, subnetPot } from './pots.ts'

const account = (...parts: (string | readonly number[])[]): Uint8Array => {
  const bytes = concat(...parts.map((part) => (typeof part === 'string' ? utf8(part) : Uint8Array.from(part))))
  return concat(bytes, new Uint8Array(32 - bytes.length))
}

describe('pots', () => {
  test('the pot of the root network is the account that holds it on finney', () => {
    const known = '5EYCAe5jLQhn6ofDSvqF6iY53erXNkwhyE1aCEgvi1NNs91F' as Address
    expect(addressOf(subnetPot(0))).toBe(known)
    expect(potOf(publicKeyOf(known))).toEqual({ kind: 'root', number: 0 })
  })

  test.each([
    [subnetPot(64), { kind: 'subnet', number: 64 }],
    [subnetPot(65_535), { kind: 'subnet', number: 65_535 }],
    [account('modlsubtensrbeta/esc'), { kind: 'baskets', number: null }],
    [account('modlburntnsr'), { kind: 'burn', number: null }],
    [account('modlten/swap'), { kind: 'swap', number: null }],
    [account('modlbt/cloan', [7, 1, 0, 0]), { kind: 'crowdloan', number: 263 }],
    [account('modlbt/limit'), { kind: 'orders', number: null }],
    [account('modlbt/lmhky'), { kind: 'orders', number: null }],
    [account('modlpy/trsry'), { kind: 'other', number: null }],
  ])('are told by what they are for (%#)', (bytes, pot) => {
    expect(potOf(bytes)).toEqual(pot)
  })

  test('no key is one, not even one that was ground until it began like a pot', () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(key, fc.nat({ max: 20 }), (tail, shared) => {
        const bytes = Uint8Array.from(subnetPot(3), (byte, i) => (i < shared ? byte : tail[i]!))
        const begins = 'modl' === String.fromCharCode(...bytes.subarray(0, 4))
        expect(potOf(bytes) !== null).toBe(begins && tail.subarray(20).every((byte) => byte === 0))
      }),
      { examples: [[Uint8Array.from({ length: 32 }, (_, i) => i), 4]] },
    )
  })

  test('are found among accounts', () => {
    const accounts = sortAccounts(
      concat(
        account('modm'),
        subnetPot(2),
        account(
          'modl',
          Array.from({ length: 28 }, () => 1),
        ),
        subnetPot(0),
        account('modk'),
      ),
    )
    expect(potRows(accounts)).toEqual([2, 3])
  })
})
