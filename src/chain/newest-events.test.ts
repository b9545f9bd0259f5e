import { describe, expect, test } from 'vitest'
import type { BlockScript } from '../dev/simulated-chain/block-script.ts'
import { fixtureMetadata, specOf } from '../dev/simulated-chain/metadata.ts'
import type { Story } from '../dev/simulated-chain/story.ts'
import { tao, tellStory } from '../dev/simulated-chain.ts'
import { hex, unhex } from '../log/bytes.ts'
import { publicKeyOf } from '../log/ss58.ts'
import { decodeBlock, eventsKey } from './block.ts'
import { unreadStorage } from './known.ts'
import { readRuntime } from './runtime.ts'

const runtime = readRuntime(fixtureMetadata('baskets'), specOf.baskets)

/** Alice and Bob have validators, and each stake; subnets 1 and 2 are there. */
const begin = (): Story =>
  tellStory({ era: 'baskets' })
    .give('alice', tao(1000))
    .give('bob', tao(1000))
    .give('sudo', tao(10))
    .block((say) => say.pots().setSudoKey('sudo', 'sudo').stake('alice', 'hal', tao(20)).stake('bob', 'hella', tao(20)))
    .block((say) => say.registerSubnet('alice', 'own', tao(50), 'One').registerSubnet('bob', 'other', tao(50), 'Two'))
    .block((say) => say.stake('alice', 'hal', tao(10), 1).stakeIntoBasket('bob', 'hal', tao(6), 1))

/** The body of an extrinsic of 0x-hex: what follows its compact length. */
function bodyOf(extrinsic: string): Uint8Array {
  const bytes = unhex(extrinsic.slice(2))
  return bytes.subarray([1, 2, 4][bytes[0]! & 3]!)
}

/** What the last block of a story says, with people under their names. */
function told(script: (say: BlockScript) => void, story = begin()) {
  const block = story.block(script).trunk()
  const names = new Map(
    ['alice', 'bob', 'sudo', 'hal', 'hella', 'own', 'other', 'idle'].map((name) => [
      hex(publicKeyOf(story.address(name))),
      name,
    ]),
  )
  const events = unhex(block.state.get(`0x${hex(eventsKey)}`)!.slice(2))
  const { flows, fault } = decodeBlock(
    runtime,
    { number: block.number, extrinsics: block.extrinsics.map(bodyOf) },
    events,
  )
  expect(fault).toBeNull()
  const rows = flows.rows.map(({ block: _, extrinsic: __, ...row }) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, names.get(String(value)) ?? value]),
    ),
  )
  return { rows, unread: [...flows.unread.keys()], calls: [...flows.unreadCalls.keys()] }
}

describe('events of the newest runtime', () => {
  test('stake into a basket is stake with the validator, and its transfers to pots are not told again', () => {
    expect(told((say) => say.stakeIntoBasket('bob', 'hella', tao(3), 2))).toEqual({
      rows: [{ kind: 'stake-added', from: 'bob', hotkey: 'hella', amount: tao(3) }],
      unread: [],
      calls: [],
    })
  })

  test('a claim of a basket is told once, with its validator', () => {
    const { rows, unread } = told((say) => say.claimBasket('bob', 'hal'))
    expect(rows).toEqual([{ kind: 'root-claimed', from: 'bob', hotkey: 'hal', amount: tao(6) }])
    expect(unread).toEqual([])
  })

  test('a validator that trades what is in its basket, writes it off, or has it converted', () => {
    expect(told((say) => say.swapBasket('alice', 'hal', tao(2), 1, 0)).rows).toEqual([
      { kind: 'basket-swapped', hotkey: 'hal', netuid: 1, toNetuid: 0, amount: tao(2) },
    ])
    expect(told((say) => say.writeOffBasket('hal', 1)).rows).toEqual([
      { kind: 'basket-written-off', hotkey: 'hal', netuid: 1, amount: tao(6) },
    ])
    const { rows } = told((say) => say.sudo('sudo', (inner) => inner.dissolveSubnet('sudo', 1)))
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'basket-converted', hotkey: 'hal', netuid: 1 }))
    expect(rows.filter(({ kind }) => kind === 'unexplained')).toEqual([])
  })

  test('dividends of a basket are read and are no row', () => {
    expect(told((say) => say.basketDividend('hal', 5n, 1))).toEqual({ rows: [], unread: [], calls: [] })
  })

  test('stake handed over to another hotkey is one row, within a subnet and between two', () => {
    const within = told((say) => say.handOver('alice', 'bob', 'hal', 'hella', tao(2), 1))
    const between = told((say) => say.handOver('alice', 'bob', 'hal', 'hella', tao(2), 1, 2))
    const row = {
      kind: 'stake-transferred',
      from: 'alice',
      to: 'bob',
      hotkey: 'hal',
      toHotkey: 'hella',
      amount: tao(2),
    }
    expect(within).toEqual({ rows: [{ ...row, netuid: 1, toNetuid: 1 }], unread: [], calls: [] })
    expect(between).toEqual({ rows: [{ ...row, netuid: 1, toNetuid: 2 }], unread: [], calls: [] })
  })

  test('locks that stay from now on, or decay; a hotkey that is nobody’s again; a subnet that changes hands', () => {
    expect(told((say) => say.keepLocks('alice', 1)).rows).toEqual([
      { kind: 'lock-form-changed', from: 'alice', netuid: 1, amount: 1n },
    ])
    expect(told((say) => say.keepLocks('alice', 1, false)).rows).toMatchObject([{ amount: 0n }])
    const idle = begin().block((say) => say.register('alice', 'idle', 1))
    expect(told((say) => say.disassociate('alice', 'idle'), idle).rows).toEqual([
      { kind: 'hotkey-disassociated', from: 'alice', hotkey: 'idle' },
    ])
    expect(told((say) => say.takeOver(1, 'hella')).rows).toEqual([
      { kind: 'subnet-owner-changed', netuid: 1, from: 'alice', to: 'bob' },
    ])
  })

  test('what nothing reads is counted by its name', () => {
    const unread = unreadStorage(runtime).find(({ pallet }) => pallet === 'SubtensorModule')?.items
    expect(unread).toContain('MinerCollateral')
    expect(unread).not.toEqual(expect.arrayContaining(['BasketClaimed']))
    for (const item of ['Lock', 'HotkeyLock', 'OwnerLock', 'DecayingLock', 'MaturityRate', 'BasketRate'])
      expect(unread).not.toContain(item)
  })
})
