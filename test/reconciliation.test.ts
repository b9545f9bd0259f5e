import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsKey } from '../src/chain/block.ts'
import { readers } from '../src/chain/event-readers.ts'
import { decodeEvents } from '../src/chain/events.ts'
import { decodeExtrinsic } from '../src/chain/extrinsics.ts'
import { type BlockFlows, type FlowRow, flowsOfBlock } from '../src/chain/flows.ts'
import { type Runtime, readRuntime } from '../src/chain/runtime.ts'
import type { BlockScript } from '../src/dev/simulated-chain/block-script.ts'
import type { SimulatedBlock } from '../src/dev/simulated-chain/blocks.ts'
import type { Ledger } from '../src/dev/simulated-chain/ledger.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { type Story, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { potOf } from '../src/evidence/pots.ts'
import { hex, unhex } from '../src/log/bytes.ts'
import { publicKeyOf } from '../src/log/ss58.ts'

const runtimes = new Map<number, Runtime>()

/** The flows of a block by the runtime of its parent, as far as these readers know its events. */
function flowsOf(story: Story, block: SimulatedBlock, known = readers): BlockFlows {
  const { runtime: wrote } = story.byHash(block.parent)!
  const runtime = runtimes.get(wrote.spec) ?? readRuntime(wrote.metadata(wrote.versions[0]!), wrote.spec)
  runtimes.set(wrote.spec, runtime)
  const { events, fault } = decodeEvents(runtime, unhex(block.state.get(`0x${hex(eventsKey)}`)!.slice(2)))
  expect(fault).toBe(null)
  const told = events.map(({ phase, ...each }) => ({ ...each, extrinsic: typeof phase === 'number' ? phase : null }))
  const calls = block.extrinsics.map((bytes, index) => {
    const whole = unhex(bytes.slice(2))
    const call = decodeExtrinsic(runtime, index, whole.subarray([1, 2, 4][whole[0]! & 3]!))
    if ('fault' in call) throw new Error(call.fault)
    return call
  })
  return flowsOfBlock(block.number, told, calls, known)
}

/** Balances of people, free and reserved, by account in hex. */
function balancesOf({ accounts }: Ledger): Map<string, bigint> {
  const people = [...accounts].map(([who, each]) => [publicKeyOf(who), each.free + each.reserved] as const)
  return new Map(people.filter(([key]) => potOf(key) === null).map(([key, rao]) => [hex(key), rao]))
}

/** What a row says came to an account; the words of the format, written down a second time. */
function saidOf({ kind, from, to, amount = 0n }: FlowRow, account: string): bigint {
  const out = account === from ? -amount : 0n
  const into = account === to ? amount : 0n
  if (kind === 'transfer') return out + into
  if (['stake-added', 'subnet-registered', 'registered', 'burned', 'fee-paid'].includes(kind)) return out
  if (kind === 'stake-removed') return -out
  return kind === 'subnet-paid-out' ? into : 0n
}

/** Balances before and what the rows say are the balances after, to the rao; nothing is left over. */
function reconcile(story: Story, before: Ledger, block: SimulatedBlock): void {
  const { rows } = flowsOf(story, block)
  expect(rows.filter(({ kind }) => kind === 'unexplained')).toEqual([])
  const [was, is] = [balancesOf(before), balancesOf(block.ledger!)]
  const said = [...is].map(([account, rao]) => {
    const set = rows.find(({ kind, to }) => kind === 'balance-set' && to === account)
    return [account, set ? rao : rows.reduce((sum, row) => sum + saidOf(row, account), was.get(account) ?? 0n)] as const
  })
  expect(new Map(said)).toEqual(is)
}

/** Things that happen to balances beside those of the long story. */
const acts: ((say: BlockScript) => BlockScript)[] = [
  (say) => say.register('bob', 'hal', 1, tao(3)),
  (say) => say.batch('bob', (in_) => in_.register('', 'hal', 1, tao(2)).register('', 'hella', 1, 7n)),
  (say) => say.registerSubnet('alice', 'hella', tao(50), 'More'),
  (say) => say.burn('carol', 12n),
  (say) => say.sudo('sudo', (in_) => in_.setBalance('', 'dave', tao(400))),
  (say) => say.addProxy('alice', 'bob'),
  (say) => say.removeProxies('alice'),
  (say) => say.stake('alice', 'hal', tao(2), 1),
  (say) => say.unstake('alice', 'hal', 5n, 1),
  (say) => say.swap('alice', 'hal', 5n, 1, 0),
  (say) => say.transferStake('alice', 'carol', 'hal', 9n, 1, 0),
  (say) => say.proxied('dave', 'bob', (in_) => in_.transfer('', 'carol', 8n)),
  (say) => say.transfer('carol', 'nobody yet', 600n),
  (say) => say.transfer('carol', 'dave', 5n).fails(),
  (say) => say.multisig('alice', ['alice', 'bob'], 2, (in_) => in_.remark('', 'agreed')),
  (say) => say.pots(),
]

