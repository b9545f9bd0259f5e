import type { Delta } from './encode.ts'
import { proofOf, rootOf, type StateVersion, type Trie, withEntry, withoutEntry } from './trie.ts'

/**
 * Storage after one block: what the block changed, over the state before it. Every 32nd state is whole, so that a
 * question never walks far.
 */
export interface State {
  get(key: string): string | undefined
  entries(): Iterable<[key: string, value: string]>
  /** Keys (0x-hex) in the order of their bytes. */
  keys(): string[]
  /** Root of its trie: 64 hex characters. */
  root: string
  /** The nodes of its trie that say what stands under these keys (0x-hex). */
  proof(keys: Iterable<string>): Uint8Array[]
  depth: number
  trie: Trie
}

const whole = 32

/** As a node of the real chain says of its runtimes. */
export const stateVersion: StateVersion = 1

/** The state after a block that changed so much. */
export function grow(parent: State | null, delta: Delta): State {
  let trie = parent?.trie ?? null
  for (const [key, value] of delta) {
    const bare = key.slice(2)
    trie = value === null ? withoutEntry(trie, bare) : withEntry(trie, bare, value.slice(2))
  }
  const depth = parent ? parent.depth + 1 : 0
  return parent && depth % whole > 0 ? layered(parent, delta, trie, depth) : wholeState(parent, delta, trie)
}

/** What follows from the trie alone. */
function ofTrie(trie: Trie): Pick<State, 'root' | 'proof' | 'trie'> {
  const bare = function* (keys: Iterable<string>): Generator<string> {
    for (const key of keys) yield key.slice(2)
  }
  return { root: rootOf(trie, stateVersion), proof: (keys) => proofOf(trie, bare(keys), stateVersion), trie }
}

function merged(parent: State | null, delta: Delta): Map<string, string> {
  const all = new Map<string, string>(parent?.entries())
  for (const [key, value] of delta) value === null ? all.delete(key) : all.set(key, value)
  return all
}

function wholeState(parent: State | null, delta: Delta, trie: Trie): State {
  const all = merged(parent, delta)
  const keys = [...all.keys()].sort()
  return { get: (key) => all.get(key), entries: () => all, keys: () => keys, depth: 0, ...ofTrie(trie) }
}

function layered(parent: State, delta: Delta, trie: Trie, depth: number): State {
  const get = (key: string): string | undefined => {
    const own = delta.get(key)
    return own === null ? undefined : (own ?? parent.get(key))
  }
  const entries = (): Map<string, string> => merged(parent, delta)
  return { get, entries, keys: () => [...entries().keys()].sort(), depth, ...ofTrie(trie) }
}
