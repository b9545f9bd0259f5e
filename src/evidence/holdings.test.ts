import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdings as told } from '../../test/holdings.ts'
import { hex, sha256, text } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { nobody } from './accounts.ts'
import { type Columns, readColumns, writeColumns } from './columns.ts'
import { type Holdings, readHoldings, writeHoldings } from './holdings.ts'

const town = () =>
  told(`
    block 3000000
    alice has 100 and 5 reserved
    alice runs hal (take 18%)
    nobody runs hella
    bob stakes 50 on hal
    bob stakes 10 on hal in 3
    carol stakes 8 on hella
    subnet 3 of alice at 0.5 since 1000
    hal gives 25% to hella in 3
    bob locks 10 on hal in 3
    senate: alice, bob
    alice is called Alice
  `).holdings

/** The bytes of a snapshot with something else in its columns or facts. */
function other(change: (columns: Columns) => void): Uint8Array {
  const columns = readColumns(writeHoldings(town()))
  change(columns)
  return writeColumns(columns)
}

const column = <T>({ columns }: Columns, name: string): T => columns.find((each) => each.name === name)!.data as T

describe('a snapshot as a file', () => {
  test('reads back as it was written, and two who take it write the same bytes', () => {
    const bytes = writeHoldings(town())
    expect(readHoldings(bytes)).toEqual(town())
    expect(writeHoldings(readHoldings(bytes))).toEqual(bytes)
    expect(hex(sha256(bytes))).toBe('682379bc3aa8e7728547f8d6193ed3697f1f942fb10acbbafc2b3515c12accab')
    expect(text(bytes.subarray(0, 18))).toBe('sensus columns v1\n')
  })

  test.each<[string, (columns: Columns) => void, RegExp]>([
    ['accounts out of order', (c) => column<Uint8Array>(c, 'accounts').reverse(), /account/],
    ['a hotkey twice', (c) => column<Uint32Array>(c, 'hotkey').fill(0), /row 1 of hotkeys does not come after/],
    [
      'stake twice',
      (c) => {
        column<Uint16Array>(c, 'stakeNetuid').fill(0)
        for (const name of ['stakeHotkey', 'stakeColdkey']) column<Uint32Array>(c, name).fill(0)
      },
      /of stake does not come after/,
    ],
    ['a coldkey that is no account', (c) => column<Uint32Array>(c, 'stakeColdkey').fill(999), /stake/],
    ['an owner that is no account', (c) => column<Uint32Array>(c, 'hotkeyOwner').fill(999), /the owner of a hotkey/],
    ['nobody as who stakes', (c) => column<Uint32Array>(c, 'stakeColdkey').fill(nobody), /stake/],
    [
      'an unknown format',
      (c) => void Object.assign(c.facts, { format: 'holdings-9' }),
      /the facts of the snapshot do not read: format/,
    ],
    ['a block that is no number', (c) => void Object.assign(c.facts, { block: -1 }), /block/],
    ['an issuance with a sign', (c) => void Object.assign(c.facts, { issuance: '-5' }), /issuance/],
    ['a fact too many', (c) => void Object.assign(c.facts, { mood: 'good' }), /the facts of the snapshot/],
    ['its columns in another order', (c) => void c.columns.reverse(), /in another order/],
    ['an issuance beyond 64 bits', (c) => void Object.assign(c.facts, { issuance: String(2n ** 64n) }), /issuance/],
    ['stake of nothing', (c) => void column<BigUint64Array>(c, 'stakeAmount').fill(0n), /holds nothing/],
    [
      'an address with another checksum',
      (c) => void Object.assign((c.facts.identities as object[])[0]!, { account: `5${'G'.repeat(47)}` }),
      /identities/,
    ],
    ['a column too few', (c) => void c.columns.pop(), /other columns than its format/],
    [
      'balances of fewer accounts',
      (c) => void Object.assign(c.columns[1]!, { data: new BigUint64Array(1) }),
      /balances differ in length/,
    ],
  ])('is refused with %s', (_, change, words) => {
    const bytes = other(change)
    expect(() => readHoldings(bytes)).toThrow(Malformed)
    expect(() => readHoldings(bytes)).toThrow(words)
  })

  test('cut anywhere it is refused, and nothing is made of a claim alone', () => {
    const bytes = writeHoldings(town())
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => readHoldings(bytes.subarray(0, length))).toThrow(Malformed)
      }),
    )
    const claim = text(bytes.subarray(0, bytes.indexOf(0x0a, 18))).replace(/"rows":\d+/g, '"rows":4000000000')
    expect(() => readHoldings(new TextEncoder().encode(`${claim}\n`))).toThrow(Malformed)
  })

  test('bytes at random are no snapshot', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        (bytes) => void expect(() => readHoldings(bytes)).toThrow(Malformed),
      ),
    )
  })

  test('columns that do not fit together are not written', () => {
    const broken: Holdings = { ...town(), reserved: new BigUint64Array(1) }
    expect(() => writeHoldings(broken)).toThrow('the columns of balances differ in length')
  })
})

