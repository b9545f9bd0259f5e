import { describe, expect, test } from 'vitest'
import type { BlockScript } from '../dev/simulated-chain/block-script.ts'
import type { Era } from '../dev/simulated-chain/metadata.ts'
import { type Story, tao, tellStory } from '../dev/simulated-chain.ts'
import { hex, unhex } from '../log/bytes.ts'
import { addressOf, publicKeyOf } from '../log/ss58.ts'
import { decodeBlock, eventsKey } from './block.ts'
import { type FlowRow, flowsOfBlock } from './flows.ts'
import { multisigAccount } from './origins.ts'
import { type Runtime, readRuntime } from './runtime.ts'

const runtimes = new Map<number, Runtime>()

/** The body of an extrinsic of 0x-hex: what follows its compact length. */
function bodyOf(extrinsic: string): Uint8Array {
  const bytes = unhex(extrinsic.slice(2))
  return bytes.subarray([1, 2, 4][bytes[0]! & 3]!)
}

/** What a block says, decoded with the runtime of its parent. */
function decoded(story: Story, number: number) {
  const block = story.byNumber(number)!
  const { runtime: wrote } = story.byNumber(number - 1)!
  const runtime = runtimes.get(wrote.spec) ?? readRuntime(wrote.metadata(wrote.versions[0]!), wrote.spec)
  runtimes.set(wrote.spec, runtime)
  const events = block.state.get(`0x${hex(eventsKey)}`)
  return decodeBlock(runtime, { number, extrinsics: block.extrinsics.map(bodyOf) }, unhex(events!.slice(2)))
}

const names = ['alice', 'bob', 'carol', 'hal', 'hella', 'helmi', 'alina', 'safe']

/** Flows with names in place of accounts and TAO in place of rao. */
function said(story: Story, rows: readonly FlowRow[]): Record<string, unknown>[] {
  const known = new Map(names.map((name) => [hex(publicKeyOf(story.address(name))), name]))
  const name = (account: string) => known.get(account) ?? addressOf(unhex(account))
  return rows.map(({ block: _, extrinsic: __, amount, ...row }) => {
    const words = Object.entries(row).filter(([, value]) => value !== undefined)
    const named = words.map(([key, value]) => [
      key,
      typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? name(value) : value,
    ])
    return { ...Object.fromEntries(named), ...(amount !== undefined && { tao: Number(amount) / 1e9 }) }
  })
}

/** A chain with stake to move, and the flows of one more block of it. */
function flowsIn(era: Era, script: (say: BlockScript) => void, before: (say: BlockScript) => void = () => {}) {
  const story = tellStory({ era }).give('alice', tao(10_000)).give('bob', tao(1000)).give('carol', tao(1000))
  story.block((say) =>
    say.stake('alice', 'hal', tao(100)).stake('bob', 'hella', tao(100)).stake('carol', 'helmi', tao(1)),
  )
  story.block(before)
  story.block(script)
  const { flows, fault } = decoded(story, story.trunk().number)
  expect(fault).toBe(null)
  return { story, flows, rows: said(story, flows.rows) }
}

const eras: Era[] = ['stake', 'alpha', 'alpha-v2']
const later: Era[] = ['alpha', 'alpha-v2']

