import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { later } from './chain-parts.ts'

/** How often each fault strikes, of 1,000 messages. */
const rates = { cut: 4, half: 3, limit: 4, delay: 60, twice: 30, late: 30 }
type Fault = keyof typeof rates

/** A proxy between a reader and a node on loopback that strikes by a seed. `struck` counts. */
export interface FaultProxy {
  url: string
  struck: Record<Fault, number>
}

/** A linear congruential generator (Numerical Recipes): the same faults in every run, as far as messages come alike. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % 1000
  }
}

/**
 * Drops sockets, cuts answers in half, answers "429" in place of the node, and lets answers come late, twice, or after
 * the one that follows them.
 */
export async function faultProxy(node: string, seed: number): Promise<FaultProxy> {
  const roll = dice(seed)
  const struck: Record<Fault, number> = { cut: 0, half: 0, limit: 0, delay: 0, twice: 0, late: 0 }
  const strikes = (fault: Fault): boolean => {
    const hit = roll() < rates[fault]
    if (hit) struck[fault]++
    return hit
  }
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (client) => attend(client, new WebSocket(node), strikes))
  later(async () => {
    for (const each of server.clients) each.terminate()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, struck }
}

function attend(client: WebSocket, upstream: WebSocket, strikes: (fault: Fault) => boolean): void {
  const end = () => {
    client.terminate()
    upstream.terminate()
  }
  for (const each of [client, upstream]) {
    each.on('error', end)
    each.on('close', end)
  }
  const asked: string[] = []
  upstream.on('open', () => {
    for (const question of asked.splice(0)) upstream.send(question)
  })
  client.on('message', (data) => {
    const question = String(data)
    if (strikes('limit')) client.send(tooMany(question))
    else if (upstream.readyState === WebSocket.OPEN) upstream.send(question)
    else asked.push(question)
  })
  let held: string | null = null
  upstream.on('message', (data) => {
    const answer = String(data)
    if (strikes('cut')) end()
    else if (strikes('half')) client.send(answer.slice(0, answer.length / 2))
    else if (strikes('delay')) setTimeout(() => client.send(answer), 15)
    else if (held === null && strikes('late')) held = answer
    else {
      client.send(answer)
      if (strikes('twice')) client.send(answer)
      if (held !== null) client.send(held)
      held = null
    }
  })
}

function tooMany(question: string): string {
  const { id } = JSON.parse(question) as { id: number }
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_029, message: 'Too many requests' } })
}
