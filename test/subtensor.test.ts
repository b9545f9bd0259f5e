import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { type Story, simulatedChain, tao, tellStory } from '../src/dev/simulated-chain.ts'
import { hex, unhex } from '../src/log/bytes.ts'
import { StateLost, WrongChain } from '../src/service/chain.ts'
import { chainAt, closeChains, later, nodesOf, observedSite, viewed } from './chain-parts.ts'
import { closeSites } from './site.ts'
import { type Tamper, tampering } from './tampering.ts'

afterAll(closeChains)
afterAll(closeSites)

/** A chain of a few blocks over both upgrades; another time of genesis makes it another chain. */
const small = ({ ms = 1_700_000_000_000, length = 8 }: { ms?: number; length?: number } = {}): Story => {
  const story = tellStory({ lag: 1, ms }).give('alice', tao(100)).give('bob', tao(5))
  story.block((say) => say.transfer('alice', 'bob', tao(1)).stake('alice', 'val', tao(3)))
  return story.upgrade('alpha').blocks(2).upgrade('alpha-v2').blocks(length)
}

/** Everything that stands in the balances of a block, as one reader gives it. */
async function balancesOf(chain: ReturnType<typeof chainAt>['chain'], story: Story, number: number) {
  const { hash } = await chain.block(number)
  const account = story.best().runtime.key('System', 'Account', [story.address('alice')])
  // The first 32 of its 80 bytes name the map.
  const prefix = unhex(account.slice(2)).subarray(0, 32)
  const found: [string, string][] = []
  const agreements: { agreed: number; dissenting: string[] }[] = []
  for await (const page of chain.keys(prefix, hash)) {
    const { values, agreement } = await chain.values(page.keys, hash)
    agreements.push(agreement)
    page.keys.forEach((key, i) => void found.push([hex(key), hex(values[i]!)]))
  }
  return { found, agreements }
}

describe('three endpoints', () => {
  const story = small()
  const honest = async (number: number) => {
    const [node] = await nodesOf(story, 1)
    return (await balancesOf(chainAt([node!.url]).chain, story, number)).found
  }

  test('one adds a rao to every balance: it is outvoted, and named', async () => {
    const nodes = await nodesOf(story, 3)
    nodes[0]!.faults.lie = 'balance'
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const { found, agreements } = await balancesOf(chain, story, 5)
    expect(found).toEqual(await honest(5))
    expect(agreements).toEqual([{ asked: 3, agreed: 2, dissenting: [nodes[0]!.url] }])
    expect(chain.endpoints().map(({ dissents }) => dissents > 0)).toEqual([true, false, false])
  })

  test.each(['hash', 'root'] as const)('one gives another %s for every block: outvoted, and named', async (lie) => {
    const nodes = await nodesOf(story, 3)
    nodes[1]!.faults.lie = lie
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const { hash, stateRoot, agreement } = await chain.block(5)
    const told = story.byNumber(5)!
    expect({ hash, stateRoot }).toEqual({ hash: told.hash, stateRoot: told.stateRoot })
    expect(agreement).toEqual({ asked: 3, agreed: 2, dissenting: [nodes[1]!.url] })
  })

  test('a snapshot over a liar says that it is disputed, and is what the others say', async () => {
    const nodes = await nodesOf(story, 3)
    nodes[2]!.faults.lie = 'balance'
    const { site, run } = await observedSite()
    const lines: string[] = []
    const { chain } = chainAt(nodes.map(({ url }) => url))
    await run({ chain, every: 5, range: { first: 5, last: 5 } }, (line) => lines.push(line))
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots).toMatchObject([{ block: 5, endpoints: 3, agreed: 2, dissenting: 1, backed: 'disputed' }])
    expect(lines).toContainEqual(expect.stringContaining(`${nodes[2]!.url} answered otherwise than the others`))
    const other = await observedSite()
    await other.run({ chain: chainAt([nodes[0]!.url]).chain, every: 5, range: { first: 5, last: 5 } })
    const [sound] = (await viewed(other.site, 'snapshots')).snapshots
    expect(snapshots[0]!.holdings).toBe(sound!.holdings)
    expect(sound).toMatchObject({ backed: 'single', dissenting: 0 })
  })

  test.each<[string, Tamper]>([
    [
      'the runtime',
      (method, _, result) =>
        method === 'state_getRuntimeVersion' ? { ...(result as object), specVersion: 999 } : result,
    ],
    [
      'its block',
      (method, params, result) =>
        method !== 'chain_getBlockHash' || params[0] === 0
          ? result
          : [params[0]].flat().map((number, i) => (number === 5 ? `0x${'ab'.repeat(32)}` : [result].flat()[i])),
    ],
    [
      'the keys there are',
      (method, _, result) => (method === 'state_getKeysPaged' ? (result as string[]).slice(1) : result),
    ],
    ['keys of another map', (method, _, result) => (method === 'state_getKeysPaged' ? ['0x00ff'] : result)],
    [
      'keys again and again',
      (method, _, result) =>
        method === 'state_getKeysPaged' ? [...(result as string[]), ...(result as string[])] : result,
    ],
  ])('one says otherwise about %s: the first snapshot says that it is disputed', async (_, tamper) => {
    const nodes = await nodesOf(story, 3)
    const liar = await tampering(nodes[0]!.url, tamper)
    const { site, run } = await observedSite()
    const { chain } = chainAt([liar, nodes[1]!.url, nodes[2]!.url])
    await run({ chain, every: 5, range: { first: 5, last: 5 } })
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots).toMatchObject([{ endpoints: 3, agreed: 2, dissenting: 1, backed: 'disputed' }])
    expect(chain.endpoints()[0]!.dissents).toBeGreaterThan(0)
  })

  test('two tell the same lie: what comes out is marked as not proven', async () => {
    const nodes = await nodesOf(story, 3)
    for (const { faults } of nodes.slice(1)) faults.lie = 'balance'
    const { site, run } = await observedSite()
    const { chain } = chainAt(nodes.map(({ url }) => url))
    await run({ chain, every: 5, range: { first: 5, last: 5 } })
    const { snapshots } = await viewed(site, 'snapshots')
    expect(snapshots).toMatchObject([{ endpoints: 3, agreed: 2, dissenting: 1, backed: 'disputed' }])
  })

  test('two tell different lies: one answer each, and not proven', async () => {
    const nodes = await nodesOf(story, 3)
    nodes[1]!.faults.lie = 'hash'
    nodes[2]!.faults.lie = 'root'
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const { agreement } = await chain.block(5)
    expect(agreement.agreed * 2).toBeLessThan(agreement.asked)
  })

  test('two are down: one answers alone, and nothing is proven by it', async () => {
    const nodes = await nodesOf(story, 3)
    await Promise.all(nodes.slice(1).map((node) => node.close()))
    const { chain } = chainAt(nodes.map(({ url }) => url))
    const { agreement } = await chain.block(5)
    expect(agreement).toEqual({ asked: 3, agreed: 1, dissenting: [] })
  })
})

