/** All endpoints of a chain: one question to each of them, and what to believe of the answers. */

import { ChainUnreachable, type EndpointStatus, type Hash, StateLost, WrongChain } from '../../service/chain.ts'
import { type Agreed, type Said, weigh } from './agree.ts'
import { hashOf } from './answers.ts'
import { type Connection, type ConnectionOptions, connect } from './connection.ts'
import { BadAnswer, NoMethod, Pruned, Unanswered } from './faults.ts'

export interface EndpointsOptions
  extends Pick<ConnectionOptions, 'clock' | 'random' | 'firstWait' | 'longestWait' | 'patience' | 'perSecond'> {
  /** WebSocket addresses, the most trusted first. */
  endpoints: readonly string[]
  /** Hash of block 0, where it is known beforehand. */
  genesis?: Hash
  /** Told in one line when an endpoint turns out to be of no use. */
  report(line: string): void
}

type Ask = Parameters<ConnectionOptions['greet']>[0]

/** Who is told what comes from an endpoint by itself. */
export interface Hooks {
  /** The node is one of the right chain: what else to ask of it before it counts as ready. */
  greeted(url: string, ask: Ask): Promise<void>
  /** Whether it is ready may have changed. */
  changed(of: Connection): void
  notified(of: Connection, message: Record<string, unknown>): void
}

export interface Endpoints {
  connections: readonly Connection[]
  /** The hash of block 0 as this endpoint has it. */
  genesisOf(url: string): Hash
  /**
   * Resolves when an endpoint may answer; at first, when each has answered or failed once, so that nothing is believed of
   * the quickest alone. Throws ChainUnreachable once closed, and WrongChain when none is of use.
   */
  ready(): Promise<Connection[]>
  /** Asks every endpoint that is ready, until at least one answers. `keyOf` gives equal texts for equal answers. */
  ask<T>(question: (of: Connection) => Promise<T>, keyOf: (value: T) => string): Promise<Agreed<T>>
  sayAll<T>(question: (of: Connection) => Promise<T>): Promise<Said<T>[]>
  /** What to believe; null when nobody said anything. Throws StateLost. */
  weighed<T>(said: Said<T>[], keyOf: (value: T) => string): Agreed<T> | null
  /** The hash of block 0 that most have; the others are of no use, and are left out from then on. */
  genesis(): Promise<Hash>
  status(): EndpointStatus[]
  isClosed(): boolean
  close(): void
}

/** Connects to the endpoints. Questions wait while none of them answers. */
export function openEndpoints(options: EndpointsOptions, hooks: Hooks): Endpoints {
  const { endpoints } = options
  const genesisOf = new Map<string, Hash>()
  const wakers = new Set<() => void>()
  let closed = false

  const wake = () => {
    for (const each of [...wakers]) each()
  }
  const connections = endpoints.map((url) => open(url))

  function open(url: string): Connection {
    const connection: Connection = connect(url, {
      ...options,
      greet: async (ask) => {
        const genesis = await usable(ask)
        const expected = options.genesis
        if (expected !== undefined && genesis !== expected) {
          refuse(connection, `is on the chain whose block 0 is ${genesis}, not ${expected}`)
          throw new BadAnswer('another chain')
        }
        genesisOf.set(url, genesis)
        await hooks.greeted(url, ask)
      },
      changed: () => {
        wake()
        hooks.changed(connection)
      },
      notified: (message) => hooks.notified(connection, message),
    })
    return connection

    /** The hash of block 0. A node that is none is refused for good; one that only fails is tried again. */
    async function usable(ask: Ask): Promise<Hash> {
      try {
        return hashOf(await ask('chain_getBlockHash', [0]), 'the hash of block 0')
      } catch (error) {
        if (error instanceof BadAnswer || error instanceof NoMethod)
          refuse(connection, `is not a Substrate node: ${error.message}`)
        throw error
      }
    }
  }

  function refuse(connection: Connection, fault: string): void {
    connection.refuse(fault)
    options.report(`${connection.url} ${fault}`)
  }

  async function ready(): Promise<Connection[]> {
    for (;;) {
      if (closed) throw new ChainUnreachable('The connection to the chain was closed.')
      const able = connections.filter((each) => each.ready())
      const tried = connections.every((each) => each.ready() || each.status().fault !== null)
      if (able.length > 0 && tried) return able
      const states = connections.map((each) => each.status())
      if (states.length > 0 && states.every(({ state }) => state === 'refused'))
        throw new WrongChain(
          `No endpoint can be used: ${states.map(({ url, fault }) => `${url} ${fault}`).join('; ')}.`,
        )
      await new Promise<void>((resolve) => {
        const woken = () => {
          wakers.delete(woken)
          resolve()
        }
        wakers.add(woken)
      })
    }
  }

  const sayAll = async <T>(question: (of: Connection) => Promise<T>): Promise<Said<T>[]> =>
    Promise.all((await ready()).map((each) => say(each, question)))

  function weighed<T>(said: Said<T>[], keyOf: (value: T) => string): Agreed<T> | null {
    try {
      const agreed = weigh(said, endpoints.length, keyOf)
      for (const url of agreed?.agreement.dissenting ?? []) connections.find((each) => each.url === url)?.dissented()
      return agreed
    } catch (error) {
      if (error instanceof Pruned) throw new StateLost(`No endpoint has the state that is asked for: ${error.message}.`)
      throw error
    }
  }

  async function ask<T>(question: (of: Connection) => Promise<T>, keyOf: (value: T) => string): Promise<Agreed<T>> {
    for (;;) {
      const agreed = weighed(await sayAll(question), keyOf)
      if (agreed !== null) return agreed
    }
  }

  return {
    connections,
    genesisOf: (url) => genesisOf.get(url)!,
    ready,
    ask,
    sayAll,
    weighed,
    genesis: async () => {
      const { value } = await ask(
        async ({ url }) => {
          const own = genesisOf.get(url)
          if (own === undefined) throw new Unanswered('has not said which chain it is on')
          return own
        },
        (hash) => hash,
      )
      for (const each of connections) {
        const own = genesisOf.get(each.url)
        if (own !== undefined && own !== value && each.ready())
          refuse(each, `is on the chain whose block 0 is ${own}, not ${value}`)
      }
      return value
    },
    status: () => connections.map((each) => each.status()),
    isClosed: () => closed,
    close: () => {
      closed = true
      for (const each of connections) each.close()
      wake()
    },
  }
}

async function say<T>(connection: Connection, question: (of: Connection) => Promise<T>): Promise<Said<T>> {
  const { url } = connection
  try {
    return { url, value: await question(connection) }
  } catch (error) {
    return { url, fault: error instanceof Error ? error : new Unanswered(String(error)) }
  }
}
