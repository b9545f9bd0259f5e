import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { blockHeader, decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { hex, unhex } from '../../log/bytes.ts'
import { publicKeyOf } from '../../log/ss58.ts'
import { blake2b256 } from '../../log/suites.ts'
import type { SimulatedBlock } from './blocks.ts'
import { tao } from './ledger.ts'
import { eras, fixtureMetadata, specOf } from './metadata.ts'
import { givenRuntime } from './runtime.ts'
import { type Story, storyKey, tellStory } from './story.ts'

type Told = { phase: { type: string; value: number }; event: { type: string; value: { type: string; value: unknown } } }

/** The events of a block by the runtime of its parent, without those that tell only of success. */
function eventsOf(story: Story, block: SimulatedBlock): [extrinsic: number, name: string, value: unknown][] {
  const { runtime } = story.byHash(block.parent)!
  const builder = getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(runtime.metadata(runtime.versions[0]!)))))
  const { keys, value } = builder.buildStorage('System', 'Events')
  const told = value.dec(block.state.get(keys.enc())!) as Told[]
  return told
    .filter(({ event }) => event.value.type !== 'ExtrinsicSuccess')
    .map(({ phase, event }) => [phase.value, `${event.type}.${event.value.type}`, event.value.value])
}

const names = (story: Story, block = story.best()): string[] => eventsOf(story, block).map(([, name]) => name)

test('a block is named by the hash of its header, which names its parent and its state', () => {
  const story = tellStory().give('alice', tao(1)).block().block()
  const { number, parent, stateRoot, extrinsicsRoot, hash } = story.best()
  const header = blockHeader.enc({
    parentHash: `0x${parent}`,
    number,
    stateRoot: `0x${stateRoot}`,
    extrinsicRoot: `0x${extrinsicsRoot}`,
    digests: [],
  })
  expect(hash).toBe(hex(blake2b256(header)))
  expect(parent).toBe(story.byNumber(number - 1)?.hash)
  expect(stateRoot).not.toBe(story.byHash(parent)?.stateRoot)
})

test('the same story has the same hashes; another word in it, others', () => {
  const tell = (text: string): string =>
    tellStory()
      .block((say) => say.remark('alice', text))
      .best().hash
  expect(tell('a')).toBe(tell('a'))
  expect(tell('a')).not.toBe(tell('b'))
})

test('one state has one root, whichever way led to it', () => {
  const flat = tellStory().give('a', 10n).blocks(40)
  const other = tellStory().give('a', 10n).blocks(40)
  expect(flat.best().stateRoot).toBe(other.best().stateRoot)
  expect(flat.best().state.keys()).toEqual([...flat.best().state.keys()].sort())
})

describe('the events of stake', () => {
  const subnet = (era: 'alpha' | 'alpha-v2'): Story =>
    tellStory({ era })
      .give('a', tao(100))
      .block((say) => say.registerSubnet('a', 'own', tao(10)).price(1, 500_000_000n))

  test('have no coldkey at first', () => {
    const story = tellStory()
      .give('a', 100n)
      .block((say) => say.stake('a', 'val', 7n))
    expect(eventsOf(story, story.best()).at(-1)).toEqual([1, 'SubtensorModule.StakeAdded', [story.address('val'), 7n]])
  })

  test('have both keys, both amounts and the subnet since dTAO, and the fee later', () => {
    const story = subnet('alpha').block((say) => say.stake('a', 'val', 6n, 1))
    const fields = [story.address('a'), story.address('val'), 6n, 12n, 1]
    expect(eventsOf(story, story.best()).at(-1)?.[2]).toEqual(fields)
    const later = subnet('alpha-v2').block((say) => say.stake('a', 'val', 6n, 1))
    expect(eventsOf(later, later.best()).at(-1)?.[2]).toEqual([...fields, 0n])
  })

  test('tell a move three times in one extrinsic; the sum is of TAO', () => {
    const story = subnet('alpha').block((say) => say.stake('a', 'val', 6n, 1))
    story.block((say) => say.move('a', 'val', 'own', 8n, 1))
    const [removed, added, moved] = eventsOf(story, story.best())
    expect([removed, added, moved].map((event) => event?.[0])).toEqual([1, 1, 1])
    expect(removed?.[2]).toEqual([story.address('a'), story.address('val'), 4n, 8n, 1])
    expect(added?.[2]).toEqual([story.address('a'), story.address('own'), 4n, 8n, 1])
    expect(moved?.[2]).toEqual([story.address('a'), story.address('val'), 1, story.address('own'), 1, 4n])
  })

  test('tell a swapped hotkey once, and a dissolved subnet by the balances of its holders', () => {
    const story = subnet('alpha-v2').block((say) => say.stake('a', 'val', 6n, 1))
    expect(names(story.block((say) => say.swapHotkey('a', 'val', 'new')))).toEqual(['SubtensorModule.HotkeySwapped'])
    expect(names(story.block((say) => say.dissolveSubnet('a', 1)))).toEqual([
      'Balances.Deposit',
      'SubtensorModule.NetworkRemoved',
    ])
    expect(names(story.block((say) => say.emission('new', 5n)))).toEqual([])
  })
})

