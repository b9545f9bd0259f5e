import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { type SimulatedChain, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { takeHoldings } from '../src/service/observe/take.ts'
import type { SnapshotsValue } from '../src/views/chain/values.ts'
import { chainAt, closeChains, nodesOf } from './chain-parts.ts'
import { sensus } from './cli-surroundings.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-observe-'))
const data = join(root, 'data')
const env = { SENSUS_WORK_BITS: '4', SENSUS_TICK_MS: '20', SENSUS_CHAIN: 'none' }
const at = (...words: string[]) => sensus([...words, '--data', data], { env })

let node: SimulatedChain

beforeAll(async () => {
  ;[node] = (await nodesOf(longStory('a command', 60).finalize(), 1)) as [SimulatedChain]
})
afterAll(async () => {
  await closeChains()
  rmSync(root, { recursive: true, force: true })
})

/** Prices are asked for by calls, and so are the metadata, once. */
const pricesAsked = (of: (method: string) => number): number => of('state_call') - 1

const blocks = async (): Promise<number[]> => {
  const { out } = await at('view', 'snapshots')
  return (JSON.parse(out) as SnapshotsValue).snapshots.map(({ block }) => block)
}

describe('sensus observe', () => {
  test('goes back over blocks, says what it did, and a second time there is nothing to do', async () => {
    const range = ['observe', '--chain', node.url, '--from', '5', '--to', '40', '--every', '20']
    const first = await at(...range)
    expect(first).toMatchObject({ code: exit.ok })
    expect(first.err).toMatch(/snapshot of block 5 is entry \d+: 1 of 1 endpoints agree/)
    expect(await blocks()).toEqual([40, 20, 5])
    const second = await at(...range)
    expect(second).toMatchObject({ code: exit.ok })
    expect(second.err).not.toMatch(/snapshot of block/)
    expect(await blocks()).toEqual([40, 20, 5])
  })

  test('with --prove it keeps proofs, which an audit reads; who lies about a balance gets nothing signed', async () => {
    const other = join(root, 'proven')
    const there = (...words: string[]) => sensus([...words, '--data', other], { env })
    const range = ['observe', '--prove', '--chain', node.url, '--from', '40', '--to', '40']
    node.faults.lie = 'balance'
    const lied = await there(...range)
    node.faults.lie = null
    expect(lied).toMatchObject({ code: exit.refused, err: expect.stringContaining('No endpoint proves what it says') })
    expect(await there(...range)).toMatchObject({ code: exit.ok })
    const [snapshot] = (JSON.parse((await there('view', 'snapshots')).out) as SnapshotsValue).snapshots
    expect(snapshot).toMatchObject({ block: 40, backed: 'single', proofs: [expect.any(String)] })
    const audited = await sensus(['audit', other], { env })
    expect(audited).toMatchObject({ code: exit.ok, err: expect.stringContaining('audit ok') })
    expect(JSON.parse(audited.out)).toMatchObject({ proven: 1, problems: [] })
  })

  test('takes a snapshot again: the same, not there, or another', async () => {
    const same = await at('observe', '--check', '40', '--chain', node.url)
    expect(same).toMatchObject({ code: exit.ok, err: expect.stringContaining('comes out the same') })
    expect(JSON.parse(same.out)).toMatchObject({ same: true, differences: [] })
    const none = await at('observe', '--check', '30', '--chain', node.url)
    expect(none).toMatchObject({
      code: exit.refused,
      err: expect.stringContaining('the log has no snapshot of block 30'),
    })
    node.faults.lie = 'balance'
    const other = await at('observe', '--check', '40', '--chain', node.url)
    node.faults.lie = null
    expect(other).toMatchObject({ code: exit.refused, err: expect.stringContaining('DIFFERS') })
    expect(JSON.parse(other.out).differences[0]).toMatch(/^balance of /)
  })

  test('signs what came out with a key of one’s own', async () => {
    const key = join(root, 'mine.key')
    expect(await sensus(['keygen', '--out', key])).toMatchObject({ code: exit.ok })
    const signed = await at('observe', '--check', '40', '--chain', node.url, '--key', key)
    expect(signed).toMatchObject({ code: exit.ok })
    expect(JSON.parse(signed.out).observation).toBeGreaterThan(0)
    const { out } = await at('view', 'snapshots')
    expect((JSON.parse(out) as SnapshotsValue).snapshots[0]!.confirmed).toHaveLength(1)
  })

  test('says what reading a node would cost, with few questions, and what it says is what it costs', async () => {
    const asked = () => [...node.asked.values()].reduce((sum, count) => sum + count, 0)
    const before = asked()
    const { code, out, err } = await sensus(['observe', '--estimate', node.url, '--rate', '1000/second'])
    expect(code).toBe(exit.ok)
    const found = JSON.parse(out)
    expect(asked() - before).toBeLessThan(50)
    const { chain } = chainAt([node.url])
    const start = [...node.asked]
    const taken = await takeHoldings(chain, runtimesOf(chain), await chain.block(60))
    const of = (method: string) => node.asked.get(method)! - (new Map(start).get(method) ?? 0)
    expect(found.pages.requests).toBe(of('state_getKeysPaged') + of('state_queryStorageAt') + pricesAsked(of))
    expect(found).toMatchObject({ block: 60, spec: taken.holdings.facts.spec, perSecond: 1000 })
    expect(found.pages.minutes).toBeCloseTo(found.pages.requests / 1000 / 60, 1)
    // No map of this chain is larger than a page, so streaming changes nothing.
    expect(found.streamed).toEqual(found.pages)
    expect(err).toContain(`${found.pages.requests} questions`)
    expect(err).toContain('the node streams storage')
    expect(await sensus(['observe', '--estimate', node.url, '--rate', 'often'])).toMatchObject({ code: exit.usage })
  })

  test('says what is wrong: another chain, lost state, no endpoints, half a range', async () => {
    const other = tellStory({ era: 'alpha-v2', ms: 1_600_000_000_000 }).give('alice', tao(5)).blocks(60).finalize()
    const [stranger] = await nodesOf(other, 1)
    const range = ['--from', '41', '--to', '50']
    const foreign = await at('observe', '--chain', stranger!.url, ...range)
    expect(foreign).toMatchObject({ code: exit.refused, err: expect.stringContaining('the endpoints are on') })
    node.faults.keepsState = 3
    const lost = await at('observe', '--chain', node.url, ...range)
    node.faults.keepsState = null
    expect(lost).toMatchObject({ code: exit.unreachable, err: expect.stringContaining('No endpoint has the state') })
    expect(await at('observe', ...range)).toMatchObject({
      code: exit.usage,
      err: expect.stringContaining('--chain names'),
    })
    expect(await at('observe', '--chain', node.url, '--from', '3')).toMatchObject({ code: exit.usage })
    expect(await at('observe', '--chain', 'http://x')).toMatchObject({ code: exit.usage })
    expect(await blocks()).toEqual([40, 20, 5])
  })
})
