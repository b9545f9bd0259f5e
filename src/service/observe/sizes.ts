/** How large the maps of a state are, from few pages of their keys. */

import { type Chain, type Hash, keysAtOnce } from '../chain.ts'
import type { EndpointQuorum } from './quorum.ts'

export interface MapSize {
  name: string
  entries: number
  /** Counted, and not estimated. */
  exact: boolean
  /** Some of its keys. */
  keys: Uint8Array[]
}

/** Digits of a key behind its prefix that say where in the map it lies: 2^48 places. */
const placeBytes = 6
/** How many keys of each page are given. */
const keysSeen = 25

/**
 * The number of entries of a map. Keys begin with a hash, so they lie evenly: a page of so many keys that covers a
 * hundredth of the room means a hundred times as many. `samples` pages are looked at; a map of one page is counted.
 */
export async function sizeOf(
  chain: Chain,
  [name, prefix]: readonly [name: string, prefix: Uint8Array],
  at: Hash,
  samples: number,
  backing: EndpointQuorum,
): Promise<MapSize> {
  let [keys, room] = [0, 0]
  const some: Uint8Array[] = []
  for (let sample = 0; sample < samples; sample++) {
    const start = sample / samples
    const page = await pageAfter(chain, prefix, at, start, backing)
    if (sample === 0 && page.length < keysAtOnce)
      return { name, entries: page.length, exact: true, keys: page.slice(0, keysSeen) }
    const last = page.at(-1)
    keys += page.length
    room += (page.length < keysAtOnce || !last ? 1 : placeOf(last, prefix.length)) - start
    some.push(...page.slice(0, keysSeen))
  }
  return { name, entries: Math.round(keys / room), exact: false, keys: some }
}

async function pageAfter(
  chain: Chain,
  prefix: Uint8Array,
  at: Hash,
  start: number,
  backing: EndpointQuorum,
): Promise<Uint8Array[]> {
  const after = start === 0 ? undefined : keyAt(prefix, start)
  for await (const { keys, agreement } of chain.keys(prefix, at, after)) {
    backing.add(agreement)
    return keys
  }
  return []
}

/** A key that begins at a place from 0 to 1 of the room behind a prefix. */
function keyAt(prefix: Uint8Array, place: number): Uint8Array {
  const digits = Math.floor(place * 2 ** (8 * placeBytes))
  const bytes = Array.from({ length: placeBytes }, (_, i) => Math.floor(digits / 2 ** (8 * (placeBytes - 1 - i))) % 256)
  return Uint8Array.from([...prefix, ...bytes])
}

/** Where a key lies, above 0 and at most 1. */
function placeOf(key: Uint8Array, prefix: number): number {
  let digits = 0
  for (let i = 0; i < placeBytes; i++) digits = digits * 256 + (key[prefix + i] ?? 0)
  return (digits + 1) / 2 ** (8 * placeBytes)
}