describe('a snapshot of the newer recipe', () => {
  const newer = () =>
    told(`
      block 3000000
      alice has 100
      alice runs hal
      alice runs hella
      bob stakes 50 on hal in 3
      carol stakes 5 on hella
      escrow stakes 9 on hella in 3
      subnet 3 of alice at 0.5 since 1000
      subnet 3 counts 59 under hal
      locks fall in 934866 and grow in 311622
      bob locks 10 on hal in 3 since 2999000 with 10
      carol locks 3 on hella in 3 since 2990000 with 0.5, stays
      the basket of hella has 40 shares
      carol is owed 25 of the basket of hella
    `).holdings

  /** Its bytes with something else in them. */
  const otherNewer = (change: (columns: Columns) => void): Uint8Array => {
    const columns = readColumns(writeHoldings(newer()))
    change(columns)
    return writeColumns(columns)
  }

  test('reads back as it was written', () => {
    const bytes = writeHoldings(newer())
    expect(readHoldings(bytes)).toEqual(newer())
    expect(writeHoldings(readHoldings(bytes))).toEqual(bytes)
    expect(newer().facts).toMatchObject({ format: 'holdings-2', locking: { unlockRate: '934866' } })
  })

  test.each<[string, (columns: Columns) => void, RegExp]>([
    ['the name of the older one', (c) => void Object.assign(c.facts, { format: 'holdings-1' }), /other columns/],
    ['no rates', (c) => void delete c.facts.locking, /what belongs to holdings-2/],
    [
      'a subnet of which nothing is said of eligible alpha',
      (c) => void delete (c.facts.subnets as { alphaBurned?: string }[])[0]!.alphaBurned,
      /what belongs to holdings-2/,
    ],
    ['a lock of no form', (c) => column<Uint8Array>(c, 'lockPerpetual').fill(2), /a lock is of no form/],
    [
      'a sum of no form',
      (c) => column<Uint8Array>(c, 'lockSumForm').fill(4),
      /a lock is of no form|does not come after/,
    ],
    ['a sum on no account', (c) => column<Uint32Array>(c, 'lockSumHotkey').fill(999), /sums of locks/],
    ['a basket of no account', (c) => column<Uint32Array>(c, 'basketHotkey').fill(999), /baskets/],
    ['a part that is owed to nobody', (c) => column<Uint32Array>(c, 'partColdkey').fill(nobody), /parts of baskets/],
    [
      'convictions of fewer locks',
      (c) => {
        c.columns.find(({ name }) => name === 'lockConviction')!.data = new BigUint64Array(1)
      },
      /columns of locks differ in length/,
    ],
  ])('is refused with %s', (_, change, words) => {
    const bytes = otherNewer(change)
    expect(() => readHoldings(bytes)).toThrow(Malformed)
    expect(() => readHoldings(bytes)).toThrow(words)
  })

  test('and the older one with what only the newer one has', () => {
    const bytes = other((c) => void Object.assign(c.facts, { locking: null }))
    expect(() => readHoldings(bytes)).toThrow(/what belongs to holdings-1/)
  })
})
