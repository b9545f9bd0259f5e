/** A node as large as the chain was in 2026, in a process of its own: a small simulated chain, and many accounts made up beside it. */

import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { chainHeadMethods } from '../src/dev/simulated-chain/chain-head.ts'
import type { HeadSource } from '../src/dev/simulated-chain/head-source.ts'
import { headerJson, headSource, type Methods, noFaults, rpcMethods } from '../src/dev/simulated-chain/rpc.ts'
import { tao, tellStory } from '../src/dev/simulated-chain.ts'

/** How many entries of each map are made up. */
export interface NodeSizes {
  accounts: number
  owners: number
  positions: number
}

/** The chain of late 2025, and one of nearly three times as many accounts. */
export const nodeSizes = {
  now: { accounts: 430_000, owners: 250_000, positions: 211_000 },
  later: { accounts: 1_200_000, owners: 700_000, positions: 590_000 },
} as const satisfies Record<string, NodeSizes>

/** What the node was asked so far. */
export interface Asked {
  questions: number
  bytes: number
}

interface MadeMap {
  /** 0x-hex, sorted. */
  keys: string[]
  /** The value of a key, by its place. */
  value(place: number): string
}

/** For how many blocks a lite node keeps state. */
const keepsState = 300

/**
 * Serves until the parent process goes; tells it the address, and whenever it asks, what was asked. `streams`: whether it
 * has the methods that stream. `blockMs`: a block comes every so many milliseconds, and state goes as on a lite node; 0:
 * the chain stands still.
 */
export async function serveLargeNode(sizes: NodeSizes, streams: boolean, blockMs: number): Promise<void> {
  const story = tellStory({ era: 'alpha-v2' }).give('alice', tao(100)).blocks(3).finalize()
  const { runtime } = story.best()
  const prefixOf = (pallet: string, item: string, args: unknown[]): string =>
    runtime.key(pallet, item, args).slice(0, 2 + 64)
  const alice = story.address('alice')
  const value = (pallet: string, item: string, key: unknown[]): string =>
    story.best().state.get(runtime.key(pallet, item, key)) as string
  const balance = value('System', 'Account', [alice])
  const accounts = Array.from({ length: Math.max(sizes.accounts, sizes.owners, sizes.positions) }, (_, i) => account(i))
  const hashed = (i: number): string => `${quick(accounts[i]!).slice(0, 32)}${accounts[i]}`
  const maps: MadeMap[] = [
    {
      keys: made(prefixOf('System', 'Account', [alice]), sizes.accounts, hashed),
      value: () => balance,
    },
    {
      keys: made(prefixOf('SubtensorModule', 'Owner', [alice]), sizes.owners, hashed),
      value: (place) => `0x${accounts[place]}`,
    },
    {
      keys: made(
        prefixOf('SubtensorModule', 'AlphaV2', [alice, alice, 0]),
        sizes.positions,
        (i) => `${hashed(i % 5000)}${hashed(i)}${i % 2 === 0 ? '0000' : '0100'}`,
      ),
      value: () => `0x${'01'.padEnd(32, '0')}${''.padEnd(16, '0')}`,
    },
  ]
  const asked: Asked = { questions: 0, bytes: 0 }
  const faults = { ...noFaults, keepsState: blockMs > 0 ? keepsState : null }
  if (blockMs > 0) setInterval(() => story.blocks(1).finalize(), blockMs)
  const methods = withMade(rpcMethods(story, faults), maps)
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const source = streams ? withMadeStreams(headSource(story, faults), maps) : null
  sockets.on('connection', (ws) => attend(ws, { methods, source }, asked, headerJson(story.finalized(), noFaults)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.on('message', () => process.send!(asked))
  process.on('disconnect', () => process.exit(0))
  process.send!({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

/** SHA-256 in hex: any hash lies as evenly as the one of the chain. */
const quick = (text: string): string => createHash('sha256').update(text).digest('hex')
const account = (i: number): string => quick(`made account ${i}`)

const made = (prefix: string, count: number, rest: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => prefix + rest(i)).sort()

/** Pages and values of the maps that were made up, in place of what the small chain has in them. */
function withMade(methods: Methods, maps: MadeMap[]): Methods {
  const mapOf = (key: string): MadeMap | undefined => maps.find(({ keys }) => keys[0]?.startsWith(key.slice(0, 2 + 64)))
  // The small chain says so when the state of a block is gone.
  const needState = (hash: unknown): unknown => methods.state_getStorage!(['0x', hash as string])
  return {
    ...methods,
    state_getKeysPaged: (params) => {
      const [prefix, count, after] = params
      const map = mapOf(String(prefix))
      if (!map) return methods.state_getKeysPaged!(params)
      needState(params[3])
      const start = typeof after === 'string' ? placeAfter(map.keys, after) : 0
      return map.keys.slice(start, start + Math.min(1000, Number(count)))
    },
    state_queryStorageAt: (params) => {
      const keys = params[0] as string[]
      const map = mapOf(keys[0] ?? '')
      if (!map) return methods.state_queryStorageAt(params)
      needState(params[1])
      return [{ block: params[1], changes: keys.map((key) => [key, valueIn(map, key)]) }]
    },
  }
}

function valueIn(map: MadeMap, key: string): string | null {
  const place = placeAfter(map.keys, key) - 1
  return map.keys[place] === key ? map.value(place) : null
}

/** Streams of the maps that were made up. */
function withMadeStreams(source: HeadSource, maps: MadeMap[]): HeadSource {
  return {
    ...source,
    descendants: (hash, key) => {
      const map = maps.find(({ keys }) => keys[0]?.startsWith(key.slice(0, 2 + 64)))
      return map ? madeUnder(map, key) : source.descendants(hash, key)
    },
  }
}

function* madeUnder(map: MadeMap, key: string): Generator<[string, string]> {
  for (let place = placeAfter(map.keys, key); map.keys[place]?.startsWith(key); place++)
    yield [map.keys[place]!, map.value(place)]
}

/** The place of the first key behind this one. */
function placeAfter(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! <= key) low = middle + 1
    else high = middle
  }
  return low
}

function attend(
  ws: WebSocket,
  { methods, source }: { methods: Methods; source: HeadSource | null },
  asked: Asked,
  head: unknown,
): void {
  const send = (message: object): void => {
    const text = JSON.stringify(message)
    asked.bytes += text.length
    ws.send(text)
  }
  const streams =
    source &&
    chainHeadMethods(
      source,
      () => null,
      (subscription, result) =>
        send({ jsonrpc: '2.0', method: 'chainHead_v1_followEvent', params: { subscription, result } }),
    )
  const all: Record<string, (params: never[]) => unknown> = { ...methods, ...streams?.methods }
  all.rpc_methods = () => ({ methods: Object.keys(all) })
  ws.on('close', () => streams?.ended())
  ws.on('message', (data) => {
    asked.questions++
    const { id, method, params } = JSON.parse(String(data)) as { id: number; method: string; params: never[] }
    const known = all[method]
    if (method.includes('_subscribe')) send({ jsonrpc: '2.0', id, result: method })
    else if (known) send(answerOf(id, () => known(params)))
    else send({ jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } })
    if (method === 'chain_subscribeFinalizedHeads')
      send({ jsonrpc: '2.0', method: 'chain_finalizedHead', params: { result: head } })
  })
}

function answerOf(id: number, answer: () => unknown): object {
  try {
    return { jsonrpc: '2.0', id, result: answer() ?? null }
  } catch (error) {
    return { jsonrpc: '2.0', id, error: { code: 4003, message: (error as Error).message } }
  }
}