test('the events of an upgrade are in the old layout, its runtime is the new one', () => {
  const story = tellStory()
    .give('a', tao(1))
    .block((say) => say.stake('a', 'val', 5n))
    .upgrade('alpha')
  expect(names(story)).toEqual(['System.CodeUpdated', 'Sudo.Sudid'])
  expect(story.best().runtime.era).toBe('alpha')
  expect(story.byHash(story.best().parent)?.runtime.era).toBe('stake')
})

test('what fails is in the block with its error and without effect', () => {
  const story = tellStory()
    .give('a', 5n)
    .block((say) => say.transfer('a', 'b', 9n).fails())
  expect(names(story)).toEqual(['System.ExtrinsicFailed'])
  expect(story.best().ledger?.accounts.get(story.address('a'))).toEqual({ free: 5n, reserved: 0n, nonce: 1 })
})

describe('branches', () => {
  test('a fork is best for a while and is then left; what is final was never on it', () => {
    const story = tellStory({ lag: 2 }).give('a', 100n).blocks(3)
    const before = story.best()
    story.fork(2, (say) => say.transfer('a', 'b', 7n))
    const aside = story.best()
    expect([aside.number, story.byNumber(before.number + 1)?.hash]).toEqual([before.number + 2, aside.parent])
    story.blocks(4)
    expect(story.byNumber(before.number + 1)?.parent).toBe(before.hash)
    expect(story.byNumber(before.number + 2)?.hash).not.toBe(aside.hash)
    expect(story.byHash(aside.hash)).toBe(aside)
    expect(story.best().ledger?.accounts.get(story.address('b'))).toBe(undefined)
    expect(story.finalized().number).toBe(story.best().number - 2)
  })

  test('listeners hear every best block and every final one', () => {
    const story = tellStory()
    const [best, final]: [number[], number[]] = [[], []]
    story.onBest(({ number }) => best.push(number))
    const stop = story.onFinal(({ number }) => final.push(number))
    story.block().fork(2).block().finalize()
    stop()
    story.block().finalize()
    expect([best, final]).toEqual([
      [1, 2, 3, 2, 3],
      [1, 2],
    ])
  })
})

test('old ledgers are let go where the story says how many to keep', () => {
  const story = tellStory({ keep: 3 }).blocks(6)
  expect([2, 3, 4, 6].map((number) => story.byNumber(number)?.ledger === null)).toEqual([true, true, false, false])
})

test('people have keys that follow from their names, or those they are given', () => {
  expect(tellStory().address('alice')).toBe(storyKey('alice').address)
  const story = tellStory({ keyOf: (name) => storyKey(`the other ${name}`) })
  expect(hex(publicKeyOf(story.address('alice')))).toBe(hex(storyKey('the other alice').publicKey))
})

test('given metadata is known by what is in it', () => {
  for (const era of eras) expect(givenRuntime(fixtureMetadata(era))).toMatchObject({ era, spec: specOf[era] })
})

test('a story can be told over given metadata; what the runtime does not have is left out', () => {
  const metadata = fixtureMetadata('stake')
  const story = tellStory({ runtimes: { stake: { metadata, spec: 7 } } })
    .give('a', 1n)
    .block()
  expect([story.best().runtime.spec, story.best().runtime.versions]).toEqual([7, [14]])
  expect(story.best().runtime.metadata(14)).toBe(metadata)
  expect(unhex(story.best().extrinsics[0]!.slice(2)).length).toBeGreaterThan(5)
})

test('the state after an upgrade can still be in the old layout, as on a real chain', () => {
  const tell = (migration: 'same block' | 'next block') =>
    tellStory({ migration })
      .give('a', 9n)
      .block((say) => say.stake('a', 'val', 5n))
      .upgrade('alpha')
  const old = tellStory().best().runtime.key('SubtensorModule', 'Stake', []).slice(0, 66)
  const has = ({ state }: SimulatedBlock): boolean => state.keys().some((at) => at.startsWith(old))
  const late = tell('next block')
  expect([has(tell('same block').best()), has(late.best()), has(late.block().best())]).toEqual([false, true, false])
})