describe.each(eras)('in the era of %s', (era) => {
  test('a transfer is one flow', () => {
    const { rows, flows } = flowsIn(era, (say) => say.transfer('alice', 'bob', tao(7)))
    expect(rows).toEqual([{ kind: 'transfer', from: 'alice', to: 'bob', tao: 7 }])
    expect(flows.rows[0]!.extrinsic).not.toBe(null)
  })

  test('stake added and removed are one flow each, and no transfer beside', () => {
    const { rows } = flowsIn(era, (say) => say.stake('alice', 'hella', tao(5)).unstake('bob', 'hella', tao(3)))
    const netuid = era === 'stake' ? {} : { netuid: 0 }
    expect(rows).toMatchObject([
      { kind: 'stake-added', from: 'alice', hotkey: 'hella', ...netuid, tao: 5 },
      { kind: 'stake-removed', from: 'bob', hotkey: 'hella', ...netuid, tao: 3 },
    ])
  })

  test('a call that fails is no flow', () => {
    expect(flowsIn(era, (say) => say.transfer('alice', 'bob', tao(7)).fails()).rows).toEqual([])
  })

  test('a batch is as many flows as it has calls', () => {
    const { rows } = flowsIn(era, (say) =>
      say.batch('alice', (inner) => inner.transfer('', 'bob', tao(1)).transfer('', 'carol', tao(2))),
    )
    expect(rows).toMatchObject([
      { kind: 'transfer', from: 'alice', to: 'bob', tao: 1 },
      { kind: 'transfer', from: 'alice', to: 'carol', tao: 2 },
    ])
  })

  test('through a proxy it is the flow of whom the proxy acts for', () => {
    const { rows } = flowsIn(
      era,
      (say) => say.proxied('bob', 'alice', (inner) => inner.transfer('', 'carol', tao(4))),
      (say) => say.addProxy('alice', 'bob'),
    )
    expect(rows).toContainEqual({ kind: 'transfer', from: 'alice', to: 'carol', tao: 4 })
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'proxied', from: 'alice', to: 'bob' }))
    expect(rows).toHaveLength(2)
  })

  test('a multisig is learnt from the first approval, and acts with the last', () => {
    const members = ['alice', 'bob', 'carol']
    const approve = (who: string) => (say: BlockScript) =>
      say.multisig(who, members, 2, (inner) => inner.remark('', 'agreed'))
    const first = flowsIn(era, approve('alice'))
    const keys = members.map((name) => hex(publicKeyOf(first.story.address(name)))).sort()
    const account = multisigAccount(keys, 2)
    expect(first.flows.multisigs).toEqual([{ account, threshold: 2, signatories: keys }])
    expect(first.rows).toEqual([])
    const second = flowsIn(era, approve('bob'), approve('alice'))
    expect(second.flows.rows).toMatchObject([
      { kind: 'multisig-executed', from: account, to: hex(publicKeyOf(second.story.address('bob'))) },
    ])
  })

  test('what the key of keys does is said with the call', () => {
    const { rows } = flowsIn(era, (say) => say.sudo('sudo', (inner) => inner.remark('', 'so be it')))
    expect(rows).toMatchObject([{ kind: 'sudo', text: expect.stringMatching(/remark/i) }])
  })

  test('a hotkey that is swapped, and a take that changes', () => {
    const { rows } = flowsIn(era, (say) => say.swapHotkey('alice', 'hal', 'alina').take('bob', 'hella', 5000))
    expect(rows).toContainEqual(
      expect.objectContaining({ kind: 'hotkey-swapped', from: 'alice', hotkey: 'hal', toHotkey: 'alina' }),
    )
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'take-changed', from: 'bob', hotkey: 'hella' }))
    expect(rows).toHaveLength(2)
  })

  test('nothing happens in an empty block', () => {
    expect(flowsIn(era, () => {}).rows).toEqual([])
  })
})

