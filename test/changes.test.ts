/** Snapshots from what changed, against the same snapshots read whole. */

import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../src/adapters/memory.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import { dice, pick, sayRandomMove } from '../src/dev/simulated-chain/random-moves.ts'
import type { Story } from '../src/dev/simulated-chain.ts'
import { tao } from '../src/dev/simulated-chain.ts'
import { writeHoldings } from '../src/evidence/holdings.ts'
import { hex, sha256 } from '../src/log/bytes.ts'
import { readBlocks } from '../src/service/observe/blocks.ts'
import { booksIn } from '../src/service/observe/book.ts'
import { differencesOf } from '../src/service/observe/check.ts'
import { takeDue } from '../src/service/observe/due.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { type Taken, takeHoldings } from '../src/service/observe/take.ts'
import { type ObserverNews, observe } from '../src/service/observe.ts'
import type { Blobs } from '../src/service/ports.ts'
import { chainAt, closeChains, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'

afterAll(closeChains)
afterAll(closeSites)

const plain = ({ asked, agreed, dissenting }: Taken['backing']) => ({ asked, agreed, dissenting: dissenting.size })
const fileOf = ({ holdings }: Taken): string => hex(sha256(writeHoldings(holdings)))

/** One who takes snapshots of a story one after the other, and how each was taken. */
async function takerOf(
  story: Story,
  wholeEvery: number,
  {
    blobs = memoryStore().blobs,
    urls,
    last: before = null,
  }: { blobs?: Blobs; urls?: string[]; last?: number | null } = {},
) {
  const [node] = await nodesOf(story, 1)
  const { chain } = chainAt(urls ?? [node!.url])
  const runtimes = runtimesOf(chain)
  const said: string[] = []
  let last = before
  /** Takes the snapshot of a block; says whether it was from what changed, and gives both files. */
  async function take(number: number, record = true) {
    await expect.poll(async () => (await chain.finalized()).number, { timeout: 20_000 }).toBeGreaterThanOrEqual(number)
    const head = await chain.block(number)
    const read = last === null ? null : await readBlocks(chain, runtimes, last + 1, number)
    let wholes = 0
    const due = {
      chain,
      runtimes,
      notes: blobs,
      wholeEvery,
      report: (line: string) => void said.push(line),
      begins: async () => void wholes++,
      step: () => undefined,
    }
    const taken = await takeDue(due, head, { flows: read ? [read.flows] : [], touched: read?.touched ?? null })
    if (record) await taken.recorded()
    last = number
    const whole = await takeHoldings(chain, runtimes, head)
    const differences = differencesOf(taken.holdings, whole.holdings)
    return {
      byChanges: wholes === 0,
      file: fileOf(taken),
      whole: fileOf(whole),
      differences,
      backing: plain(taken.backing),
    }
  }
  return { take, said, blobs, node: node! }
}

describe('a snapshot from what changed', () => {
  test('is the one that is read whole, byte for byte, through a story of all that happens and two upgrades', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 6 }),
        fc.integer({ min: 3, max: 12 }),
        async (seed, every) => {
          const story = longStory(seed, 150)
          const { take, said } = await takerOf(story, 1_000_000)
          const ways: boolean[] = []
          for (let number = every; number <= 150; number += every) {
            const { byChanges, file, whole, differences } = await take(number)
            expect(differences, `block ${number} of the story ${seed}`).toEqual([])
            expect(file).toBe(whole)
            ways.push(byChanges)
          }
          // The first, and those with an upgrade before them.
          expect(ways.filter((each) => !each).length, said.join()).toBeLessThanOrEqual(3)
          expect(said).toEqual([])
        },
      ),
      { numRuns: 6 },
    )
  }, 240_000)

  test('asks for few keys, and for no page of the large maps', async () => {
    const story = longStory('few questions', 100)
    const { take, node } = await takerOf(story, 1_000_000)
    await take(90)
    const asked = node.asked.get('state_getKeysPaged')!
    const { byChanges } = await take(100)
    expect(byChanges).toBe(true)
    // Accounts, owners, positions in both maps, and three totals. What is read whole beside it, to compare, asks for all of them.
    const whole = asked / 2
    expect(node.asked.get('state_getKeysPaged')! - asked - whole).toBe(whole - 7)
  })
})

