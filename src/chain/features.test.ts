import { expect, test } from 'vitest'
import { fixtureMetadata, specOf } from '../dev/simulated-chain/metadata.ts'
import { eraIn, featuresOf } from './features.ts'
import { type Runtime, readRuntime } from './runtime.ts'

const runtime = (era: 'stake' | 'alpha' | 'alpha-v2' | 'referenda', version?: number): Runtime =>
  readRuntime(fixtureMetadata(era, version), specOf[era])

/** The runtime without some of its storage. */
const without = (of: Runtime, ...items: string[]): Runtime => ({
  ...of,
  hasStorage: (pallet, item) => !items.includes(`${pallet}.${item}`) && of.hasStorage(pallet, item),
})

test('the eras and forms of the runtimes', () => {
  expect(featuresOf(runtime('stake'))).toMatchObject({
    era: 'stake',
    governance: { collectives: true, sudo: true, multisig: true, referenda: false },
    locks: false,
    coldkeySwap: 'scheduled',
    price: null,
  })
  expect(featuresOf(runtime('alpha'))).toMatchObject({ era: 'alpha', identities: 'v2', price: 'reserves' })
  expect(featuresOf(runtime('alpha-v2'))).toMatchObject({
    era: 'alpha-v2',
    governance: { collectives: false, sudo: true, multisig: true, referenda: false },
    locks: true,
    coldkeySwap: 'announced',
    price: 'api',
  })
  expect(featuresOf(runtime('referenda')).governance.referenda).toBe(true)
})

test('nothing that is expected is missing in the runtimes of Bittensor', () => {
  for (const era of ['stake', 'alpha', 'alpha-v2', 'referenda'] as const)
    expect(featuresOf(runtime(era)).missing).toEqual([])
})

test('what is missing is said in a sentence, and only when no other form is there', () => {
  const of = runtime('alpha-v2')
  expect(featuresOf(without(of, 'SubtensorModule.Owner')).missing).toEqual([
    'the runtime of spec 424 lacks SubtensorModule.Owner: the owner of a hotkey is unknown',
  ])
  expect(featuresOf(without(of, 'SubtensorModule.TotalHotkeySharesV2')).missing).toEqual([])
  expect(featuresOf(without(of, 'SubtensorModule.SubnetTAO', 'SubtensorModule.TotalHotkeyAlpha')).missing).toHaveLength(
    2,
  )
})

test('a chain without stake has no era', () => {
  const of = without(runtime('stake'), 'SubtensorModule.Stake')
  expect(eraIn(of)).toBeNull()
  expect(featuresOf(of).missing).toEqual([
    'the runtime of spec 219 lacks SubtensorModule.AlphaV2 or SubtensorModule.Alpha or SubtensorModule.Stake: no stake can be read',
  ])
})
