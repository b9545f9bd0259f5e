import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text, utf8 } from '../log/bytes.ts'
import { type Columns, canonicalJson, columnOf, readColumns, writeColumns } from './columns.ts'

const small: Columns = {
  facts: { b: [1, null, 'ü'], a: { y: true, x: -3 } },
  columns: [
    { name: 'accounts', type: 'id', data: new Uint8Array(64).fill(7) },
    { name: 'kind', type: 'u8', data: Uint8Array.of(1, 2, 3) },
    { name: 'amount', type: 'u64', data: BigUint64Array.of(1n, 2n ** 64n - 1n) },
  ],
}

const anyColumns: fc.Arbitrary<Columns> = fc.record({
  facts: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null))),
  columns: fc.array(
    fc.oneof(
      fc.record({ name: fc.string(), type: fc.constant('u16' as const), data: fc.uint16Array() }),
      fc.record({ name: fc.string(), type: fc.constant('u32' as const), data: fc.uint32Array() }),
      fc.record({ name: fc.string(), type: fc.constant('u64' as const), data: fc.bigUint64Array() }),
      fc.record({ name: fc.string(), type: fc.constant('u8' as const), data: fc.uint8Array() }),
    ),
    { maxLength: 5 },
  ),
})

describe('columns', () => {
  test('are a line of magic, a line of JSON and the numbers as they lie in memory', () => {
    const bytes = writeColumns(small)
    expect(text(bytes.subarray(0, bytes.indexOf(0x0a, 18)))).toBe(
      'sensus columns v1\n{"columns":[{"name":"accounts","rows":2,"type":"id"},{"name":"kind","rows":3,"type":"u8"},{"name":"amount","rows":2,"type":"u64"}],"facts":{"a":{"x":-3,"y":true},"b":[1,null,"ü"]}}',
    )
    expect(bytes.length % 8).toBe(0)
    expect(Array.from(bytes.subarray(-16))).toEqual([1, 0, 0, 0, 0, 0, 0, 0, ...Array<number>(8).fill(255)])
  })

  test('read back as they were written, wherever the bytes begin', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 0, max: 9 }), (columns, shift) => {
        const bytes = writeColumns(columns)
        const moved = new Uint8Array(bytes.length + shift)
        moved.set(bytes, shift)
        expect(readColumns(moved.subarray(shift))).toEqual(columns)
      }),
    )
  })

  test('have one spelling: a changed byte reads as other columns, or not at all', () => {
    const bytes = writeColumns(small)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice()
        changed[at]! ^= change
        const read = attempt(() => readColumns(changed))
        if (read) expect(writeColumns(read)).toEqual(changed)
        if (read) expect(read).not.toEqual(small)
      }),
    )
  })

  test.each([
    ['nothing', new Uint8Array(0), 'does not begin with'],
    ['another file', utf8('PNG and so on'), 'does not begin with'],
    ['no line of JSON', utf8('sensus columns v1\n{"columns":[]'), 'no line of JSON'],
    ['no JSON', utf8('sensus columns v1\n{columns}\n'), 'not JSON'],
    ['spaces', utf8('sensus columns v1\n{"columns": [], "facts": {}}\n'), 'one way'],
    ['a fraction', utf8('sensus columns v1\n{"columns":[],"facts":{"a":0.5}}\n'), 'one way'],
    [
      'an unknown type',
      utf8('sensus columns v1\n{"columns":[{"name":"a","rows":1,"type":"f64"}],"facts":{}}\n'),
      'cannot be',
    ],
    [
      'more rows than bytes',
      utf8('sensus columns v1\n{"columns":[{"name":"a","rows":9007199254740991,"type":"u8"}],"facts":{}}\n'),
      'more than there are bytes',
    ],
    ['bytes at the end', Uint8Array.of(...writeColumns(small), 0, 0, 0, 0, 0, 0, 0, 0), 'the table ends at'],
  ])('refuse %s', (_, bytes, sentence) => {
    expect(() => readColumns(bytes)).toThrow(sentence)
  })

  test('refuse a column that is not there, and facts that programs write differently', () => {
    expect(() => columnOf(small, 'kind', 'u16')).toThrow('no column "kind" of type u16')
    expect(() => canonicalJson({ a: 0.1 })).toThrow('0.1')
    expect(() => canonicalJson(-0)).toThrow('safe integer')
  })
})

function attempt<T>(run: () => T): T | null {
  try {
    return run()
  } catch {
    return null
  }
}
