/**
 * Large maps by parts: the keys that have the same first half byte behind the prefix of their map. What an endpoint says
 * of a part is compared as a whole, so that one may stream it and another give it by pages.
 */

import { createHash } from 'node:crypto'
import { hex, unhex } from '../../log/bytes.ts'
import { type Hash, keysAtOnce, valuesAtOnce } from '../../service/chain.ts'
import { keysOf } from './answers.ts'
import type { ChainHead } from './chain-head/chain-head.ts'
import type { Pair } from './chain-head/stream.ts'
import type { Connection } from './connection.ts'
import { BadAnswer, NotStreamed } from './faults.ts'
import { valuesFrom } from './values.ts'

export const halfBytes = [...'0123456789abcdef']

/** A part of a map, as one endpoint has it: in order of the keys. */
export interface Part {
  pairs: readonly Pair[]
  /** Of all keys and values: equal where these are. */
  digest: string
}

/**
 * The entries whose keys begin with `prefix` (hex) and a half byte, streamed where the node does, by pages otherwise: what
 * was streamed of a part that breaks off is read again. Throws BadAnswer for what no honest node says.
 */
export async function partFrom(of: Connection, head: ChainHead, prefix: string, half: string, at: Hash): Promise<Part> {
  if (await head.streams()) {
    try {
      const keys = halfBytes.map((other) => `${prefix}${half}${other}`)
      return partOf(await head.descend(keys, at))
    } catch (error) {
      if (!(error instanceof NotStreamed)) throw error
    }
  }
  return partOf(await byPages(of, prefix, half, at))
}

async function byPages(of: Connection, prefix: string, half: string, at: Hash): Promise<Pair[]> {
  const pairs: Pair[] = []
  let waiting: string[] = []
  const read = async (): Promise<void> => {
    const keys = waiting.splice(0, valuesAtOnce)
    const values = await valuesFrom(of, keys, `0x${at}`)
    for (const [i, key] of keys.entries()) {
      const value = values[i]
      if (value) pairs.push([key, hex(value)])
    }
  }
  // No key is as short as where a part begins.
  for (let start = `0x${prefix}${half}0`; ; ) {
    const page = await of.ask('state_getKeysPaged', [`0x${prefix}`, keysAtOnce, start, `0x${at}`])
    const keys = keysOf(page, prefix, start).map(hex)
    const own = keys.filter((key) => key[prefix.length] === half)
    waiting = waiting.concat(own)
    while (waiting.length >= valuesAtOnce) await read()
    if (own.length < keysAtOnce) break
    start = `0x${own.at(-1)}`
  }
  if (waiting.length > 0) await read()
  return pairs
}

function partOf(pairs: Pair[]): Part {
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const digest = createHash('sha256')
  let last = ''
  for (const [key, value] of pairs) {
    if (key === last) throw new BadAnswer(`the key ${key.slice(0, 96)} comes twice`)
    last = key
    digest.update(`${key} ${value}\n`)
  }
  return { pairs, digest: digest.digest('hex') }
}

/** Entries as bytes. */
export function bytesOfPairs(pairs: readonly Pair[]): { keys: Uint8Array[]; values: Uint8Array[] } {
  return { keys: pairs.map(([key]) => unhex(key)), values: pairs.map(([, value]) => unhex(value)) }
}
