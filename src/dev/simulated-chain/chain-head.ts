/**
 * The methods chainHead_v1 of a node, as the JSON-RPC specification describes them
 * (paritytech.github.io/json-rpc-interface-spec): a subscription keeps blocks, and streams what their storage holds.
 */

import type { HeadSource } from './head-source.ts'
import { RpcError } from './rpc.ts'
import type { StreamFault } from './stream-fault.ts'

interface Item {
  key: string
  value: string
}

type Send = (event: Record<string, unknown>) => void
type Method = (params: unknown[]) => unknown

const itemsAtOnce = 64
const breaksAfter = 100

/** The methods for one connection; `tell` sends an event of a subscription. `ended` runs when the connection closes. */
export function chainHeadMethods(
  source: HeadSource,
  fault: () => StreamFault | null,
  tell: (subscription: string, event: Record<string, unknown>) => void,
): { methods: { [name: string]: Method }; ended(): void } {
  const follows = new Map<string, Follow>()
  let names = 0
  let refusals = 0
  const following = (id: unknown): Follow => {
    const found = follows.get(String(id))
    if (!found) throw new RpcError(-32602, 'Invalid subscription')
    return found
  }
  const ended = (): void => {
    for (const each of follows.values()) each.end()
    follows.clear()
  }
  const methods: { [name: string]: Method } = {
    chainHead_v1_follow: () => {
      const id = `follow-${++names}`
      const own = startFollow(source, (event) => tell(id, event))
      follows.set(id, own)
      return id
    },
    chainHead_v1_unfollow: ([id]) => {
      follows.get(String(id))?.end()
      follows.delete(String(id))
      return null
    },
    chainHead_v1_unpin: ([id, hashes]) => {
      const own = following(id)
      for (const hash of [hashes].flat()) {
        if (!own.pinned.delete(String(hash))) throw new RpcError(-32801, 'Invalid block hash')
      }
      return null
    },
    chainHead_v1_continue: ([id, operation]) => {
      following(id).operations.get(String(operation))?.()
      return null
    },
    chainHead_v1_storage: ([id, hash, asked]) => {
      const own = following(id)
      if (!own.pinned.has(String(hash))) throw new RpcError(-32801, 'Invalid block hash')
      const kind = fault()
      if (kind === 'busy' || (kind === 'busy once' && refusals++ === 0)) return { result: 'limitReached' }
      const all = asked as { key: string; type: string }[]
      if (all.some(({ type }) => type !== 'descendantsValues')) throw new RpcError(-32602, 'Invalid params')
      const items = kind === 'discards' ? all.slice(0, 3) : all
      const operation = `operation-${++names}`
      const send: Send = (event) => own.send({ ...event, operationId: operation })
      const entries = items.map(({ key }) => source.descendants(String(hash), key))
      if (entries.some((each) => each === null)) setImmediate(() => send({ event: 'operationInaccessible' }))
      else stream(own, operation, entries as Iterable<[string, string]>[], kind, send)
      return { result: 'started', operationId: operation, discardedItems: all.length - items.length }
    },
  }
  return { methods, ended }
}

interface Follow {
  pinned: Set<string>
  /** How each stream that waits goes on. */
  operations: Map<string, () => void>
  send: Send
  end(): void
}

function startFollow(source: HeadSource, tell: Send): Follow {
  const pinned = new Set<string>()
  let stops: (() => void)[] = []
  const own: Follow = {
    pinned,
    operations: new Map(),
    send: (event) => {
      if (stops.length > 0) tell(event)
    },
    end: () => {
      for (const stop of stops.splice(0)) stop()
    },
  }
  const pin = (hash: string): void => void pinned.add(hash)
  stops = [
    source.onBlock((hash, parent) => {
      pin(hash)
      own.send({ event: 'newBlock', blockHash: hash, parentBlockHash: parent, newRuntime: null })
      own.send({ event: 'bestBlockChanged', bestBlockHash: hash })
    }),
    source.onFinal((hash) => own.send({ event: 'finalized', finalizedBlockHashes: [hash], prunedBlockHashes: [] })),
  ]
  // Known to whoever asked before the first event comes.
  const known = source.finalized()
  for (const hash of known) pin(hash)
  setImmediate(() => own.send({ event: 'initialized', finalizedBlockHashes: known, finalizedBlockRuntime: null }))
  return own
}

/** Sends the entries by and by, so that other questions are answered meanwhile. */
function stream(
  own: Follow,
  operation: string,
  entries: Iterable<[string, string]>[],
  fault: StreamFault | null,
  send: Send,
): void {
  const items = itemsOf(entries, fault)
  const every = fault === 'stops' ? 5 : fault === 'waits' ? 1000 : Number.POSITIVE_INFINITY
  let [sent, waited] = [0, 0]
  const breaks: Partial<Record<StreamFault, () => void>> = {
    error: () => send({ event: 'operationError', error: 'the database is gone' }),
    inaccessible: () => send({ event: 'operationInaccessible' }),
    stop: () => {
      own.send({ event: 'stop' })
      own.end()
    },
    silence: () => {},
  }
  const step = (): void => {
    const part: Item[] = []
    for (let next = items.next(); ; next = items.next()) {
      if (!next.done) part.push(next.value)
      if (next.done || part.length >= Math.min(itemsAtOnce, every)) break
    }
    sent += part.length
    if (part.length > 0) send({ event: 'operationStorageItems', items: part })
    const end = fault === null ? undefined : breaks[fault]
    if (end && sent >= breaksAfter) end()
    else if (part.length === 0) send({ event: 'operationStorageDone' })
    else if (sent - waited >= every) {
      waited = sent
      own.operations.set(operation, () => setImmediate(step))
      send({ event: 'operationWaitingForContinue' })
    } else setImmediate(step)
  }
  setImmediate(step)
}

function* itemsOf(entries: Iterable<[string, string]>[], fault: StreamFault | null): Generator<Item> {
  if (fault === 'shuffled') {
    const all = entries.flatMap((each) => [...each]).map(([key, value]) => ({ key, value }))
    yield* all.sort((a, b) => (a.key.slice(-8) < b.key.slice(-8) ? -1 : 1))
    return
  }
  let last: Item | null = null
  let place = 0
  for (const each of entries) {
    for (const [key, value] of each) {
      last = { key, value }
      if (fault !== 'hole' || place++ !== 7) yield last
    }
  }
  if (last === null) return
  if (fault === 'foreign') yield { key: `0x${'ab'.repeat(80)}`, value: '0x00' }
  if (fault === 'twice') yield last
  for (let i = 0; fault === 'endless'; i++)
    yield { key: `${last.key}${i.toString(16).padStart(8, '0')}`, value: last.value }
}