describe('a change that no block tells', () => {
  /** A story in the middle of which somebody gets something silently. */
  async function untold(amount: bigint, wholeEvery: number) {
    const story = longStory('untold', 60)
    const taker = await takerOf(story, wholeEvery)
    await taker.take(60)
    story.give('somebody new', amount).blocks(20).finalize()
    return { ...taker, story }
  }

  test('and moves much is found by the sum of all TAO at once, and put right', async () => {
    const { take, said } = await untold(tao(100), 1_000_000)
    const { byChanges, file, whole } = await take(70)
    expect({ byChanges, same: file === whole }).toEqual({ byChanges: false, same: true })
    expect(said).toEqual([
      'what changed until block 70 does not add up to the TAO that was issued: the snapshot is read whole',
      expect.stringMatching(
        /^by block 70 something had changed that no block told of: balance of .* 0 by what changed, 100000000000 on the chain\. .* after block 60 /,
      ),
    ])
  })

  test('and moves little is found by the next snapshot that is read whole, and put right', async () => {
    const { take, said, story } = await untold(1n, 3)
    const first = await take(70)
    expect(first.byChanges).toBe(true)
    expect(first.file).not.toBe(first.whole)
    expect(said).toEqual([])
    story.blocks(20).finalize()
    expect((await take(80)).byChanges).toBe(true)
    const third = await take(90)
    expect({ byChanges: third.byChanges, same: third.file === third.whole }).toEqual({ byChanges: false, same: true })
    expect(said).toEqual([expect.stringContaining('those after block 60 and before it may lack this')])
    story.blocks(10).finalize()
    const fourth = await take(100)
    expect({ byChanges: fourth.byChanges, same: fourth.file === fourth.whole }).toEqual({ byChanges: true, same: true })
  })
})

describe('what is kept for it', () => {
  test('may be lost, or damaged: the snapshot is read whole, and says so', async () => {
    const story = longStory('kept', 80)
    const { take, said, blobs } = await takerOf(story, 1_000_000)
    await take(40)
    expect((await take(50)).byChanges).toBe(true)
    await booksIn(blobs).clear()
    const lost = await take(60)
    expect({ byChanges: lost.byChanges, same: lost.file === lost.whole }).toEqual({ byChanges: false, same: true })
    expect(said).toEqual([])
    for (const path of await blobs.list('private/observer/state/0')) await blobs.put(path, new Uint8Array(9))
    const damaged = await take(70)
    expect({ byChanges: damaged.byChanges, same: damaged.file === damaged.whole }).toEqual({
      byChanges: false,
      same: true,
    })
    expect(said).toEqual([
      expect.stringMatching(/^private\/observer\/state\/.* is damaged: the snapshot is read whole/),
    ])
    expect((await take(80)).byChanges).toBe(true)
  })

  test('is of the last snapshot in the log: one that did not come into it is not begun with', async () => {
    const story = longStory('not recorded', 80)
    const { take, blobs } = await takerOf(story, 1_000_000)
    await take(40)
    const { byChanges } = await take(50, false)
    expect(byChanges).toBe(true)
    expect((await booksIn(blobs).last())!.of.block).toBe(40)
    const after = await take(60)
    expect({ byChanges: after.byChanges, same: after.file === after.whole }).toEqual({ byChanges: false, same: true })
  })

  test('is backed as the snapshot was: with more endpoints, or after they differed, the next one is read whole', async () => {
    const story = longStory('backed', 90)
    const { blobs } = memoryStore()
    const nodes = await nodesOf(story, 3)
    const urls = nodes.map(({ url }) => url)
    const one = await takerOf(story, 1_000_000, { blobs, urls: urls.slice(0, 1) })
    await one.take(40)
    expect(await one.take(50)).toMatchObject({ byChanges: true, backing: { asked: 1, agreed: 1 } })
    const three = await takerOf(story, 1_000_000, { blobs, urls, last: 50 })
    expect(await three.take(60)).toMatchObject({ byChanges: false, backing: { asked: 3, agreed: 3 } })
    await nodes[2]!.close()
    expect(await three.take(70)).toMatchObject({ byChanges: true, backing: { asked: 3, agreed: 2 } })
    nodes[1]!.faults.lie = 'balance'
    expect((await three.take(80)).backing.dissenting).toBe(1)
    nodes[1]!.faults.lie = null
    expect(await three.take(90)).toMatchObject({ byChanges: false, backing: { asked: 3, agreed: 2 } })
  })

  test('leaves no file behind that nothing names', async () => {
    const story = longStory('tidy', 80)
    const { take, blobs } = await takerOf(story, 3)
    const counts: number[] = []
    for (const number of [20, 40, 50, 60, 70, 80]) {
      await take(number)
      counts.push((await blobs.list('private/observer/state/')).length)
    }
    // A list of files, and one for each map that has entries: two, one of positions at least, three totals.
    expect(Math.max(...counts)).toBeLessThanOrEqual(8)
  })
})