describe.each(later)('with subnets, in the era of %s', (era) => {
  test('stake is one flow where its TAO goes through the pot of a subnet', () => {
    const moves = (say: BlockScript) =>
      say
        .stake('alice', 'hella', tao(5))
        .unstake('bob', 'hella', tao(3))
        .transfer('alice', 'bob', tao(2))
        .move('carol', 'helmi', 'hella', tao(1))
    const before = flowsIn(era, moves)
    const after = flowsIn(era, moves, (say) => say.pots())
    expect(after.rows).toEqual(before.rows)
    expect(after.rows.map(({ kind }) => kind)).toEqual(['stake-added', 'stake-removed', 'transfer', 'stake-moved'])
  })

  const found = (say: BlockScript) => {
    say.registerSubnet('alice', 'owner one', tao(100), 'One').registerSubnet('alice', 'owner two', tao(100), 'Two')
    say.price(1, tao(0.5)).price(2, tao(0.25)).stake('bob', 'hella', tao(50), 1)
  }

  test('stake moved to another validator is one flow, whatever events it has', () => {
    const { rows } = flowsIn(era, (say) => say.move('bob', 'hella', 'hal', tao(10)), found)
    expect(rows).toEqual([
      { kind: 'stake-moved', from: 'bob', hotkey: 'hella', toHotkey: 'hal', netuid: 0, toNetuid: 0, tao: 10 },
    ])
  })

  test('stake swapped to another subnet is one flow, in TAO', () => {
    const { rows } = flowsIn(era, (say) => say.swap('bob', 'hella', tao(10), 0, 2), found)
    expect(rows).toMatchObject([
      { kind: 'stake-swapped', from: 'bob', hotkey: 'hella', netuid: 0, toNetuid: 2, tao: 10 },
    ])
  })

  test('stake handed to another coldkey is one flow', () => {
    const { rows } = flowsIn(era, (say) => say.transferStake('bob', 'carol', 'hella', tao(10)), found)
    expect(rows).toMatchObject([
      { kind: 'stake-transferred', from: 'bob', to: 'carol', hotkey: 'hella', netuid: 0, toNetuid: 0, tao: 10 },
    ])
  })

  test('subnets that are registered and dissolved, and children', () => {
    const { rows } = flowsIn(
      era,
      (say) => say.setChildren('bob', 'hella', 1, [[250, 'hal']]).dissolveSubnet('alice', 2),
      found,
    )
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'children-set', hotkey: 'hella', netuid: 1 }))
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'subnet-dissolved', netuid: 2 }))
  })

  test('a coldkey that is swapped takes everything along in one flow', () => {
    const { rows } = flowsIn(era, (say) => say.swapColdkey('bob', 'alina'))
    expect(rows).toContainEqual(expect.objectContaining({ kind: 'coldkey-swapped', from: 'bob', to: 'alina' }))
  })
})

describe('what is told beside money', () => {
  const subnet = (say: BlockScript) => {
    say.registerSubnet('alice', 'owner one', tao(100), 'One').price(1, tao(0.5)).stake('bob', 'hella', tao(50), 1)
  }

  test('who registers a subnet', () => {
    expect(flowsIn('alpha-v2', subnet).rows).toContainEqual(
      expect.objectContaining({ kind: 'subnet-registered', from: 'alice', netuid: 1 }),
    )
  })

  test('locks that are set and moved', () => {
    const { rows } = flowsIn('alpha-v2', (say) => say.lock('bob', 'hella', tao(2), 1), subnet)
    expect(rows).toMatchObject([{ kind: 'stake-locked', from: 'bob', hotkey: 'hella', netuid: 1, tao: 2 }])
  })

  test('identities', () => {
    const { rows } = flowsIn('alpha-v2', (say) => say.identity('alice', { name: 'Alice' }))
    expect(rows).toMatchObject([{ kind: 'identity-set', from: 'alice' }])
  })

  test('swaps of a coldkey that are announced and disputed', () => {
    const announce = (say: BlockScript) => say.announceColdkeySwap('bob', 'alina')
    expect(flowsIn('alpha-v2', announce).rows).toMatchObject([{ kind: 'coldkey-swap-announced', from: 'bob' }])
    const { rows } = flowsIn('alpha-v2', (say) => say.disputeColdkeySwap('bob'), announce)
    expect(rows).toMatchObject([{ kind: 'coldkey-swap-disputed', from: 'bob' }])
  })

  test('a proxy that is given and taken back', () => {
    const give = (say: BlockScript) => say.addProxy('alice', 'bob')
    expect(flowsIn('alpha-v2', give).rows).toMatchObject([{ kind: 'proxy-added', from: 'alice', to: 'bob' }])
    const { rows } = flowsIn('alpha-v2', (say) => say.removeProxy('alice', 'bob'), give)
    expect(rows).toMatchObject([{ kind: 'proxy-removed', from: 'alice', to: 'bob' }])
  })

  test('the old collectives: proposed, voted, and who came in and left', () => {
    const seated = (say: BlockScript): BlockScript =>
      say.setMembers('sudo', 'triumvirate', ['alice', 'bob', 'carol']).setMembers('sudo', 'senate', ['hal', 'hella'])
    const propose = (say: BlockScript): BlockScript => say.propose('alice', (inner) => inner.remark('', 'let us'))
    const proposed = flowsIn('stake', propose, seated)
    expect(proposed.rows).toContainEqual(expect.objectContaining({ kind: 'proposed', from: 'alice' }))
    const { rows } = flowsIn('stake', (say) => say.setMembers('sudo', 'senate', ['hal', 'helmi']), seated)
    expect(rows).toEqual([{ kind: 'members-changed', text: 'senate' }])
    const vote = flowsIn(
      'stake',
      (say) => say.vote('bob', 0, true),
      (say) => void propose(seated(say)),
    )
    expect(vote.rows).toMatchObject([{ kind: 'voted', from: 'bob' }])
    expect(vote.flows.rows[0]!.amount).toBe(1n)
  })

  test('a new runtime is told by the observer, and its block decodes with the old one', () => {
    const story = tellStory().give('alice', tao(10)).blocks(1)
    story.upgrade('alpha')
    const { fault, flows } = decoded(story, story.trunk().number)
    expect(fault).toBe(null)
    expect(said(story, flows.rows)).toContainEqual(expect.objectContaining({ kind: 'sudo' }))
  })
})

