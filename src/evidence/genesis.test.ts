import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Malformed } from '../log/errors.ts'
import { addressOf } from '../log/ss58.ts'
import { readGenesis, writeGenesis } from './genesis.ts'
import { balancesIn, genesisOf, stakesIn } from './genesis-lists.ts'

const chain = 'ab'.repeat(32)
const account = fc.integer({ min: 0, max: 9 }).map((n) => addressOf(new Uint8Array(32).fill(n)))
const rao = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String)
const balances = fc.array(fc.tuple(account, rao), { minLength: 1, maxLength: 12 })
/** One coldkey of each hotkey. */
const stakes = fc
  .array(fc.tuple(account, account, rao), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.filter(([, hotkey], i) => rows.findIndex((each) => each[1] === hotkey) === i))

test('both lists are one table that reads as it was written, in whatever order they come, and nothing is lost', () => {
  fc.assert(
    fc.property(balances, stakes, (held, staked) => {
      const bytes = writeGenesis(genesisOf(chain, held, staked))
      const read = readGenesis(bytes)
      expect(writeGenesis(read)).toEqual(bytes)
      expect(writeGenesis(genesisOf(chain, held.toReversed(), staked.toReversed()))).toEqual(bytes)
      const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, each) => total + each, 0n)
      expect(sum(read.free)).toBe(sum(held.map(([, amount]) => BigInt(amount))))
      expect(sum(read.stakeAmount)).toBe(sum(staked.map(([, , amount]) => BigInt(amount))))
    }),
  )
})

test('a table that does not fit together does not read', () => {
  const [a, b] = [addressOf(new Uint8Array(32).fill(1)), addressOf(new Uint8Array(32).fill(2))]
  const good = genesisOf(chain, [[a, '5']], [[a, b, '7']])
  const wrong: Partial<typeof good>[] = [
    { stakeAmount: BigUint64Array.of(0n) },
    { free: BigUint64Array.of(1n) },
    { stakeColdkey: Uint32Array.of(9) },
    { stakeHotkey: Uint32Array.of(1, 0), stakeColdkey: Uint32Array.of(0, 0), stakeAmount: BigUint64Array.of(1n, 1n) },
  ]
  for (const each of wrong) expect(() => writeGenesis({ ...good, ...each })).toThrow(Malformed)
  expect(() => readGenesis(new TextEncoder().encode('hello'))).toThrow(Malformed)
})

test('JSON of another shape is no list', () => {
  for (const json of [null, [], {}, 'x', [['a', 5]], [['a', '-5']], [['a', 'b', 'c']]]) {
    expect(balancesIn(json)).toBe(null)
    expect(stakesIn(json)).toBe(null)
  }
})
