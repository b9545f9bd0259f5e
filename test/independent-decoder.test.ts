import { ApiPromise, WsProvider } from '@polkadot/api'
import type { ApiOptions } from '@polkadot/api/types'
import type { Codec } from '@polkadot/types/types'
import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { safeFloatOfFixed, shareOfFixed, shareOfFloat } from '../src/chain/fixed.ts'
import type { SimulatedBlock } from '../src/dev/simulated-chain/blocks.ts'
import { key, positions } from '../src/dev/simulated-chain/ledger.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import type { NodeRuntime } from '../src/dev/simulated-chain/runtime.ts'
import { type SimulatedChain, type Story, simulatedChain } from '../src/dev/simulated-chain.ts'
import type { Address } from '../src/log/ss58.ts'

/**
 * @polkadot/api reads the simulated chain with codecs of its own. What it reads must be the ledger, and what the codecs
 * that Sensus uses read. The state of an upgrade block is in the layout of the runtime before it, as on a real chain.
 */
type Provider = NonNullable<ApiOptions['provider']>
let node: SimulatedChain
let api: ApiPromise
let story: Story
const blocks: SimulatedBlock[] = []
const length = 60

beforeAll(async () => {
  story = longStory('another decoder', length, { migration: 'next block' }, (told) => void blocks.push(told.trunk()))
  node = await simulatedChain({ story })
  api = await ApiPromise.create({ provider: new WsProvider(node.url) as Provider, noInitWarn: true })
})
afterAll(async () => {
  await api.disconnect()
  await node.close()
})

type Builder = ReturnType<typeof getDynamicBuilder>
const builders = new Map<NodeRuntime, Builder>()

/** The dynamic codecs of the runtime that wrote a block. */
function builderOf(block: SimulatedBlock): Builder {
  const { runtime } = story.byHash(block.parent) ?? block
  const metadata = (): Uint8Array => runtime.metadata(runtime.versions[0]!)
  const builder = builders.get(runtime) ?? getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(metadata()))))
  builders.set(runtime, builder)
  return builder
}

const at = ({ hash }: SimulatedBlock) => api.at(`0x${hash}`)
const sorted = <T>(entries: Iterable<[string, T]>): [string, T][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
const lower = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** A value as words that both decoders' values come down to: numbers in decimal, bytes in hex, names in lower case. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined || value === false) return null
  if (typeof value === 'bigint' || typeof value === 'number') return String(value)
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [lower(name), plain(inner)]))
}

/** The fields of an event by @polkadot/api, numbers in decimal. */
const fieldsOf = (data: Iterable<Codec>): unknown[] => [...data].map((field) => plain(numbersOf(field)))

function numbersOf(field: Codec): unknown {
  const json = field.toJSON()
  return typeof json === 'number' || /^0x0*$/.test(String(json)) ? BigInt(String(json)) : json
}

test('it follows the chain over both upgrades', async () => {
  const specs = await Promise.all(blocks.map(async (block) => (await at(block)).runtimeVersion.specVersion.toNumber()))
  expect([...new Set(specs)]).toEqual([219, 233, 424])
})

test('hashes of headers are those it computes itself', async () => {
  for (const { hash } of blocks) expect((await api.rpc.chain.getHeader(`0x${hash}`)).hash.toHex()).toBe(`0x${hash}`)
})

interface Told {
  phase: { type: string; value: number }
  event: { type: string; value: { type: string; value: unknown } }
}

