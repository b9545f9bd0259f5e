import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resultJson, rounded, stableJson } from './json.ts'

const checkpoint = { origin: 'voice.example.org/log', size: 3, root: new Uint8Array(32) }

describe('stable JSON', () => {
  test.each([
    [{ b: 1, a: [3, 1, 2] }, '{"a":[3,1,2],"b":1}'],
    [{ 10: 'ten', 9: 'nine', é: 1, z: 2, Z: 3 }, '{"10":"ten","9":"nine","Z":3,"z":2,"é":1}'],
    [{ gone: undefined, nothing: null }, '{"nothing":null}'],
    [Float64Array.of(0.1 + 0.2, -0, 1e-12, -1e-12), '[0.3,0,0,0]'],
    ['line\n"quoted" ü \u2028', JSON.stringify('line\n"quoted" ü \u2028')],
    [[true, false, [], {}], '[true,false,[],{}]'],
    [1 / 3, '0.333333333'],
    [-2 / 3, '-0.666666667'],
    [1_795_000_000_123, '1795000000123'],
    [2e-9, '2e-9'],
    [1e21, '1e+21'],
  ])('of %j', (value, text) => expect(stableJson(value)).toBe(text))

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [[undefined]], [() => 1], [Symbol('s')], [undefined]])(
    'throws for %s, which JSON cannot hold',
    (value) => expect(() => stableJson({ value: [value] })).toThrow(/JSON cannot hold/),
  )

  test('holds what JSON holds, whatever the order of keys', () => {
    const shuffled = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = stableJson(value)
        expect(stableJson(shuffled(value))).toBe(text)
        expect(stableJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  /** Where doubles become as far apart as the digits that are kept. */
  const nearCoarse = fc.double({ noNaN: true, min: 2 ** 20, max: 2 ** 24 })

  test('rounds to the nearest 1e-9, and rounding again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true, min: -1e8, max: 1e8 }), nearCoarse), (value) => {
        expect(Math.abs(rounded(value) - value)).toBeLessThanOrEqual(2e-9)
        expect(Math.abs(rounded(value / 1e6) - value / 1e6)).toBeLessThanOrEqual(5.1e-10)
        expect(Object.is(rounded(rounded(value)), rounded(value))).toBe(true)
        expect(Object.is(rounded(value), -0)).toBe(false)
      }),
    )
  })
})

describe('a result', () => {
  const params = { conversation: 'c' }

  test('says what it is and what it follows from; constants stand beside the parameters', () => {
    const value = { groups: [], parameters: { k: 5 } }
    expect(resultJson({ view: 'opinion-map', version: 1, params, checkpoint, value })).toBe(
      '{"checkpoint":{"origin":"voice.example.org/log","root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","size":3},' +
        '"groups":[],"parameters":{"conversation":"c","k":5},"version":1,"view":"opinion-map"}',
    )
  })

  test.each(['view', 'version', 'checkpoint'])('may not have a %s of its own', (key) => {
    const value = { [key]: 1 }
    expect(() => resultJson({ view: 'account', version: 1, params, checkpoint, value })).toThrow(key)
  })
})