describe('an observer that reads what changed', () => {
  test('stopped and begun again after each snapshot, it writes what a whole reading would', async () => {
    const story = longStory('an observer', 60)
    const [node] = await nodesOf(story, 1)
    const { site, store, log } = await observedSite()
    const said: string[] = []
    const pages: number[] = []
    const roll = dice('an observer')
    const asked = () => node!.asked.get('state_getKeysPaged') ?? 0
    for (let block = 60; block <= 140; block += 10) {
      const before = asked()
      await snapshotOf(block)
      pages.push(asked() - before)
      const cast = { people: ['alice', 'bob', 'carol'], hotkeys: ['val 1 again', 'val 2'] }
      for (let i = 0; i < 10; i++) story.block((say) => sayRandomMove(say, story, cast, pick(cast.people, roll), roll))
      story.finalize()
    }
    /** Observes until there is a snapshot of this block or a later one. */
    async function snapshotOf(block: number): Promise<void> {
      const stop = new AbortController()
      const { chain } = chainAt([node!.url])
      const news = (each: ObserverNews) => {
        if (each.what === 'snapshot' && each.block >= block) stop.abort()
      }
      const report = (line: string) => void said.push(line)
      await observe(
        { chain, log, notes: store.blobs, every: 10, wholeEvery: 4, range: null, report, news },
        stop.signal,
      )
    }
    const { snapshots } = await viewed(site, 'snapshots')
    const { chain } = chainAt([node!.url])
    expect(snapshots.map(({ block }) => block)).toEqual([140, 130, 120, 110, 100, 90, 80, 70, 60])
    for (const { block, holdings } of snapshots)
      expect(holdings, `block ${block}`).toBe(
        fileOf(await takeHoldings(chain, runtimesOf(chain), await chain.block(block))),
      )
    expect(
      said.filter((line) => !line.startsWith('snapshot of block') && !line.startsWith('movement in block')),
    ).toEqual([])
    // Those of blocks 60, 100 and 140 were read whole: all others leave the large maps out.
    const fewest = Math.min(...pages)
    expect(pages.map((count) => count > fewest)).toEqual([true, false, false, false, true, false, false, false, true])
  })

  test('keeps nothing of the state where every snapshot is read whole', async () => {
    const story = longStory('nothing kept', 40)
    const [node] = await nodesOf(story, 1)
    const { store, log } = await observedSite()
    await store.blobs.put('private/observer/state/contents', new Uint8Array(3))
    const stop = new AbortController()
    const report = () => stop.abort()
    await observe(
      { chain: chainAt([node!.url]).chain, log, notes: store.blobs, every: 10, range: null, report },
      stop.signal,
    )
    expect(await store.blobs.list('private/observer/state/')).toEqual([])
  })
})
