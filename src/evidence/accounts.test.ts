import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { addressOf } from '../log/ss58.ts'
import {
  accountAt,
  addressAt,
  checkOrder,
  checkRows,
  countOf,
  nobody,
  rowOf,
  rowsOf,
  sortAccounts,
} from './accounts.ts'

const account = fc.uint8Array({ minLength: 32, maxLength: 32 })
/** Accounts of few values, so that many begin alike and some are the same. */
const alike = fc.array(fc.constantFrom(0, 1, 255), { minLength: 32, maxLength: 32 }).map((all) => Uint8Array.from(all))
const several = fc
  .array(fc.oneof(account, alike), { maxLength: 30 })
  .map((all) => Uint8Array.from(all.flatMap((each) => [...each])))

describe('accounts', () => {
  test('are sorted by their bytes, each once', () => {
    fc.assert(
      fc.property(several, (given) => {
        const sorted = sortAccounts(given)
        const names = (of: Uint8Array) => Array.from({ length: countOf(of) }, (_, row) => hex(accountAt(of, row)))
        expect(names(sorted)).toEqual([...new Set(names(given))].sort())
        checkOrder(sorted)
      }),
    )
  })

  test('are found by their bytes, and what is not there is nobody', () => {
    fc.assert(
      fc.property(several, account, (given, other) => {
        const sorted = sortAccounts(given)
        for (let row = 0; row < countOf(sorted); row++) expect(rowOf(sorted, accountAt(sorted, row))).toBe(row)
        const row = rowOf(sorted, other)
        if (row !== nobody) expect(accountAt(sorted, row)).toEqual(other)
      }),
    )
  })

  test('of another table are found as each of them alone is', () => {
    fc.assert(
      fc.property(several, several, fc.infiniteStream(fc.boolean()), (given, others, choice) => {
        const sorted = sortAccounts(given)
        // Some of the one stand in the other as well.
        const wanted = sortAccounts(Uint8Array.from([...others, ...sorted.subarray(0, 32 * (countOf(sorted) >> 1))]))
        const some = Uint32Array.from({ length: countOf(wanted) }, (_, row) => row).filter(() => choice.next().value)
        const alone = some.map((row) => rowOf(sorted, accountAt(wanted, row)))
        expect(rowsOf(sorted, wanted, some)).toEqual(alone)
      }),
    )
  })

  test('have an address, and nobody has none', () => {
    const two = sortAccounts(new Uint8Array(64).fill(7, 32))
    expect(addressAt(two, 1)).toBe(addressOf(new Uint8Array(32).fill(7)))
    expect(addressAt(two, nobody)).toBe(null)
  })

  test('out of order, and rows that are none, are refused', () => {
    expect(() => checkOrder(new Uint8Array(64))).toThrow(Malformed)
    expect(() => checkOrder(new Uint8Array(64).fill(7, 0, 32))).toThrow(
      'account 1 does not come after the one before it',
    )
    const one = new Uint8Array(32)
    expect(() => checkRows(one, Uint32Array.of(0, 1), 'who pays')).toThrow('who pays names account 1 of 1')
    expect(() => checkRows(one, Uint32Array.of(nobody), 'who pays')).toThrow(Malformed)
    expect(() => checkRows(one, Uint32Array.of(0, nobody), 'who pays', true)).not.toThrow()
  })
})
