import { metadata, type V14 } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eras, fixtureMetadata, metadataVersionsOf, specOf } from '../dev/simulated-chain/metadata.ts'
import { concat, hex, unhex } from '../log/bytes.ts'
import { encodeCompact } from './encode.ts'
import { readRuntime } from './runtime.ts'

const versions = eras.flatMap((era) => metadataVersionsOf[era].map((version) => [era, version] as const))

describe.each(versions)('the runtime of the era %s in metadata %i', (era, version) => {
  const runtime = readRuntime(fixtureMetadata(era, version), specOf[era])

  test('says what it has', () => {
    expect([runtime.spec, runtime.version]).toEqual([specOf[era], version])
    expect(runtime.pallets).toContain('SubtensorModule')
    expect(runtime.hasPallet('System') && runtime.hasStorage('System', 'Account')).toBe(true)
    expect(runtime.hasEvent('Balances', 'Transfer') && runtime.hasCall('Balances', 'transfer_keep_alive')).toBe(true)
    expect(runtime.hasStorage('System', 'Nothing') || runtime.hasStorage('Nothing', 'Account')).toBe(false)
    expect(runtime.hasEvent('Balances', 'Nothing') || runtime.hasCall('Nothing', 'transfer')).toBe(false)
    expect(runtime.hasStorage('SubtensorModule', 'AlphaV2')).toBe(specOf[era] >= 424)
    expect(runtime.hasApi('SwapRuntimeApi', 'current_alpha_price')).toBe(version > 14 && specOf[era] >= 424)
    expect(runtime.signing).not.toBeNull()
    expect(runtime.reading.callType).not.toBeNull()
  })

  test('gives constants and remembers what it made', () => {
    expect(runtime.constant('Balances', 'ExistentialDeposit')).toBe(500n)
    expect(runtime.constant('System', 'SS58Prefix')).toBe(42)
    expect(runtime.storage('System', 'Account')).toBe(runtime.storage('System', 'Account'))
  })
})

describe('runtime calls', () => {
  test.each([14, 15, 16])('the price of alpha is asked for in metadata %i', (version) => {
    const price = readRuntime(fixtureMetadata('alpha-v2', version), 424).api('SwapRuntimeApi', 'current_alpha_price')
    expect(price.method).toBe('SwapRuntimeApi_current_alpha_price')
    expect(hex(price.args(258))).toBe('0201')
    expect(price.decode(unhex('40420f0000000000'))).toBe(1_000_000n)
    expect(() => price.decode(unhex('4042'))).toThrow('u64 needs 8 bytes')
    expect(() => price.args(1, 2)).toThrow('SwapRuntimeApi_current_alpha_price takes 1 arguments, not 2')
    expect(() => price.args(65_536)).toThrow('65536 is no u16')
  })

  test('what a runtime does not have is named', () => {
    const runtime = readRuntime(fixtureMetadata('alpha', 15), 233)
    expect(() => runtime.storage('SubtensorModule', 'AlphaV2')).toThrow(
      'runtime 233 has no storage SubtensorModule.AlphaV2',
    )
    expect(() => runtime.constant('System', 'Nothing')).toThrow('runtime 233 has no constant System.Nothing')
    expect(() => runtime.api('SwapRuntimeApi', 'current_alpha_price')).toThrow(
      'runtime 233 has no runtime call SwapRuntimeApi.current_alpha_price',
    )
  })
})

describe('metadata that is none', () => {
  const whole = fixtureMetadata('stake', 14)
  const changed = (at: number, ...bytes: number[]): Uint8Array => {
    const copy = whole.slice()
    copy.set(bytes, at)
    return copy
  }

  test.each([
    ['nothing', new Uint8Array(), 'it does not begin with "meta"'],
    ['another file', new TextEncoder().encode('<!doctype html>'), 'it does not begin with "meta"'],
    ['version 13', changed(4, 13), 'its version is 13; 14, 15 and 16 are known'],
    ['half of it', whole.slice(0, whole.length >> 1), 'bytes'],
    ['the version of another', changed(4, 15), 'bytes'],
    ['more after the end', concat(whole, Uint8Array.of(0)), 'it ends at byte'],
    ['a registry of 2^30 - 1 types', changed(5, 0xfe, 0xff, 0xff, 0xff), 'claims 1073741823 items'],
    ['more than any runtime has', new Uint8Array((32 << 20) + 1), 'more than 33554432'],
  ])('%s', (_, bytes, message) => {
    expect(() => readRuntime(bytes, 7)).toThrow(`the metadata of runtime 7 cannot be read: `)
    expect(() => readRuntime(bytes, 7)).toThrow(message)
  })

  test('claims of many items in many items make no room', () => {
    const claim = encodeCompact(33_000_000n)
    const type = concat(Uint8Array.of(0, 0, 0, 1), claim, Uint8Array.of(4, 97), claim, Uint8Array.of(0, 0, 0), claim)
    const bytes = concat(whole.slice(0, 5), encodeCompact(1_000n), type, new Uint8Array(2_000))
    expect(() => readRuntime(bytes, 7)).toThrow('a sequence claims 33000000 items at 15, 2013 bytes are left')
  })

  test('types that are not there are named', () => {
    const parts = metadata.dec(whole)
    const write = (change: (v14: V14) => void): Uint8Array => {
      const copy = structuredClone(parts)
      change(copy.metadata.value as V14)
      return metadata.enc(copy)
    }
    const dangling = write(({ lookup }) => {
      lookup[3]!.def = { tag: 'sequence', value: 9_999 }
    })
    expect(() => readRuntime(dangling, 7)).toThrow('type 3 names type 9999: there is none')
    const shuffled = write(({ lookup }) => void lookup.reverse())
    expect(() => readRuntime(shuffled, 7)).toThrow('stands at place 0 of its types')
    const lost = write(({ pallets }) => {
      pallets[0]!.storage!.items[0]!.type = { tag: 'plain', value: 9_999 }
    })
    expect(() => readRuntime(lost, 7).storage('System', 'Account')).toThrow(
      'the metadata names type 9999: there is none',
    )
  })

  test('in the middle of a larger buffer it reads as it does alone', () => {
    const buffer = new Uint8Array(whole.length + 20)
    buffer.set(whole, 10)
    expect(readRuntime(buffer.subarray(10, 10 + whole.length), 1).pallets).toEqual(readRuntime(whole, 1).pallets)
  })

  test('with a byte changed it reads, or is an Error that says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: whole.length - 1 }), fc.nat(255), (at, byte) => {
        try {
          expect(readRuntime(changed(at, byte), 7).spec).toBe(7)
        } catch (error) {
          expect((error as Error).message).toMatch(/^the metadata (of runtime 7|names type)/)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('cut anywhere, it is an Error with a message', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 400 }), (length) => {
        expect(() => readRuntime(whole.slice(0, length), 7)).toThrow(/^the metadata of runtime 7 cannot be read: /)
      }),
      { numRuns: 20 },
    )
  })
})
