import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SimulatedBlock } from './simulated-chain/blocks.ts'
import { chainHeadMethods } from './simulated-chain/chain-head.ts'
import {
  type Faults,
  headerJson,
  headSource,
  type Method,
  type Methods,
  noFaults,
  RpcError,
  rpcMethods,
  versionJson,
} from './simulated-chain/rpc.ts'
import type { Story } from './simulated-chain/story.ts'
import { type TownOptions, townStory } from './simulated-chain/town.ts'

export { tao } from './simulated-chain/ledger.ts'
export { type Faults, noFaults } from './simulated-chain/rpc.ts'
export { givenRuntime } from './simulated-chain/runtime.ts'
export { type Story, type StoryOptions, storyKey, tellStory } from './simulated-chain/story.ts'
export { type TownOptions, townKey, townSeed } from './simulated-chain/town.ts'

/** A node of the simulated chain, on loopback. */
export interface SimulatedChain {
  /** ws://127.0.0.1:PORT */
  url: string
  story: Story
  /** Set them while it runs. */
  faults: Faults
  /** Questions heard so far, by method: for tests of what a reader asks. */
  asked: Map<string, number>
  close(): Promise<void>
}

/** Serves a story as a Substrate node would: JSON-RPC over web sockets. Several nodes can serve one story. */
export async function simulatedChain({
  story,
  port = 0,
  faults: given = {},
}: {
  story: Story
  port?: number
  faults?: Partial<Faults>
}): Promise<SimulatedChain> {
  const faults: Faults = { ...noFaults, ...given }
  const asked = new Map<string, number>()
  const methods = rpcMethods(story, faults)
  const server = createServer((_, response) => void response.writeHead(405).end())
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (faults.refusals > 0) {
      faults.refusals--
      socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => attend(ws, { story, faults, asked, methods, cut }))
  })
  const cut = (): void => sockets.clients.forEach((client) => void client.terminate())
  const bound = await listen(server, port)
  return {
    url: `ws://127.0.0.1:${bound}`,
    story,
    faults,
    asked,
    async close() {
      cut()
      sockets.close()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A node of the town of town.ts, where something happens every so many milliseconds until it is closed. */
export async function simulatedTown({
  everyMs = 2000,
  port = 0,
  ...town
}: TownOptions & { everyMs?: number; port?: number } = {}): Promise<SimulatedChain & { tick(): void }> {
  const { story, tick } = townStory(town)
  const node = await simulatedChain({ story, port })
  const timer = setInterval(tick, everyMs)
  async function close(): Promise<void> {
    clearInterval(timer)
    await node.close()
  }
  return { ...node, tick, close }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })
}

interface Node {
  story: Story
  faults: Faults
  asked: Map<string, number>
  methods: Methods
  cut(): void
}

interface Question {
  id: number | string
  method: string
  params?: Parameters<Method>[0]
}

/** Answers one socket until it closes; then its subscriptions end. */
function attend(ws: WebSocket, node: Node): void {
  const { faults } = node
  const subscriptions = new Map<string, () => void>()
  const send = (message: unknown): void => void (ws.readyState === ws.OPEN && ws.send(JSON.stringify(message)))
  const head = chainHeadMethods(
    headSource(node.story, faults),
    () => faults.stream,
    (subscription, result) =>
      send({ jsonrpc: '2.0', method: 'chainHead_v1_followEvent', params: { subscription, result } }),
  )
  const plain = subscriptionMethods(node, subscriptions, send)
  const all = { ...plain, ...(head.methods as { [name: string]: Method }) }
  ws.on('message', (data) => {
    const asked = read(String(data))
    if (faults.silent) return
    const special = faults.stream === 'none' ? plain : all
    const answers = (Array.isArray(asked) ? asked : [asked]).map((question) => answer(question, node, special))
    send(Array.isArray(asked) ? answers : answers[0])
    if (faults.answersUntilCut === null || --faults.answersUntilCut > 0) return
    faults.answersUntilCut = null
    node.cut()
  })
  ws.on('error', () => ws.terminate())
  ws.on('close', () => {
    head.ended()
    subscriptions.forEach((stop) => void stop())
  })
}

function read(text: string): Question | Question[] {
  try {
    return JSON.parse(text) as Question | Question[]
  } catch {
    return { id: 0, method: 'a question that is no JSON' }
  }
}

function answer({ id, method, params = [] }: Question, node: Node, special: { [name: string]: Method }): unknown {
  const { asked, faults, methods } = node
  asked.set(method, (asked.get(method) ?? 0) + 1)
  try {
    if (faults.error !== null) throw new RpcError(-32000, faults.error)
    if (method === 'rpc_methods') return { jsonrpc: '2.0', id, result: { methods: names(methods, special) } }
    const known = special[method] ?? methods[method]
    if (!known) throw new RpcError(-32601, 'Method not found')
    return { jsonrpc: '2.0', id, result: known(params) ?? null }
  } catch (error) {
    const { message } = error as Error
    return { jsonrpc: '2.0', id, error: { code: error instanceof RpcError ? error.code : -32603, message } }
  }
}

const names = (...tables: object[]): string[] =>
  [...tables.flatMap((table) => Object.keys(table)), 'rpc_methods'].sort()

/** Methods that go on telling: heads, versions of the runtime, and storage. */
function subscriptionMethods(
  { story, faults, methods }: Node,
  subscriptions: Map<string, () => void>,
  send: (message: unknown) => void,
): { [name: string]: Method } {
  function subscribe(method: string, start: (tell: (result: unknown) => void) => () => void): string {
    const subscription = `${method}-${subscriptions.size}-${Math.random().toString(36).slice(2)}`
    const tell = (result: unknown): void => send({ jsonrpc: '2.0', method, params: { subscription, result } })
    // The first notification must come after the answer that names the subscription.
    let stop = (): void => {}
    subscriptions.set(subscription, () => stop())
    setImmediate(() => {
      if (subscriptions.has(subscription)) stop = start(tell)
    })
    return subscription
  }
  const stop: Method = ([subscription]) => {
    subscriptions.get(String(subscription))?.()
    return subscriptions.delete(String(subscription))
  }
  const heads = (method: string, now: () => SimulatedBlock, on: Story['onBest']) => () =>
    subscribe(method, (tell) => {
      tell(headerJson(now(), faults))
      return on((block) => tell(headerJson(block, faults)))
    })
  return {
    chain_subscribeNewHeads: heads('chain_newHead', story.best, story.onBest),
    chain_subscribeAllHeads: heads('chain_allHead', story.best, story.onBest),
    chain_subscribeFinalizedHeads: heads('chain_finalizedHead', story.finalized, story.onFinal),
    chain_unsubscribeNewHeads: stop,
    chain_unsubscribeAllHeads: stop,
    chain_unsubscribeFinalizedHeads: stop,
    state_subscribeRuntimeVersion: () =>
      subscribe('state_runtimeVersion', (tell) => {
        let { runtime } = story.best()
        tell(versionJson(runtime))
        return story.onBest((block) => {
          if (block.runtime !== runtime) tell(versionJson(block.runtime))
          runtime = block.runtime
        })
      }),
    state_unsubscribeRuntimeVersion: stop,
    state_subscribeStorage: ([keys]) =>
      subscribe('state_storage', (tell) => {
        const now = (block: SimulatedBlock): void => {
          const [changes] = methods.state_queryStorageAt([keys, `0x${block.hash}`])
          tell(changes)
        }
        now(story.best())
        return story.onBest(now)
      }),
    state_unsubscribeStorage: stop,
  }
}
