import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeBlock, eventsKey } from '../src/chain/block.ts'
import { readRuntime } from '../src/chain/runtime.ts'
import { fixtureMetadata } from '../src/dev/simulated-chain/metadata.ts'
import { tao, tellStory } from '../src/dev/simulated-chain.ts'
import { readFlows } from '../src/evidence/flows.ts'
import { readHoldings } from '../src/evidence/holdings.ts'
import { hex } from '../src/log/bytes.ts'
import { factPath } from '../src/service/layout.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { type Tamper, tampering } from './tampering.ts'

afterAll(closeChains)
afterAll(closeSites)

function story() {
  const told = tellStory({ era: 'alpha-v2' }).give('alice', tao(1000)).give('bob', tao(50))
  told.block((say) => say.stake('alice', 'hal', tao(100)))
  told.block((say) => say.transfer('alice', 'bob', tao(7)))
  return told.blocks(3).finalize()
}

/** What an observer of blocks 1 to 5 says, over a node that is tampered with; and the site it was to write to. */
async function observed(tamper: Tamper) {
  const [node] = await nodesOf(story(), 1)
  const observing = await observedSite()
  const before = observing.site.checkpoint()
  const { chain } = chainAt([await tampering(node!.url, tamper)])
  const said = await observing.run({ chain, every: 4, range: { first: 1, last: 5 } }).then(
    () => null,
    (error: Error) => error.message,
  )
  return { ...observing, said, unchanged: observing.site.checkpoint() === before }
}

const isMetadata = (method: string, params: unknown[]): boolean =>
  method === 'state_getMetadata' || (method === 'state_call' && String(params[0]).startsWith('Metadata_'))

describe('a node that answers nonsense', () => {
  test.each<[string, Tamper, RegExp]>([
    [
      'metadata at random',
      (method, params, result) => (isMetadata(method, params) ? '0xdeadbeefcafe' : result),
      /metadata/i,
    ],
    [
      'metadata cut in half',
      (method, _, result) =>
        method === 'state_getMetadata' ? String(result).slice(0, 4002) : method === 'state_call' ? '0x00' : result,
      /metadata/i,
    ],
    [
      'balances that are cut short',
      (method, _, result) => (method === 'state_queryStorageAt' ? shortened(result) : result),
      /^System\.Account holds something that its metadata does not explain: /,
    ],
  ])('%s: the reason is said, and nothing is written', async (_, tamper, words) => {
    const { said, unchanged } = await observed(tamper)
    expect(said).toMatch(words)
    expect(unchanged).toBe(true)
  })

  test.each<[string, Tamper]>([
    [
      'events',
      (method, params, result) =>
        method === 'state_queryStorageAt' && String(params[0]).includes(hex(eventsKey)) ? garbled(result) : result,
    ],
    ['an extrinsic', (method, _, result) => (method === 'chain_getBlock' ? withNoise(result) : result)],
  ])('%s at random: the block is named, and the rest is told', async (_, tamper) => {
    const { said, site, store } = await observed(tamper)
    expect(said).toBe(null)
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots.map(({ block }) => block)).toEqual([5, 4, 1])
    const flows = readFlows((await store.blobs.get(factPath(snapshots[1]!.flows!.sha256)))!)
    expect(flows.facts.undecoded.map(({ block }) => block)).toEqual([2, 3, 4])
    for (const { fault } of flows.facts.undecoded) expect(fault).toMatch(/event|extrinsic/)
  })
})

/** Storage values of which the last byte is gone. */
function shortened(result: unknown): unknown {
  const [set] = result as [{ changes: [string, string | null][] }]
  // System.Account: the hash of its name begins its keys.
  const isAccount = (key: string) =>
    key.startsWith('0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9')
  return [
    {
      ...set,
      changes: set.changes.map(([key, value]) => [key, isAccount(key) ? (value?.slice(0, -2) ?? null) : value]),
    },
  ]
}

function garbled(result: unknown): unknown {
  const [set] = result as [{ changes: [string, string | null][] }]
  return [{ ...set, changes: set.changes.map(([key]) => [key, '0x0cffffffffff']) }]
}

function withNoise(result: unknown): unknown {
  const { block } = result as { block: { extrinsics: string[] } }
  return { ...(result as object), block: { ...block, extrinsics: [...block.extrinsics, '0x10ffffffff'] } }
}

test('names and addresses in identities come out plain and short, whatever they hold', async () => {
  const told = tellStory({ era: 'alpha-v2' }).give('alice', tao(1000))
  told.block((say) => {
    say.stake('alice', 'hal', tao(100))
    say.identity('alice', {
      name: `Al\u0000i\u202Ece\n${'x'.repeat(2_000_000)}`,
      url: 'javascript:alert(1)\r\nSet-Cookie: a=b',
      description: '\u2028\u2029<script>',
    })
  })
  told.blocks(2).finalize()
  const [node] = await nodesOf(told, 1)
  const { site, store, run } = await observedSite()
  await run({ chain: chainAt([node!.url]).chain, every: 3, range: { first: 1, last: 1 } })
  const { rows } = await viewed(site, 'influence')
  const name = rows[0]!.name!
  expect(name.startsWith('Al i ce xxx')).toBe(true)
  expect([...name].length).toBeLessThanOrEqual(128)
  const [latest] = (await viewed(site, 'snapshots')).snapshots
  const [identity] = readHoldings((await store.blobs.get(factPath(latest!.holdings)))!).facts.identities
  for (const text of Object.values(identity!)) expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202E]/u)
})

describe('bytes at random', () => {
  const runtime = readRuntime(fixtureMetadata('alpha-v2'), 424)
  const anyBytes = fc.uint8Array({ maxLength: 200 })

  test('as events and extrinsics are told as a fault, in one sentence', () => {
    fc.assert(
      fc.property(anyBytes, fc.array(anyBytes, { maxLength: 4 }), (events, extrinsics) => {
        const { flows, fault } = decodeBlock(runtime, { number: 7, extrinsics }, events)
        expect(flows.rows.every(({ block }) => block === 7)).toBe(true)
        if (fault !== null) expect(fault).toMatch(/^(extrinsic \d+: |\d+ events from event \d+ on: )/)
        if (fault !== null) expect(fault.length).toBeLessThanOrEqual(256)
      }),
    )
  })

  test('as metadata are refused with a reason', () => {
    fc.assert(fc.property(anyBytes, (bytes) => void expect(() => readRuntime(bytes, 1)).toThrow(/metadata/i)))
  })

  test('metadata with a byte changed are refused, or read as a runtime', () => {
    const metadata = fixtureMetadata('alpha-v2')
    fc.assert(
      fc.property(fc.nat(metadata.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = metadata.slice()
        other[at]! ^= change
        try {
          readRuntime(other, 1)
        } catch (error) {
          expect((error as Error).message).toMatch(/metadata|type|storage/i)
        }
      }),
      { numRuns: 60 },
    )
  })
})
