/** Reading the maps of a state: whole, or only what changed since another state. */

import type { Changes, Told } from '../../chain/changes.ts'
import { hex } from '../../log/bytes.ts'
import { type Chain, type Hash, valuesAtOnce } from '../chain.ts'
import type { Book, Entries } from './book.ts'
import type { EndpointQuorum } from './quorum.ts'

/** The state before, and what blocks told since. */
export interface Since {
  book: Book
  told: Told
}

/** The state that is read, and who takes its entries in. */
export interface Source {
  chain: Chain
  hash: Hash
  backing: EndpointQuorum
  take(name: string, entries: Entries): Promise<void>
}

export async function readWhole(
  { chain, hash, backing, take }: Source,
  name: string,
  prefix: Uint8Array,
): Promise<void> {
  for await (const { agreement, ...entries } of chain.entries(prefix, hash)) {
    backing.add(agreement)
    await take(name, entries)
  }
}

/** Reads the large maps from what is known and what changed, all others whole. Throws BookDamaged. */
export async function readChanged(
  source: Source,
  maps: readonly (readonly [name: string, prefix: Uint8Array])[],
  changes: Changes,
  book: Book,
): Promise<void> {
  const noting: Source = {
    ...source,
    take: async (name, entries) => {
      for (const [i, key] of entries.keys.entries()) changes.note(name, key, entries.values[i]!)
      await source.take(name, entries)
    },
  }
  for (const [name, prefix] of maps) if (!changes.large.includes(name)) await readWhole(noting, name, prefix)
  for (const name of changes.large) await readLarge(noting, name, changes, book)
}

/** What the state before had is taken over unless it may have changed; then what it may not have had is asked for. */
async function readLarge(source: Source, name: string, all: Changes, book: Book): Promise<void> {
  const changes = all.of(name)
  const again = async (keys: Uint8Array[]): Promise<void> => {
    for (const key of await readAgain(source, name, keys)) all.gone(name, key)
  }
  let stale: Uint8Array[] = []
  for await (const { keys, values } of book.entries(name)) {
    const isStale = keys.map((key, i) => changes.isStale(key, values[i]!))
    stale = stale.concat(keys.filter((_, i) => isStale[i]))
    const [kept, same] = [keys.filter((_, i) => !isStale[i]), values.filter((_, i) => !isStale[i])]
    if (kept.length > 0) await source.take(name, { keys: kept, values: same })
    while (stale.length >= valuesAtOnce) await again(stale.splice(0, valuesAtOnce))
  }
  const wanted = new Map(changes.wanted())
  // Those that the state before had were stale.
  if (wanted.size > 0) for await (const { keys } of book.entries(name)) for (const key of keys) wanted.delete(hex(key))
  stale = stale.concat([...wanted.values()])
  while (stale.length > 0) await again(stale.splice(0, valuesAtOnce))
}

/** Gives the keys that have no value any more. */
async function readAgain(
  { chain, hash, backing, take }: Source,
  name: string,
  keys: Uint8Array[],
): Promise<Uint8Array[]> {
  const { values, agreement } = await chain.values(keys, hash)
  backing.add(agreement)
  await take(name, {
    keys: keys.filter((_, i) => values[i] !== null),
    values: values.filter((value) => value !== null),
  })
  return keys.filter((_, i) => values[i] === null)
}