describe('an endpoint that has trouble', () => {
  test('429 at the door, cut sockets and silence lose nothing', async () => {
    const story = small({ length: 40 })
    const [node] = await nodesOf(story, 1)
    node!.faults.refusals = 3
    node!.faults.answersUntilCut = 7
    const { chain } = chainAt([node!.url], { patience: 500 })
    const blocks: string[] = []
    for (let number = 1; number <= 30; number++) {
      if (number % 6 === 0) node!.faults.answersUntilCut = 2
      if (number === 15) {
        node!.faults.silent = true
        setTimeout(() => {
          node!.faults.silent = false
        }, 300)
      }
      blocks.push((await chain.block(number)).hash)
    }
    expect(blocks).toEqual(blocks.map((_, i) => story.byNumber(i + 1)!.hash))
    expect(node!.faults.refusals).toBe(0)
  })

  test('one that answers "too many requests" is asked again, more slowly', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    await chain.finalized()
    node!.faults.error = 'Too many requests: rate limit exceeded (429)'
    setTimeout(() => {
      node!.faults.error = null
    }, 60)
    expect((await chain.block(3)).hash).toBe(story.byNumber(3)!.hash)
  })

  test('lost state is said, and another endpoint that has it is asked as well', async () => {
    const story = small({ length: 20 })
    const [lite, archive] = await nodesOf(story, 2)
    lite!.faults.keepsState = 3
    const { hash } = story.byNumber(2)!
    const key = unhex(story.best().runtime.key('System', 'Number', []).slice(2))
    const alone = chainAt([lite!.url]).chain
    await expect(alone.values([key], hash)).rejects.toThrow(StateLost)
    await expect(alone.values([key], hash)).rejects.toThrow(/^No endpoint has the state that is asked for: /)
    const both = chainAt([lite!.url, archive!.url]).chain
    expect((await both.values([key], hash)).agreement).toMatchObject({ agreed: 1, dissenting: [] })
  })

  test('a block that is not final is never given, and no reorganisation is seen', async () => {
    const story = small()
    const [node] = await nodesOf(story, 1)
    const { chain } = chainAt([node!.url])
    const seen: { number: number; hash: string }[] = []
    const end = chain.follow(({ number, hash }) => seen.push({ number, hash }))
    await chain.finalized()
    for (let i = 0; i < 12; i++) {
      story.blocks(1)
      if (i % 3 === 0) story.fork(1)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const final = story.finalized().number
    await expect.poll(() => seen.at(-1)?.number).toBe(final)
    end()
    for (const { number, hash } of seen) expect(story.byNumber(number)!.hash).toBe(hash)
    expect(seen.map(({ number }) => number)).toEqual([...seen.map(({ number }) => number)].sort((a, b) => a - b))
    await expect(chain.block(final + 1)).rejects.toThrow(`Block ${final + 1} is not final yet.`)
  })
})

