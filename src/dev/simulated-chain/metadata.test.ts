import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { eras, fixtureMetadata, metadataVersionsOf, runtimeVersionHex, specOf } from './metadata.ts'
import { createTypes, split } from './types.ts'

const unified = (bytes: Uint8Array): UnifiedMetadata => unifyMetadata(decAnyMetadata(bytes))

describe.each(eras)('the runtime of the era %s', (era) => {
  test.each(metadataVersionsOf[era])('is the same runtime in metadata %i', (version) => {
    const { pallets } = unified(fixtureMetadata(era, version))
    const newest = unified(fixtureMetadata(era)).pallets
    expect(pallets.map(({ index, name }) => [index, name])).toEqual(newest.map(({ index, name }) => [index, name]))
  })

  test('every storage item, call and event has a codec, and every default value decodes', () => {
    const { pallets, lookup, ...rest } = unified(fixtureMetadata(era))
    const builder = getDynamicBuilder(getLookupFn({ pallets, lookup, ...rest } as UnifiedMetadata))
    for (const { name, storage } of pallets) {
      for (const item of storage?.items ?? []) {
        const { value } = builder.buildStorage(name, item.name)
        if (item.modifier === 1) expect(() => value.dec(item.fallback)).not.toThrow()
      }
    }
    expect(builder.buildConstant('System', 'SS58Prefix').dec('0x2a00')).toBe(42)
  })

  test('its version constant names its spec', () => {
    const builder = getDynamicBuilder(getLookupFn(unified(fixtureMetadata(era))))
    expect(builder.buildConstant('System', 'Version').dec(runtimeVersionHex(era))).toMatchObject({
      spec_name: 'node-subtensor',
      spec_version: specOf[era],
      transaction_version: 1,
    })
  })
})

test('a version that the runtime does not give is refused', () => {
  expect(() => fixtureMetadata('stake', 16)).toThrow('gives metadata 14, not 16')
})

describe('the language of types', () => {
  test('a type that is not declared, and a declaration that cannot be read, are named', () => {
    expect(() => createTypes().id('Vec<Missing>')).toThrow('the type Missing')
    expect(() => createTypes().id('Rc<u8>')).toThrow('the generic type Rc')
    expect(() => createTypes().declare('union A')).toThrow('union A')
  })

  test('the same expression is one type; a type may hold itself', () => {
    const types = createTypes()
    types.declare('enum a::List = 0 End | 1 More(Vec<List>)')
    expect(types.id('List')).toBe(types.id('List'))
    expect(types.entries[types.id('List')]).toMatchObject({ path: ['a', 'List'], def: { tag: 'variant' } })
  })

  test('defaults are zeros in SCALE', () => {
    const types = createTypes()
    types.declare('enum a::Kind = 1 B | 0 A(u16)')
    types.declare('struct a::Box { kind: Kind, many: Vec<u8>, pair: ([u8; 3], Compact<u64>) }')
    expect(types.zero('Box')).toBe('0000000000000000')
  })

  test('commas inside brackets do not split', () => {
    expect(split('a, Vec<(b, c)>, [u8; 3], ')).toEqual(['a', 'Vec<(b, c)>', '[u8; 3]'])
  })
})