test('what was called through a proxy, a multisig or sudo, and failed, did not happen; each has its own call', () => {
  const call = (name: string) => ({ pallet: 'System', name, args: {} })
  const [real, delegate] = ['01'.repeat(32), '02'.repeat(32)]
  const proxy = (name: string) => ({ pallet: 'Proxy', name: 'proxy', args: { real, call: call(name) } })
  const batch = { pallet: 'Utility', name: 'batch', args: { calls: [proxy('remark'), proxy('set_storage')] } }
  const executed = (success: boolean) => ({
    extrinsic: 1,
    pallet: 'Proxy',
    name: 'ProxyExecuted',
    fields: { result: { success, value: undefined } },
  })
  const calls = [{ index: 1, signer: delegate, call: batch }] as never
  const texts = (...results: boolean[]) => flowsOfBlock(7, results.map(executed), calls).rows.map(({ text }) => text)
  expect(texts(true, true)).toEqual(['System.remark', 'System.set_storage'])
  expect(texts(false, true)).toEqual(['System.set_storage'])
  expect(texts(false, false)).toEqual([])
})

test('events that nothing reads are counted by their name, and so are calls of which no row came', () => {
  const event = (name: string) => ({ extrinsic: 1, pallet: 'Drand', name, fields: [] })
  const success = { extrinsic: 1, pallet: 'System', name: 'ExtrinsicSuccess', fields: [] }
  const set = { pallet: 'SubtensorModule', name: 'set_weights', args: {} }
  const call = { pallet: 'Utility', name: 'batch', args: { calls: [set, set] } }
  const calls = [{ index: 1, signer: '01'.repeat(32), call }] as never
  const { unread, unreadCalls, rows } = flowsOfBlock(7, [event('NewPulse'), event('NewPulse'), success], calls)
  expect(rows).toEqual([])
  expect([...unread]).toEqual([['Drand.NewPulse', 2]])
  expect([...unreadCalls]).toEqual([['SubtensorModule.set_weights', 2]])
  expect([...flowsOfBlock(7, [event('NewPulse')], calls).unreadCalls]).toEqual([])
})

test('what is known without a row of its own is not counted', () => {
  const { flows } = flowsIn('alpha-v2', (say) => say.remark('alice', 'hello').addProxy('alice', 'bob').pays(5n))
  expect(flows.unread.size + flows.unreadCalls.size).toBe(0)
})
