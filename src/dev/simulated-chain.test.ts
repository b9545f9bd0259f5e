import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type SimulatedChain, type Story, simulatedChain, tao, tellStory } from './simulated-chain.ts'

/** A client that asks one question after the other, and hears notifications. */
async function client(url: string) {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const heard: { method: string; params: { result: unknown } }[] = []
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.method) heard.push(message)
    else waiting.get(message.id)?.(message)
  })
  let id = 0
  const ask = (method: string, ...params: unknown[]): Promise<Answer> =>
    new Promise((done) => {
      waiting.set(++id, done)
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  const get = async (method: string, ...params: unknown[]): Promise<unknown> => (await ask(method, ...params)).result
  return { socket, heard, ask, get, close: () => socket.close() }
}

interface Answer {
  result?: unknown
  error?: { code: number; message: string }
}

function town(): Story {
  const story = tellStory({ lag: 1 }).give('alice', tao(100)).give('bob', tao(5))
  story.block((say) => say.transfer('alice', 'bob', tao(1)).stake('alice', 'val', tao(3)))
  return story.upgrade('alpha').blocks(2).upgrade('alpha-v2').blocks(3)
}

let node: SimulatedChain
let peer: Awaited<ReturnType<typeof client>>

beforeAll(async () => {
  node = await simulatedChain({ story: town() })
  peer = await client(node.url)
})
afterAll(async () => {
  peer.close()
  await node.close()
})

const accountKeyOf = (story: Story, who: string): string =>
  story.best().runtime.key('System', 'Account', [story.address(who)])

describe('a node answers', () => {
  test('about blocks', async () => {
    const { story } = node
    const hash = await peer.get('chain_getBlockHash', 1)
    expect(hash).toBe(`0x${story.byNumber(1)?.hash}`)
    expect(await peer.get('chain_getHeader', hash)).toMatchObject({ number: '0x1', digest: { logs: [] } })
    const { block } = (await peer.get('chain_getBlock', hash)) as { block: { extrinsics: string[] } }
    expect(block.extrinsics).toHaveLength(3)
    expect(await peer.get('chain_getFinalizedHead')).toBe(`0x${story.finalized().hash}`)
    expect(await peer.get('chain_getBlockHash', 99)).toBe(null)
  })

  test('about runtimes: the version after the block, and metadata of each kind', async () => {
    const upgrade = `0x${node.story.byNumber(2)?.hash}`
    expect(await peer.get('state_getRuntimeVersion', upgrade)).toMatchObject({ specVersion: 233 })
    expect(await peer.get('state_call', 'Metadata_metadata_versions', '0x', upgrade)).toBe('0x080e0000000f000000')
    const at = (version: string) => peer.get('state_call', 'Metadata_metadata_at_version', version, upgrade)
    expect(await at('0x10000000')).toBe('0x00')
    expect(String(await at('0x0f000000')).slice(2, 4)).toBe('01')
    expect(String(await peer.get('state_getMetadata', upgrade)).slice(0, 12)).toBe('0x6d6574610e')
  })

  test('about storage: values, pages of keys in order, and many at once', async () => {
    const key = accountKeyOf(node.story, 'bob')
    const hash = `0x${node.story.best().hash}`
    const value = await peer.get('state_getStorage', key)
    expect(String(value)).toContain('00bca06501000000')
    const prefix = key.slice(0, 66)
    const first = (await peer.get('state_getKeysPaged', prefix, 2, null, hash)) as string[]
    const rest = (await peer.get('state_getKeysPaged', prefix, 1000, first[1], hash)) as string[]
    const all = (await peer.get('state_getKeysPaged', prefix, 1000, prefix, hash)) as string[]
    expect([...first, ...rest]).toEqual(all)
    expect(all).toEqual([...all].sort())
    expect(all).toContain(key)
    expect(await peer.get('state_queryStorageAt', [key, '0x00'], hash)).toEqual([
      {
        block: hash,
        changes: [
          [key, value],
          ['0x00', null],
        ],
      },
    ])
    expect(await peer.get('state_getStorageSize', key)).toBe(56)
  })

  test('prices, once the runtime has a call for them', async () => {
    const price = (hash: string) => peer.ask('state_call', 'SwapRuntimeApi_current_alpha_price', '0x0000', `0x${hash}`)
    expect((await price(node.story.best().hash)).result).toBe('0x00ca9a3b00000000')
    expect((await price(node.story.byNumber(1)!.hash)).error?.message).toContain('is not found')
  })

  test('what it cannot do as nodes do', async () => {
    expect((await peer.ask('author_nothing')).error).toEqual({ code: -32601, message: 'Method not found' })
    expect((await peer.ask('chain_getHeader', `0x${'12'.repeat(32)}`)).error?.message).toContain('UnknownBlock')
    expect((await peer.ask('state_getKeysPaged', '0x', 5000)).error?.code).toBe(4002)
    const { methods } = (await peer.get('rpc_methods')) as { methods: string[] }
    expect(methods).toContain('chain_subscribeFinalizedHeads')
    expect(node.asked.get('rpc_methods')).toBe(1)
  })

  test('batches with batches', async () => {
    const answer = once(peer.socket, 'message')
    peer.socket.send(
      JSON.stringify([
        { id: 'a', method: 'system_chain' },
        { id: 'b', method: 'system_name' },
      ]),
    )
    const [data] = await answer
    expect(JSON.parse(String(data)).map(({ id }: { id: string }) => id)).toEqual(['a', 'b'])
  })
})

test('subscriptions tell new heads, final ones and new runtimes, until they are ended', async () => {
  const own = await simulatedChain({ story: town() })
  const { get, heard, close } = await client(own.url)
  const final = await get('chain_subscribeFinalizedHeads')
  await get('chain_subscribeNewHeads')
  await get('state_subscribeRuntimeVersion')
  await get('system_chain')
  const { number } = own.story.best()
  own.story.upgrade('referenda').block()
  await get('system_chain')
  const of = (method: string): unknown[] =>
    heard.filter((told) => told.method === method).map(({ params }) => params.result)
  expect(of('chain_newHead').map((head) => Number((head as { number: string }).number))).toEqual(
    [0, 1, 2].map((i) => number + i),
  )
  expect(of('chain_finalizedHead').map((head) => Number((head as { number: string }).number))).toEqual(
    [-1, 0, 1].map((i) => number + i),
  )
  expect(of('state_runtimeVersion')).toMatchObject([{ specVersion: 424 }, { specVersion: 430 }])
  expect(await get('chain_unsubscribeFinalizedHeads', final)).toBe(true)
  const before = of('chain_finalizedHead').length
  own.story.block()
  await get('system_chain')
  expect(of('chain_finalizedHead')).toHaveLength(before)
  close()
  await own.close()
})

describe('a node can', () => {
  test('refuse connections with 429', async () => {
    const own = await simulatedChain({ story: town(), faults: { refusals: 1 } })
    const refused = new WebSocket(own.url)
    const [error] = (await once(refused, 'error').catch((error: unknown) => [error])) as [Error]
    expect(error.message).toContain('429')
    const { get, close } = await client(own.url)
    expect(await get('system_chain')).toBe('Bittensor (simulated)')
    close()
    await own.close()
  })

  test('answer errors, lose old state, and cut its sockets', async () => {
    const own = await simulatedChain({ story: town() })
    const { ask, get, socket } = await client(own.url)
    own.faults.error = 'out of order'
    expect((await ask('system_chain')).error).toEqual({ code: -32000, message: 'out of order' })
    own.faults.error = null
    own.faults.keepsState = 2
    const old = `0x${own.story.byNumber(1)?.hash}`
    expect((await ask('state_getStorage', '0x00', old)).error?.message).toContain('State already discarded')
    expect(await get('chain_getHeader', old)).toMatchObject({ number: '0x1' })
    own.faults.answersUntilCut = 2
    await get('system_chain')
    const closed = once(socket, 'close')
    void ask('system_chain')
    await closed
    expect(own.faults.answersUntilCut).toBe(null)
    await own.close()
  })

  test('lie: a rao more, another hash, another state root', async () => {
    const story = town()
    const [honest, liar] = [await simulatedChain({ story }), await simulatedChain({ story })]
    const [one, other] = [await client(honest.url), await client(liar.url)]
    const key = accountKeyOf(story, 'bob')
    liar.faults.lie = 'balance'
    const values = await Promise.all([one, other].map(({ get }) => get('state_getStorage', key)))
    expect(values.map((value) => String(value).slice(34, 36))).toEqual(['00', '01'])
    liar.faults.lie = 'hash'
    const [hash, false_] = await Promise.all([one, other].map(({ get }) => get('chain_getBlockHash', 1)))
    expect(hash).not.toBe(false_)
    expect(await other.get('chain_getHeader', false_)).toMatchObject({ number: '0x1' })
    liar.faults.lie = 'root'
    const heads = await Promise.all([one, other].map(({ get }) => get('chain_getHeader', hash)))
    expect(heads[0]).not.toEqual(heads[1])
    one.close()
    other.close()
    await Promise.all([honest.close(), liar.close()])
  })
})
