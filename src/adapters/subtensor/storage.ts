/** Storage of a chain, as its endpoints have it: keys, values, and whole maps. */

import { hex } from '../../log/bytes.ts'
import { type Agreement, type Chain, type Hash, keysAtOnce, valuesAtOnce } from '../../service/chain.ts'
import { type Agreed, weaker } from './agree.ts'
import { keysOf } from './answers.ts'
import type { ChainHead } from './chain-head/chain-head.ts'
import type { Connection } from './connection.ts'
import type { Endpoints } from './endpoints.ts'
import { bytesOfPairs, halfBytes, partFrom } from './parts.ts'
import { valuesFrom } from './values.ts'

/** The questions about storage. `headOf` is what streams from an endpoint. */
export function chainStorage(
  { ask, ready }: Endpoints,
  headOf: (of: Connection) => ChainHead,
): Pick<Chain, 'keys' | 'values' | 'entries' | 'streams'> {
  const page = (prefix: string, at: Hash, start: string | null): Promise<Agreed<Uint8Array[]>> =>
    ask(
      async (of) =>
        keysOf(await of.ask('state_getKeysPaged', [`0x${prefix}`, keysAtOnce, start, `0x${at}`]), prefix, start),
      (keys) => keys.map(hex).join(),
    )

  async function* keys(prefix: Uint8Array, at: Hash, after?: Uint8Array) {
    for (let start = after ? `0x${hex(after)}` : null; ; ) {
      const { value, agreement } = await page(hex(prefix), at, start)
      const last = value.at(-1)
      if (last) yield { keys: value, agreement }
      if (!last || value.length < keysAtOnce) return
      start = `0x${hex(last)}`
    }
  }

  async function values(wanted: Uint8Array[], at: Hash) {
    const texts = wanted.map(hex)
    const { value, agreement } = await ask(
      (of) => valuesFrom(of, texts, `0x${at}`),
      (found) => found.map((each) => (each === null ? '-' : hex(each))).join(),
    )
    return { values: value, agreement }
  }

  async function* entries(prefix: Uint8Array, at: Hash) {
    const first = await page(hex(prefix), at, null)
    const isLarge = first.value.length === keysAtOnce
    yield* isLarge && (await streams()) ? byParts(prefix, at) : byPages(prefix, at, first)
  }

  async function streams(): Promise<boolean> {
    const each = await Promise.all((await ready()).map((of) => headOf(of).streams()))
    return each.includes(true)
  }

  async function* byParts(prefix: Uint8Array, at: Hash) {
    for (const half of halfBytes) {
      const { value, agreement } = await ask(
        (of) => partFrom(of, headOf(of), hex(prefix), half, at),
        ({ digest }) => digest,
      )
      for (let from = 0; from < value.pairs.length; from += valuesAtOnce)
        yield { ...bytesOfPairs(value.pairs.slice(from, from + valuesAtOnce)), agreement }
    }
  }

  async function* byPages(prefix: Uint8Array, at: Hash, first: Agreed<Uint8Array[]>) {
    let waiting = first.value
    let backed = first.agreement
    const rest = first.value.length < keysAtOnce ? [] : keys(prefix, at, first.value.at(-1))
    for await (const more of rest) {
      waiting = waiting.concat(more.keys)
      backed = weaker(backed, more.agreement)
      if (waiting.length < valuesAtOnce) continue
      yield valued(waiting, await values(waiting, at), backed)
      ;[waiting, backed] = [[], more.agreement]
    }
    if (waiting.length > 0) yield valued(waiting, await values(waiting, at), backed)
  }

  return { keys, values, entries, streams }
}

/** Keys with their values, without those that have none. */
function valued(
  keys: readonly Uint8Array[],
  found: { values: readonly (Uint8Array | null)[]; agreement: Agreement },
  backed: Agreement,
): { keys: Uint8Array[]; values: Uint8Array[]; agreement: Agreement } {
  return {
    keys: keys.filter((_, i) => found.values[i] !== null),
    values: found.values.filter((value) => value !== null),
    agreement: weaker(backed, found.agreement),
  }
}
