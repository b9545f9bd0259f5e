import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountAt } from '../evidence/accounts.ts'
import { hex } from '../log/bytes.ts'
import { Amounts, Balances, Numbers, Pairs, WideAmounts } from './growing.ts'
import { Accounts } from './rows.ts'

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const u128 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n })

test('whatever goes in comes out, in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: u32, b: u32, c: u64, d: u128 }), { maxLength: 5000 }), (rows) => {
      const [numbers, amounts, wide] = [new Numbers(), new Amounts(), new WideAmounts()]
      const [pairs, balances] = [new Pairs(), new Balances()]
      for (const { a, b, c, d } of rows) {
        numbers.push(a)
        amounts.push(c)
        wide.push(d)
        pairs.push([a, b])
        balances.push({ account: b, free: c, reserved: BigInt(a) })
      }
      const read = rows.map((_, i) => ({ a: numbers.at(i), c: amounts.at(i), d: wide.at(i) }))
      expect(read).toEqual(rows.map(({ a, c, d }) => ({ a, c, d })))
      expect([...pairs]).toEqual(rows.map(({ a, b }) => [a, b]))
      expect([...balances]).toEqual(rows.map(({ a, b, c }) => ({ account: b, free: c, reserved: BigInt(a) })))
    }),
    { numRuns: 30 },
  )
})

/** Accounts of which many begin alike, as somebody may choose them. */
const account = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60_000 }))
  .map(([first, last]) =>
    Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? last & 255 : i === 30 ? last >> 8 : first)),
  )

test('an account has one number however often it comes, and a row in the order of all', () => {
  fc.assert(
    fc.property(fc.array(account, { maxLength: 8000 }), (given) => {
      const accounts = new Accounts()
      const numbers = given.map((each) => accounts.add(each))
      const { accounts: sorted, rowOf } = accounts.sorted()
      const texts = [...new Set(given.map(hex))].sort()
      expect(Array.from({ length: sorted.length / 32 }, (_, row) => hex(accountAt(sorted, row)))).toEqual(texts)
      expect(new Set(numbers).size).toBe(texts.length)
      expect(numbers.map((number) => texts[rowOf(number)])).toEqual(given.map(hex))
    }),
    { numRuns: 30 },
  )
})

test('accounts that all want one place are told apart too', () => {
  // All of one FNV-1a hash modulo the places there are at first: chosen by trying.
  const accounts = new Accounts()
  const wanting: Uint8Array[] = []
  for (let i = 0; wanting.length < 200; i++) {
    const each = new Uint8Array(32)
    new DataView(each.buffer).setUint32(0, i)
    let hash = 0x811c9dc5
    for (const byte of each) hash = Math.imul(hash ^ byte, 0x01000193)
    if ((hash >>> 0) % 4096 === 7) wanting.push(each)
  }
  const numbers = wanting.map((each) => accounts.add(each))
  expect(numbers).toEqual(wanting.map((_, i) => i))
  expect(wanting.map((each) => accounts.add(each))).toEqual(numbers)
})