describe('at every block', () => {
  test('its events are ours: extrinsic, name, and accounts and amounts of those about stake and balances', async () => {
    for (const block of blocks) {
      const { keys, value } = builderOf(block).buildStorage('System', 'Events')
      const ours = (value.dec(block.state.get(keys.enc())!) as Told[]).map(({ phase, event }) => [
        phase.value,
        lower(`${event.type}.${event.value.type}`),
        plainFields(event),
      ])
      const theirs = (await (
        await at(block)
      ).query.system!.events!()) as unknown as {
        phase: { asApplyExtrinsic: { toNumber(): number } }
        event: { section: string; method: string; data: Iterable<Codec> }
      }[]
      const read = [...theirs].map(({ phase, event: { section, method, data } }) => [
        phase.asApplyExtrinsic.toNumber(),
        lower(`${section}.${method}`),
        isSimple(section, method) ? fieldsOf(data) : null,
      ])
      expect(read).toEqual(ours)
    }
  })

  test('its extrinsics have the signers and calls that ours have', async () => {
    const said = new Set<string>()
    for (const block of blocks) {
      const { block: read } = await api.rpc.chain.getBlock(`0x${block.hash}`)
      expect(read.extrinsics.map((extrinsic) => extrinsic.toHex())).toEqual(block.extrinsics)
      const nonces = new Map<string, number>()
      for (const { method, isSigned, signer, nonce } of read.extrinsics) {
        said.add(`${method.section}.${method.method}`)
        if (isSigned) nonces.set(String(signer), nonce.toNumber() + 1)
      }
      for (const [signer, next] of nonces) expect(block.ledger?.accounts.get(signer as Address)?.nonce).toBe(next)
    }
    for (const call of ['balances.transferKeepAlive', 'subtensorModule.moveStake', 'proxy.proxy', 'multisig.asMulti']) {
      expect(said).toContain(call)
    }
  })

  test('its balances are the ledger', async () => {
    for (const block of blocks) {
      const entries = await (await at(block)).query.system!.account!.entries()
      const read = entries.map(([{ args }, value]): [string, unknown] => {
        const { nonce, data } = value as unknown as { nonce: Codec; data: { free: Codec; reserved: Codec } }
        return [String(args[0]), [String(nonce), String(data.free), String(data.reserved)]]
      })
      const truth = [...block.ledger!.accounts].map(([who, { nonce, free, reserved }]): [string, unknown] => [
        who,
        [String(nonce), String(free), String(reserved)],
      ])
      expect(sorted(read)).toEqual(sorted(truth))
    }
  })

  test('its stake, by the arithmetic of each runtime, is the ledger', async () => {
    const layouts = new Set<string>()
    for (const block of blocks) {
      const { query } = await at(block)
      const read = await readStake(query.subtensorModule! as unknown as Maps, layouts)
      const truth = [...positions(block.ledger!)].map((held): [string, string] => [
        key(held.hotkey, held.coldkey, held.netuid),
        String(held.amount),
      ])
      expect(sorted(read)).toEqual(sorted(truth))
    }
    expect([...layouts]).toEqual(['stake', 'alpha', 'alphaV2'])
  })
})

const isSimple = (pallet: string, name: string): boolean =>
  /^(Balances|SubtensorModule)$/i.test(pallet) &&
  /^(Stake(?!Locked)|Transfer$|Withdraw|Deposit|Hotkey|Coldkey)/.test(name)

/** Fields by their order, whether they have names or not. */
function plainFields({ type, value: { type: name, value } }: Told['event']): unknown {
  if (!isSimple(type, name)) return null
  const fields = Array.isArray(value) ? value : Object.values(value as object)
  return fields.map(plain)
}

type Entry = [{ args: Codec[] }, Codec]
type Maps = { [item: string]: { entries(): Promise<Entry[]> } | undefined }

async function entriesOf(maps: Maps, item: string): Promise<Map<string, Codec>> {
  const entries = (await maps[item]?.entries()) ?? []
  return new Map(entries.map(([{ args }, value]) => [key(...args.map(String)), value]))
}

const bitsOf = (value: Codec | undefined): bigint =>
  value ? BigInt((value as unknown as { bits: Codec }).bits.toString()) : 0n

function floatOf(first: Codec | undefined, second: Codec | undefined) {
  if (first) return safeFloatOfFixed(bitsOf(first))
  const { mantissa, exponent } = (second ?? { mantissa: 0, exponent: 0 }) as unknown as Record<string, Codec>
  return { mantissa: BigInt(String(mantissa)), exponent: BigInt(String(exponent)) }
}

async function readStake(maps: Maps, layouts: Set<string>): Promise<[string, string][]> {
  layouts.add(maps.alphaV2 ? 'alphaV2' : maps.alpha ? 'alpha' : 'stake')
  if (!maps.alpha) {
    const stake = await entriesOf(maps, 'stake')
    return withoutZeros([...stake].map(([at, value]) => [`${at} 0`, BigInt(String(value))]))
  }
  const read = (item: string) => entriesOf(maps, item)
  const [alpha, alphaV2, totals] = [await read('alpha'), await read('alphaV2'), await read('totalHotkeyAlpha')]
  const [shares, sharesV2] = [await read('totalHotkeyShares'), await read('totalHotkeySharesV2')]
  return withoutZeros(
    [...new Set([...alphaV2.keys(), ...alpha.keys()])].map((at) => {
      const [hotkey, , netuid] = at.split(' ') as [string, string, string]
      const pool = key(hotkey, netuid)
      const total = BigInt(String(totals.get(pool) ?? 0))
      const amount = maps.alphaV2
        ? shareOfFloat(total, floatOf(alpha.get(at), alphaV2.get(at)), floatOf(shares.get(pool), sharesV2.get(pool)))
        : shareOfFixed(total, bitsOf(alpha.get(at)), bitsOf(shares.get(pool)))
      return [at, amount]
    }),
  )
}

const withoutZeros = (entries: [string, bigint][]): [string, string][] =>
  entries.filter(([, amount]) => amount > 0n).map(([at, amount]) => [at, String(amount)])
