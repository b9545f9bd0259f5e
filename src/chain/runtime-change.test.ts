import type { V14 } from '@polkadot-api/substrate-bindings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edited, renumbered } from '../../test/renumbered.ts'
import { eras, fixtureMetadata, metadataVersionsOf, specOf } from '../dev/simulated-chain/metadata.ts'
import { type ChangedMember, longestText, mostRows } from '../evidence/runtime-change.ts'
import { runtimeChange } from './runtime-change.ts'

const given = (metadata: Uint8Array, spec = 1) => ({ metadata, spec })
const fixture = (era: (typeof eras)[number], version?: number) => given(fixtureMetadata(era, version), specOf[era])
const whole = fixtureMetadata('alpha', 14)

const named = (rows: readonly ChangedMember[], ...names: string[]) =>
  rows.filter(({ pallet, what, name }) => names.includes(`${what} ${pallet}.${name}`))

/** What changes when `edit` is done to the runtime of the era alpha. */
const changeBy = (edit: (whole: V14) => V14) => runtimeChange(given(whole), given(edited(whole, edit)))

test('nothing changed where another build numbers its types otherwise', () => {
  const { length } = decoded().lookup
  const orders = fc.shuffledSubarray(
    Array.from({ length }, (_, i) => i),
    { minLength: length, maxLength: length },
  )
  fc.assert(
    fc.property(orders, (order) => {
      expect(runtimeChange(given(whole), given(renumbered(whole, order)))).toEqual({ rows: [], left: 0 })
    }),
    { numRuns: 20 },
  )
})

test('nothing changed between forms of the metadata of one runtime', () => {
  for (const era of eras)
    for (const version of metadataVersionsOf[era])
      expect(runtimeChange(fixture(era, version), fixture(era))).toEqual({ rows: [], left: 0 })
})

test('what is taken out of a runtime is what is said to be gone, and to have come the other way round', () => {
  const members = decoded().pallets.flatMap(({ name: pallet, storage, constants }) => [
    ...(storage?.items.map(({ name }) => ({ what: 'storage', pallet, name })) ?? []),
    ...constants.map(({ name }) => ({ what: 'constant', pallet, name })),
  ])
  fc.assert(
    fc.property(fc.subarray(members), (gone) => {
      const isGone = (what: string, pallet: string, name: string): boolean =>
        gone.some((each) => each.what === what && each.pallet === pallet && each.name === name)
      const less = edited(whole, (all) => ({
        ...all,
        pallets: all.pallets.map((pallet) => ({
          ...pallet,
          constants: pallet.constants.filter(({ name }) => !isGone('constant', pallet.name, name)),
          storage: pallet.storage && {
            ...pallet.storage,
            items: pallet.storage.items.filter(({ name }) => !isGone('storage', pallet.name, name)),
          },
        })),
      }))
      const { rows } = runtimeChange(given(whole), given(less))
      const place = ({ what, pallet, name }: { what: string; pallet: string; name: string }) =>
        `${what} ${pallet}.${name}`
      expect(rows.map(place).sort()).toEqual(gone.map(place).sort())
      expect(rows.every(({ change, after }) => change === 'removed' && after === null)).toBe(true)
      const back = runtimeChange(given(less), given(whole)).rows
      expect(back).toEqual(rows.map((row) => ({ ...row, change: 'added', before: null, after: row.before })))
    }),
    { numRuns: 20 },
  )
})

test('arguments, types inside of types and values are named where they differ', () => {
  const { rows } = runtimeChange(fixture('alpha', 15), fixture('alpha-v2', 15))
  expect(named(rows, 'event SubtensorModule.StakeAdded')).toMatchObject([
    { change: 'changed', parts: [{ at: '5', before: null, after: 'u64' }] },
  ])
  expect(named(rows, 'storage SubtensorModule.AlphaV2', 'storage SubtensorModule.Lock')).toMatchObject([
    { change: 'added', before: null, after: '[(AccountId32, AccountId32, u16)] SafeFloat' },
    { change: 'added', before: null },
  ])
  expect(named(rows, 'pallet Triumvirate.Triumvirate')).toMatchObject([{ change: 'removed', before: '8', after: null }])
  const version = named(rows, 'constant System.Version')[0]
  expect(version?.parts).toContainEqual({ at: 'value.spec_version', before: '233', after: '424' })
  expect(named(rows, 'api SwapRuntimeApi.current_alpha_price')).toMatchObject([{ after: '(netuid: u16) u64' }])
})

test('a call that only changes its number has moved, one whose argument is called index has not', () => {
  const shifted = changeBy((all) => ({
    ...all,
    lookup: all.lookup.map((type) =>
      type.path.join('::') === 'pallet_proxy::pallet::Call' && type.def.tag === 'variant'
        ? { ...type, def: { tag: 'variant', value: type.def.value.map((v) => ({ ...v, index: v.index + 100 })) } }
        : type,
    ),
  }))
  expect(new Set(shifted.rows.map(({ what, pallet, change }) => `${what} ${pallet} ${change}`))).toEqual(
    new Set(['call Proxy moved']),
  )
  const renamed = changeBy((all) => ({
    ...all,
    lookup: all.lookup.map((type) =>
      type.path.join('::') === 'pallet_proxy::pallet::Call' && type.def.tag === 'variant'
        ? {
            ...type,
            def: {
              tag: 'variant',
              value: type.def.value.map((v) => ({
                ...v,
                fields: v.fields.map((field) => (field.name === 'delay' ? { ...field, name: 'index' } : field)),
              })),
            },
          }
        : type,
    ),
  }))
  expect(renamed.rows.length).toBeGreaterThan(0)
  expect(renamed.rows.every(({ change }) => change === 'changed')).toBe(true)
})

test('a pallet that comes changes no call that holds calls', () => {
  const { rows } = runtimeChange(fixture('alpha-v2'), fixture('referenda'))
  expect(named(rows, 'call Sudo.sudo', 'call Utility.batch', 'storage System.Events')).toEqual([])
  expect(named(rows, 'pallet Referenda.Referenda')).toHaveLength(1)
})

test('a runtime of any size gives a file of a bounded size', () => {
  const items = Array.from({ length: 2 * mostRows }, (_, i) => `Item${i}`)
  const { rows, left } = changeBy((all) => ({
    ...all,
    pallets: all.pallets.map((pallet) => {
      const first = pallet.storage?.items[0]
      if (pallet.name !== 'Balances' || !pallet.storage || !first) return pallet
      return { ...pallet, storage: { ...pallet.storage, items: items.map((name) => ({ ...first, name })) } }
    }),
  }))
  expect(rows.length).toBeLessThanOrEqual(mostRows)
  expect(rows.length + left).toBeGreaterThanOrEqual(items.length)
  expect(rows.every(({ after }) => (after ?? '').length <= longestText)).toBe(true)
})

function decoded(): V14 {
  let found: V14 | undefined
  edited(whole, (all) => {
    found = all
    return all
  })
  return found!
}
