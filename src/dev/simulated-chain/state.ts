import { hex, unhex } from '../../log/bytes.ts'
import { blake2b256 } from '../../log/suites.ts'
import type { Delta } from './encode.ts'

/**
 * Storage after one block: what the block changed, over the state before it. Every 32nd state is whole, so that a
 * question never walks far.
 */
export interface State {
  get(key: string): string | undefined
  entries(): Iterable<[key: string, value: string]>
  /** Keys (0x-hex) in the order of their bytes. */
  keys(): string[]
  /** 64 hex characters. See `grow`. */
  root: string
  depth: number
  sum: bigint
}

const whole = 32
const modulus = 1n << 256n

/**
 * The state root: blake2b-256 over the sum modulo 2^256 of blake2b-256 of each entry. Two states have one root just
 * when they hold the same, as far as a simulation needs it, and a block costs no more than it changes; it is not the
 * trie root of a real chain, and no proof can be made from it.
 */
export function grow(parent: State | null, delta: Delta): State {
  let sum = parent?.sum ?? 0n
  for (const [key, value] of delta) {
    const old = parent?.get(key)
    if (old !== undefined) sum -= digest(key, old)
    if (value !== null) sum += digest(key, value)
  }
  sum = ((sum % modulus) + modulus) % modulus
  const depth = parent ? parent.depth + 1 : 0
  const root = hex(blake2b256(unhex(sum.toString(16).padStart(64, '0'))))
  return parent && depth % whole > 0 ? layered(parent, delta, root, depth, sum) : wholeState(parent, delta, root, sum)
}

function digest(key: string, value: string): bigint {
  return BigInt(`0x${hex(blake2b256(unhex(`${key.slice(2)}${value.slice(2)}`)))}`)
}

function merged(parent: State | null, delta: Delta): Map<string, string> {
  const all = new Map<string, string>(parent?.entries())
  for (const [key, value] of delta) value === null ? all.delete(key) : all.set(key, value)
  return all
}

function wholeState(parent: State | null, delta: Delta, root: string, sum: bigint): State {
  const all = merged(parent, delta)
  const keys = [...all.keys()].sort()
  return { get: (key) => all.get(key), entries: () => all, keys: () => keys, root, depth: 0, sum }
}

function layered(parent: State, delta: Delta, root: string, depth: number, sum: bigint): State {
  const get = (key: string): string | undefined => {
    const own = delta.get(key)
    return own === null ? undefined : (own ?? parent.get(key))
  }
  const entries = (): Map<string, string> => merged(parent, delta)
  return { get, entries, keys: () => [...entries().keys()].sort(), root, depth, sum }
}
