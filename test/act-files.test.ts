import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actFileOf } from '../src/chain/acts.ts'
import { decodeBlock, eventsKey } from '../src/chain/block.ts'
import { callTree } from '../src/chain/call-tree.ts'
import { type Runtime, readRuntime } from '../src/chain/runtime.ts'
import type { Call } from '../src/chain/values.ts'
import type { BlockScript } from '../src/dev/simulated-chain/block-script.ts'
import type { Story } from '../src/dev/simulated-chain.ts'
import { type ActFile, askedFor, mostCalls, mostValues, readAct, writeAct } from '../src/evidence/act.ts'
import { hex, unhex, utf8 } from '../src/log/bytes.ts'
import { Malformed } from '../src/log/errors.ts'
import { blake2b256 } from '../src/log/suites.ts'
import { signatories, smallTown } from './watched.ts'

const at = { chain: 'c0'.repeat(32), block: 1, hash: 'b1'.repeat(32) }

/** The acts of the newest block of a story, by the runtime that wrote it. */
function acts(story: Story) {
  const block = story.trunk()
  const { runtime: wrote } = story.byHash(block.parent)!
  const runtime = readRuntime(wrote.metadata(wrote.versions[0]!), wrote.spec)
  const extrinsics = block.extrinsics.map((bytes) => {
    const whole = unhex(bytes.slice(2))
    return whole.subarray([1, 2, 4][whole[0]! & 3]!)
  })
  const events = unhex(block.state.get(`0x${hex(eventsKey)}`)!.slice(2))
  return { runtime, ...decodeBlock(runtime, { number: block.number, extrinsics }, events) }
}

const fileOf = (story: Story): ActFile | null => {
  const { runtime, acts: found } = acts(story)
  return actFileOf(runtime, found[0]!, at)
}

const asks = (say: BlockScript, who: string) =>
  say.multisig(who, signatories, 2, (as) => as.sudo('x', (inner) => inner.transfer('x', 'alice', 7n)))

describe('the file of an act', () => {
  test('has the call with its arguments, by their names, and who decides', () => {
    const story = smallTown().block((say) => asks(say, 'ann'))
    expect(acts(story).acts).toMatchObject([{ what: 'proposed', begun: { block: story.trunk().number, extrinsic: 1 } }])
    const file = fileOf(story)!
    expect(file.threshold).toBe(2)
    expect([...file.signatories].sort()).toEqual(signatories.map(story.address).sort())
    expect(file.calls).toMatchObject([
      { depth: 0, pallet: 'Sudo', name: 'sudo', args: [{ path: 'call', kind: 'call', text: '1' }] },
      {
        depth: 1,
        pallet: 'Balances',
        args: [
          { path: 'dest', kind: 'account', text: story.address('alice') },
          { path: 'value', kind: 'number', text: '7' },
        ],
      },
    ])
    expect(askedFor(file)).toEqual([`Balances.${file.calls[1]!.name}`])
    expect(readAct(writeAct(file))).toEqual(file)
  })

  test('of an approval that carries no call has who decides alone', () => {
    const story = smallTown().block((say) => asks(say, 'ann'))
    const {
      runtime,
      acts: [act],
    } = acts(story)
    const carried = act!.told[0]!
    const hashed = {
      ...carried,
      call: { ...carried.call, name: 'approve_as_multi', args: { call_hash: act!.callHash } },
    }
    const file = actFileOf(runtime, { ...act!, told: [hashed] }, at)
    expect(file).toMatchObject({ threshold: 2, calls: [] })
    // A call that is not the one of the hash is not told for it.
    const other = { ...carried.call, args: { ...carried.call.args, call: sudoOf('x') } }
    expect(actFileOf(runtime, { ...act!, told: [{ ...carried, call: other }] }, at)).toBe(null)
  })

  test('of the key alone has its call', () => {
    const story = smallTown()
    story.silently((ledger) => {
      ledger.sudo = story.address('ann')
    })
    story.block((say) => say.sudo('ann', (inner) => inner.setCode('x')))
    const { acts: found, runtime } = acts(story)
    expect(found.map(({ what }) => what)).toEqual(['upgraded', 'called'])
    const file = actFileOf(runtime, found[1]!, at)!
    expect(file).toMatchObject({ threshold: null, signatories: [], left: 0 })
    expect(askedFor(file)).toEqual(['System.set_code'])
  })
})

const sudoOf = (text: string): Call => ({
  pallet: 'System',
  name: 'remark_with_event',
  args: { remark: utf8(text) },
})

let known: Runtime | null = null
const runtime = (): Runtime => {
  known ??= acts(smallTown()).runtime
  return known
}

describe('a call that is written out', () => {
  test('gives long bytes as their length and blake2b-256', () => {
    const long = 'x'.repeat(257)
    const { calls } = callTree(runtime(), sudoOf(long))
    expect(calls[0]?.args).toEqual([{ path: 'remark', kind: 'digest', text: hex(blake2b256(utf8(long))), size: 257 }])
    expect(callTree(runtime(), sudoOf('x'.repeat(256))).calls[0]?.args[0]).toMatchObject({ kind: 'bytes' })
  })

  test('keeps to the bounds of its format however large and deep it is, and counts what it leaves out', () => {
    const nest = fc.letrec<{ call: Call }>((tie) => ({
      call: fc.oneof(
        { maxDepth: 5 },
        fc.string().map(sudoOf),
        fc.array(tie('call'), { maxLength: 6 }).map((calls) => ({ pallet: 'Utility', name: 'batch', args: { calls } })),
      ),
    })).call
    fc.assert(
      fc.property(nest, (call) => {
        const tree = callTree(runtime(), call)
        const file: ActFile = { format: 'act-1', ...at, spec: 1, threshold: null, signatories: [], ...tree }
        expect(readAct(writeAct(file))).toEqual(file)
      }),
    )
    const wide: Call = {
      pallet: 'Utility',
      name: 'batch',
      args: { calls: Array.from({ length: 2 * mostCalls }, () => sudoOf('')) },
    }
    const { calls, left } = callTree(runtime(), wide)
    expect([calls.length, left]).toEqual([mostCalls, mostCalls + 1])
    let deep = sudoOf('')
    for (let i = 0; i < 100; i++) deep = { pallet: 'Sudo', name: 'sudo', args: { call: deep } }
    expect(callTree(runtime(), deep).calls.at(-1)).toMatchObject({ depth: 100, name: 'remark_with_event' })
    const children = Array.from({ length: 2 * mostValues }, () => [1n, 'a1'.repeat(32)])
    const many: Call = {
      pallet: 'SubtensorModule',
      name: 'set_children',
      args: { hotkey: 'a1'.repeat(32), netuid: 1, children },
    }
    const told = callTree(runtime(), many)
    expect(told.calls[0]?.args.length).toBe(mostValues)
    expect(told.left).toBeGreaterThan(0)
  })
})

test('bytes that are no act are refused with what is wrong', () => {
  const file = fileOf(smallTown().block((say) => asks(say, 'ann')))!
  const wrong = (more: object): void =>
    expect(() => readAct(utf8(JSON.stringify({ ...file, ...more })))).toThrow(Malformed)
  expect(() => readAct(utf8('{'))).toThrow(Malformed)
  wrong({ format: 'act-2' })
  wrong({ more: 1 })
  wrong({ signatories: ['nobody'] })
  wrong({ calls: [{ depth: -1, pallet: 'a', name: 'b', args: [] }] })
})