/** A web socket that answers each message with whatever it is told to. */
async function oddSocket(
  answer: (question: { id: number; method: string }) => string | Buffer | null,
): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const said = answer(JSON.parse(String(data)))
      if (said !== null) socket.send(said)
    }),
  )
  later(
    () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(resolve)
      }),
  )
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const methodNotFound = ({ id }: { id: number }): string =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } })

describe('an endpoint that is of no use', () => {
  test('of three, one is on another chain: it is refused with both hashes, and the others go on', async () => {
    const [story, other] = [small(), small({ ms: 1_600_000_000_000 })]
    const nodes = await nodesOf(story, 2)
    const [stranger] = await nodesOf(other, 1)
    const genesis = story.byNumber(0)!.hash
    const { chain, said } = chainAt([stranger!.url, ...nodes.map(({ url }) => url)], { genesis })
    expect((await chain.block(4)).hash).toBe(story.byNumber(4)!.hash)
    const foreign = other.byNumber(0)!.hash
    expect(said).toEqual([`${stranger!.url} is on the chain whose block 0 is ${foreign}, not ${genesis}`])
    expect(chain.endpoints()[0]).toMatchObject({ state: 'refused' })
  })

  test('all are on another chain than the log: nothing is written', async () => {
    const { site, run } = await observedSite()
    const [node] = await nodesOf(small(), 1)
    await run({ chain: chainAt([node!.url]).chain, every: 5, range: { first: 5, last: 5 } })
    const before = site.checkpoint()
    const [stranger] = await nodesOf(small({ ms: 1_600_000_000_000 }), 1)
    const observing = run({ chain: chainAt([stranger!.url]).chain, every: 5, range: { first: 5, last: 6 } })
    await expect(observing).rejects.toThrow(WrongChain)
    await expect(observing).rejects.toThrow('set SENSUS_CHAIN to endpoints of the log')
    expect(site.checkpoint()).toBe(before)
  })

  test.each([
    ['answers that it knows no method', methodNotFound],
    [
      'answers with something else than a hash',
      ({ id }: { id: number }) => JSON.stringify({ jsonrpc: '2.0', id, result: 'hello' }),
    ],
    ['answers null', ({ id }: { id: number }) => JSON.stringify({ jsonrpc: '2.0', id, result: null })],
  ])('a socket that %s is no Substrate node', async (_, answer) => {
    const url = await oddSocket(answer)
    const { chain, said } = chainAt([url])
    await expect(chain.genesis()).rejects.toThrow(WrongChain)
    expect(said).toEqual([expect.stringContaining(`${url} is not a Substrate node: `)])
  })

  test.each([
    ['HTML', () => '<!doctype html><title>Welcome</title>', 'sends something that is not JSON-RPC'],
    ['binary garbage', () => Buffer.from([0, 255, 1, 254, 128]), 'sends something that is not JSON-RPC'],
    ['nothing at all', () => null, 'did not answer chain_getBlockHash within 0.1 s'],
  ])('a socket that sends %s is tried again, and its fault is told', async (_, answer, fault) => {
    const url = await oddSocket(answer)
    const { chain } = chainAt([url], { patience: 100 })
    await expect.poll(() => chain.endpoints()[0]!.fault).toBe(fault)
    expect(chain.endpoints()[0]!.state).not.toBe('refused')
  })

  test('a web server that is no socket says so', async () => {
    const server = createServer((_, response) => void response.writeHead(404).end('nothing here'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    later(() => new Promise((resolve) => server.close(resolve)))
    const { chain } = chainAt([`ws://127.0.0.1:${(server.address() as AddressInfo).port}`])
    await expect.poll(() => chain.endpoints()[0]!.fault).toBe('answers HTTP 404 in place of a socket')
  })

  test('nobody listens: the question waits, and is answered when a node comes', async () => {
    const story = small()
    const first = await simulatedChain({ story })
    const port = Number(new URL(first.url).port)
    await first.close()
    const { chain } = chainAt([first.url])
    const asked = chain.block(3)
    await expect.poll(() => chain.endpoints()[0]!.fault).toMatch(/ECONNREFUSED/)
    const second = await simulatedChain({ story, port })
    later(second.close)
    expect((await asked).hash).toBe(story.byNumber(3)!.hash)
  })
})
