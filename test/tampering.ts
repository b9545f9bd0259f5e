import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { later } from './chain-parts.ts'

/** Gives another result for a question, or the same. */
export type Tamper = (method: string, params: unknown[], result: unknown) => unknown

/** A node that answers as another one does, but for what is tampered with. Its address. */
export async function tampering(node: string, tamper: Tamper): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 2 ** 28 })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', (client) => {
    const upstream = new WebSocket(node)
    const questions = new Map<number, { method: string; params: unknown[] }>()
    const early: string[] = []
    upstream.on('open', () => {
      for (const text of early.splice(0)) upstream.send(text)
    })
    client.on('message', (data) => {
      const text = String(data)
      const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown[] }
      questions.set(id, { method, params })
      if (upstream.readyState === WebSocket.OPEN) upstream.send(text)
      else early.push(text)
    })
    upstream.on('message', (data) => {
      const message = JSON.parse(String(data)) as { id?: number; result?: unknown }
      const asked = message.id === undefined ? undefined : questions.get(message.id)
      const told = asked ? { ...message, result: tamper(asked.method, asked.params, message.result) } : message
      client.send(JSON.stringify(told))
    })
    for (const each of [client, upstream])
      each.on('close', () => {
        client.terminate()
        upstream.terminate()
      })
  })
  later(async () => {
    for (const each of server.clients) each.terminate()
    await new Promise((resolve) => server.close(resolve))
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}
