import WebSocket from 'ws'
import type { EndpointStatus } from '../../service/chain.ts'
import type { Clock, Random } from '../../service/ports.ts'
import { faultOf, Unanswered } from './faults.ts'

/** One endpoint: a socket that comes back, and questions answered over it. */
export interface Connection {
  readonly url: string
  /** Is the socket open and the node one of the right chain? */
  ready(): boolean
  /** Asks once more after each drop or "too many requests", a few times; then Unanswered. Throws also what `faults.ts` has. */
  ask(method: string, params: unknown[]): Promise<unknown>
  status(): EndpointStatus
  /** Takes note of an answer that differs from what the others gave. */
  dissented(): void
  /** Never asks this endpoint again: it is of no use. */
  refuse(fault: string): void
  close(): void
}

export interface ConnectionOptions {
  clock: Clock
  random: Random
  /** Called when the socket is open, before anything else is asked: throws for a node that is of no use. */
  greet(ask: (method: string, params: unknown[]) => Promise<unknown>): Promise<void>
  /** Called whenever `ready` may have changed. */
  changed(): void
  /** A message that answers no question: a notification. */
  notified(message: Record<string, unknown>): void
  /** Milliseconds: the first wait after a failure, the longest, and how long an answer may take. */
  firstWait?: number
  longestWait?: number
  patience?: number
  /** Questions a second at most; without it, as many as the node does not object to. */
  perSecond?: number
}

/** Largest message from a node. */
const maxPayload = 64 * 1024 * 1024
/** How often a question is asked again before this endpoint is given up for it. */
const attempts = 6
/** Milliseconds between two questions, once a node has said that it limits them: what the public endpoints allow. */
const pacedMs = 1000
/** How much less it gets with each answer, so that the pace of before comes back in a few minutes. */
const relaxing = 0.98

interface Waiting {
  method: string
  answer(value: unknown): void
  fail(error: Error | null): void
}

export function connect(url: string, options: ConnectionOptions): Connection {
  const { clock, random, firstWait = 500, longestWait = 60_000, patience = 30_000 } = options
  /** Milliseconds between two questions that are kept in any case. */
  const least = options.perSecond === undefined ? 0 : 1000 / options.perSecond
  const waiting = new Map<number, Waiting>()
  const status: EndpointStatus = { url, state: 'connecting', seen: null, dissents: 0, fault: null }
  let socket: WebSocket | null = null
  let open = false
  let closed = false
  let failures = 0
  let lastId = 0
  let retry: NodeJS.Timeout | null = null
  /** Milliseconds between two questions; 0 while the node does not ask us to slow down. And when the next may go out. */
  let pace = 0
  let nextTurn = 0

  function fail(fault: string): void {
    status.fault = fault
    for (const [id, each] of waiting) {
      waiting.delete(id)
      each.fail(new Unanswered(fault))
    }
  }

  /** Exponential, with up to half of it more by chance, so that many observers do not come back at once. */
  function waitMs(): number {
    const base = Math.min(firstWait * 2 ** Math.min(failures, 16), longestWait)
    return base * (1 + random(1)[0]! / 512)
  }

  function lose(fault: string): void {
    if (closed || status.state === 'refused') return
    open = false
    socket?.removeAllListeners()
    socket?.on('error', () => undefined)
    socket?.terminate()
    socket = null
    status.state = 'waiting'
    fail(fault)
    options.changed()
    retry = setTimeout(start, waitMs())
    failures++
  }

  function start(): void {
    if (closed) return
    status.state = 'connecting'
    const own = new WebSocket(url, {
      maxPayload,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: patience,
    })
    socket = own
    own.on('unexpected-response', (_, response) => lose(`answers HTTP ${response.statusCode} in place of a socket`))
    own.on('error', (error) => lose(sentence(error)))
    own.on('close', (code) => lose(`closed the connection (${code})`))
    own.on('message', (data) => receive(String(data)))
    own.on('open', () => void greet(own))
  }

  async function greet(own: WebSocket): Promise<void> {
    try {
      await options.greet(send)
      if (socket !== own) return
      open = true
      failures = 0
      Object.assign(status, { state: 'connected', fault: null })
      options.changed()
    } catch (error) {
      if (socket === own && status.state !== 'refused') lose(sentence(error))
    }
  }

  function receive(data: string): void {
    const message = parse(data)
    if (message === null) {
      lose('sends something that is not JSON-RPC')
      return
    }
    status.seen = clock()
    const { id, error, result } = message
    const asked = typeof id === 'number' ? waiting.get(id) : undefined
    if (!asked) {
      if ('method' in message) options.notified(message)
      return
    }
    waiting.delete(id as number)
    if (error !== undefined) asked.fail(faultOf(asked.method, error))
    else asked.answer(result)
  }

  /** One question and its answer. Rejects with null when the node asks us to slow down. */
  async function send(method: string, params: unknown[]): Promise<unknown> {
    await turn()
    return new Promise((resolve, reject) => {
      if (socket?.readyState !== WebSocket.OPEN) {
        reject(new Unanswered(status.fault ?? 'is not connected'))
        return
      }
      const id = ++lastId
      const timer = setTimeout(() => lose(`did not answer ${method} within ${patience / 1000} s`), patience)
      const settle =
        <T>(use: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          use(value)
        }
      waiting.set(id, { method, answer: settle(resolve), fail: settle(reject) })
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  }

  async function turn(): Promise<void> {
    const gap = Math.max(pace, least)
    if (gap === 0) return
    const at = Math.max(nextTurn, clock())
    nextTurn = at + gap
    await pause(at - clock())
  }

  function slowDown(): void {
    pace = Math.min(pacedMs, longestWait)
    nextTurn = Math.max(nextTurn, clock() + pace)
  }

  function relax(): void {
    pace = pace < Math.min(pacedMs, longestWait) / 16 ? 0 : pace * relaxing
  }

  async function ask(method: string, params: unknown[]): Promise<unknown> {
    let fault: Error = new Unanswered(status.fault ?? 'is not connected')
    for (let attempt = 0; attempt < attempts && !closed; attempt++) {
      if (attempt > 0) await pause(Math.min(firstWait * 2 ** attempt, longestWait))
      try {
        const answer = await send(method, params)
        relax()
        return answer
      } catch (error) {
        if (error !== null && !(error instanceof Unanswered)) throw error
        if (error === null) slowDown()
        fault = error ?? new Unanswered('asks for fewer requests (429)')
      }
    }
    throw fault
  }

  start()
  return {
    url,
    ready: () => open,
    ask,
    status: () => ({ ...status }),
    dissented: () => {
      status.dissents++
    },
    refuse: (fault) => {
      open = false
      fail(fault)
      status.state = 'refused'
      socket?.terminate()
      options.changed()
    },
    close: () => {
      closed = true
      open = false
      if (retry) clearTimeout(retry)
      fail('is closed')
      socket?.terminate()
    },
  }
}

function parse(data: string): Record<string, unknown> | null {
  try {
    const message: unknown = JSON.parse(data)
    return typeof message === 'object' && message !== null && !Array.isArray(message)
      ? (message as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

function sentence(error: unknown): string {
  if (error === null) return 'asks for fewer requests (429)'
  if (error instanceof AggregateError) return sentence(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
