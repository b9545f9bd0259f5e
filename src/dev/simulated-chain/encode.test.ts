import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { safeFloatOfFixed, shareOfFixed, shareOfFloat } from '../../chain/fixed.ts'
import type { SimulatedBlock } from './blocks.ts'
import { key, type Ledger, positions } from './ledger.ts'
import { longStory } from './long-story.ts'
import { eras } from './metadata.ts'
import type { NodeRuntime } from './runtime.ts'

type Float = { mantissa: bigint; exponent: bigint }
const builders = new Map<NodeRuntime, ReturnType<typeof getDynamicBuilder>>()

function builderOf(runtime: NodeRuntime): ReturnType<typeof getDynamicBuilder> {
  const { at } = { at: runtime.versions.at(-1)! }
  const known =
    builders.get(runtime) ?? getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(runtime.metadata(at)))))
  builders.set(runtime, known)
  return known
}

/** Every entry of a map in the state after a block: arguments joined, and value. */
function entries<T>({ runtime, state }: SimulatedBlock, pallet: string, item: string): Map<string, T> {
  if (!runtime.hasStorage(pallet, item)) return new Map()
  const { keys, value } = builderOf(runtime).buildStorage(pallet, item)
  const prefix = keys.enc().slice(0, 66)
  const found = state.keys().filter((at) => at.startsWith(prefix))
  return new Map(found.map((at) => [key(...(keys.dec(at) as string[])), value.dec(state.get(at)!) as T]))
}

/** Stake by position, read as any reader would: the first maps win, and shares are worth what the runtime says. */
function readStake(block: SimulatedBlock): Map<string, bigint> {
  const read = <T>(item: string): Map<string, T> => entries<T>(block, 'SubtensorModule', item)
  if (block.runtime.era === 'stake') return withoutZeros(read<bigint>('Stake'), (at) => `${at} 0`)
  const [totals, first, second] = [read<bigint>('TotalHotkeyAlpha'), read<bigint>('Alpha'), read<Float>('AlphaV2')]
  const [all, allV2] = [read<bigint>('TotalHotkeyShares'), read<Float>('TotalHotkeySharesV2')]
  const worth = new Map<string, bigint>()
  for (const at of new Set([...second.keys(), ...first.keys()])) {
    const [hotkey, , netuid] = at.split(' ') as [string, string, string]
    const pool = key(hotkey, netuid)
    const [share, whole, total] = [first.get(at), all.get(pool), totals.get(pool) ?? 0n]
    const asFloat = (bits: bigint | undefined, float: Float | undefined): Float =>
      bits === undefined ? (float ?? { mantissa: 0n, exponent: 0n }) : safeFloatOfFixed(bits)
    const amount =
      block.runtime.era === 'alpha'
        ? shareOfFixed(total, share ?? 0n, whole ?? 0n)
        : shareOfFloat(total, asFloat(share, second.get(at)), asFloat(whole, allV2.get(pool)))
    worth.set(at, amount)
  }
  return withoutZeros(worth, (at) => at)
}

function withoutZeros(map: Map<string, bigint>, name: (at: string) => string): Map<string, bigint> {
  return new Map([...map].filter(([, amount]) => amount > 0n).map(([at, amount]) => [name(at), amount]))
}

const truth = (ledger: Ledger): Map<string, bigint> =>
  new Map([...positions(ledger)].map((at) => [key(at.hotkey, at.coldkey, at.netuid), at.amount]))

const sorted = (map: Map<string, unknown>): [string, unknown][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

describe('a story over three runtimes', () => {
  const blocks: SimulatedBlock[] = []
  longStory('network', 120, {}, (story) => void blocks.push(story.trunk()))
  const last = blocks.at(-1)!

  test('crosses both upgrades', () => {
    expect([...new Set(blocks.map(({ runtime }) => runtime.era))]).toEqual(eras.slice(0, 3))
  })

  test('stake read from storage is the ledger, rao for rao, at every block', () => {
    for (const block of blocks) expect(sorted(readStake(block))).toEqual(sorted(truth(block.ledger!)))
  })

  test('balances read from storage are the ledger at every block', () => {
    for (const block of blocks) {
      const read = entries<{ nonce: number; data: { free: bigint; reserved: bigint } }>(block, 'System', 'Account')
      const told = [...read].map(
        ([who, { nonce, data }]) => [who, { ...pickBalance(data), nonce }] as [string, unknown],
      )
      expect(sorted(new Map(told))).toEqual(sorted(block.ledger!.accounts))
    }
  })

  test('pools have other totals of shares than of stake, so that shares cannot be taken for stake', () => {
    const totals = entries<bigint>(last, 'SubtensorModule', 'TotalHotkeyAlpha')
    const all = entries<Float>(last, 'SubtensorModule', 'TotalHotkeySharesV2')
    expect(all.size).toBeGreaterThan(0)
    for (const [pool, { mantissa, exponent }] of all) {
      if (mantissa > 0n) expect(mantissa / 10n ** -exponent).not.toBe(totals.get(pool))
    }
  })

  test('after the last upgrade stake lies in both maps, and some entries hold nothing', () => {
    const [first, second] = ['Alpha', 'AlphaV2'].map((item) => entries<unknown>(last, 'SubtensorModule', item))
    expect(first!.size).toBeGreaterThan(0)
    expect(second!.size).toBeGreaterThan(0)
    expect([...first!.keys()].filter((at) => second!.has(at))).toEqual([])
    const zeros = blocks.flatMap((block) => [...entries<bigint>(block, 'SubtensorModule', 'Alpha')])
    expect(zeros.some(([, bits]) => bits === 0n)).toBe(true)
  })

  test('hotkeys that a coldkey once staked to stay listed', () => {
    const listed = entries<string[]>(last, 'SubtensorModule', 'StakingHotkeys')
    const held = new Set([...positions(last.ledger!)].map(({ coldkey, hotkey }) => key(coldkey, hotkey)))
    expect([...listed].some(([who, hotkeys]) => hotkeys.some((hotkey) => !held.has(key(who, hotkey))))).toBe(true)
  })

  test('owners, children, takes and subnets are the ledger', () => {
    const { owners, takes, children, subnets } = last.ledger!
    expect(sorted(entries(last, 'SubtensorModule', 'Owner'))).toEqual(sorted(owners))
    expect(sorted(entries(last, 'SubtensorModule', 'Delegates'))).toEqual(sorted(takes))
    expect(sorted(entries(last, 'SubtensorModule', 'ChildKeys'))).toEqual(sorted(children))
    expect([...entries(last, 'SubtensorModule', 'NetworksAdded').keys()].sort()).toEqual(
      [...subnets.keys()].map(String).sort(),
    )
  })
})

const pickBalance = ({ free, reserved }: { free: bigint; reserved: bigint }) => ({ free, reserved })