/** A chain on which all of that can happen. */
function ready(): Story {
  const story = tellStory({ era: 'alpha-v2' })
  for (const name of ['alice', 'bob', 'carol', 'dave', 'sudo']) story.give(name, tao(10_000))
  return story.block((say) =>
    say
      .setSudoKey('sudo', 'sudo')
      .registerSubnet('alice', 'hal', tao(100), 'One')
      .stake('alice', 'hal', tao(90), 1)
      .stake('alice', 'hal', tao(50))
      .addProxy('bob', 'dave'),
  )
}

describe('balances before and rows are balances after', () => {
  test('at every block of a long story, through every runtime and into pots', () => {
    let before: Ledger | undefined
    const seen = new Set<string>()
    longStory('reconciled', 160, { newest: true }, (story) => {
      const block = story.trunk()
      if (before) reconcile(story, before, block)
      before = block.ledger!
      for (const { kind } of flowsOf(story, block).rows) seen.add(kind)
    })
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'stake-added',
        'stake-removed',
        'stake-transferred',
        'subnet-paid-out',
        'coldkey-swapped',
        'root-claimed',
        'basket-swapped',
        'basket-converted',
        'lock-form-changed',
      ]),
    )
  })

  test('whatever happens in whichever order, with fees and without', () => {
    const act = fc.tuple(fc.nat(acts.length - 1), fc.constantFrom(0n, 3n, tao(2)))
    fc.assert(
      fc.property(fc.array(fc.array(act, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (blocks) => {
        const story = ready()
        for (const block of blocks) {
          const before = structuredClone(story.ledger())
          story.block((say) => {
            for (const [which] of block) acts[which]!(say)
          })
          reconcile(story, before, story.trunk())
        }
        for (const [which, fee] of blocks.flat()) {
          if (fee === 0n || acts[which] === acts.at(-1)) continue
          story.block((say) => acts[which]!(say).pays(fee))
          const { rows, fees } = flowsOf(story, story.trunk())
          expect(rows.filter(({ kind }) => kind === 'unexplained')).toEqual([])
          expect(fees).toBe(fee)
        }
      }),
      { numRuns: 40 },
    )
  })
})

test.each([
  ['Balances.Transfer', 'transfer', (say: BlockScript) => say.transfer('bob', 'carol', tao(5))],
  ['SubtensorModule.StakeAdded', 'stake-added', (say: BlockScript) => say.stake('bob', 'hal', tao(5))],
  ['SubtensorModule.StakeRemoved', 'stake-removed', (say: BlockScript) => say.unstake('alice', 'hal', tao(5))],
  ['SubtensorModule.NetworkAdded', 'subnet-registered', (say: BlockScript) => say.registerSubnet('bob', 'x', tao(5))],
  ['SubtensorModule.NeuronRegistered', 'registered', (say: BlockScript) => say.register('bob', 'x', 1, tao(5))],
])('without the reader of %s its rows show up as unexplained', (name, kind, act) => {
  for (const pots of [false, true]) {
    const story = ready().block((say) => (pots ? say.pots() : say))
    story.block(act)
    const [all, { [name]: gone, ...others }] = [flowsOf(story, story.trunk()), readers]
    expect(gone).toBeDefined()
    const told = all.rows.find((row) => row.kind === kind)!
    const left = flowsOf(story, story.trunk(), others)
    const unexplained = left.rows.filter((row) => row.kind === 'unexplained')
    const [lost, got] = kind === 'stake-removed' ? [undefined, told.from] : [told.from, told.to]
    const rows = [lost && { from: lost }, got && { to: got }].filter((each) => each !== undefined)
    expect(unexplained).toMatchObject(rows.map((each) => ({ ...each, amount: tao(5) })))
    expect(unexplained).toHaveLength(rows.length)
  }
})
