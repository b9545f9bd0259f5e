import type { Blobs, Head, HeadName, Store } from '../src/service/ports.ts'

/** One call on a store, as a plan sees it before it happens. */
export interface Operation {
  verb: 'get' | 'put' | 'list' | 'drop' | 'read' | 'replace'
  /** Path, prefix or head name. */
  what: string
  /** How many operations came before this one. */
  n: number
}

/** What becomes of a call: it is done; it fails and nothing happens; it is done and yet reported as failed. */
export type Fate = 'done' | 'failed' | 'failed-but-persisted'

/** Thrown in place of an answer; the store behind is as sound as before. */
export class InjectedFault extends Error {}

/** A store whose every call asks the plan for its fate first. */
export function faultyStore(store: Store, plan: (operation: Operation) => Fate): Store {
  let n = 0
  const meet = async <T>(verb: Operation['verb'], what: string, call: () => Promise<T>): Promise<T> => {
    const fate = plan({ verb, what, n: n++ })
    if (fate === 'failed') throw new InjectedFault(`${verb} ${what} failed`)
    const answer = await call()
    if (fate === 'failed-but-persisted') throw new InjectedFault(`${verb} ${what} failed but persisted`)
    return answer
  }
  const { blobs } = store
  const faultyBlobs: Blobs = {
    get: (path) => meet('get', path, () => blobs.get(path)),
    put: (path, bytes) => meet('put', path, () => blobs.put(path, bytes)),
    list: (prefix) => meet('list', prefix, () => blobs.list(prefix)),
    drop: (path) => meet('drop', path, () => blobs.drop(path)),
  }
  const head = (name: HeadName): Head => ({
    read: () => meet('read', name, () => store.head(name).read()),
    compareAndSwap: (old, next) => meet('replace', name, () => store.head(name).compareAndSwap(old, next)),
  })
  return { blobs: faultyBlobs, head, close: () => store.close() }
}

/** The plan that lets one operation, counted from 0 among those that match, meet a fate. */
export function once(fate: Fate, matches: (operation: Operation) => boolean, nth = 0): (operation: Operation) => Fate {
  let seen = 0
  return (operation) => (matches(operation) && seen++ === nth ? fate : 'done')
}
