/** Hashes of blocks, asked for many at a time: who reads one block reads on. */

import type { Hash } from '../../service/chain.ts'
import type { Agreed, Said } from './agree.ts'
import { hashOf, listOf } from './answers.ts'
import type { Connection } from './connection.ts'
import type { Endpoints } from './endpoints.ts'
import { BadAnswer, NoMethod, Unanswered } from './faults.ts'
import type { Heard } from './heard.ts'

/** For the hashes of so many blocks one message asks. */
const hashesAtOnce = 128
/** How many hashes of blocks are kept until those are read. */
const mostAhead = 4096
/** How long an endpoint that is about to announce a block is waited for before it is asked, in milliseconds. */
const graceMs = 1000
/** How far behind an endpoint is that is about to, in blocks. */
const graceBlocks = 3

/** `latest` is the last block that is final. Gives the hash of a block once; the next time it is asked for anew. */
export function blockHashes(
  { sayAll, weighed }: Endpoints,
  heard: ReadonlyMap<string, Heard>,
  latest: () => number | null,
): (number: number) => Promise<Agreed<Hash>> {
  /** Hashes that are known or asked for, of blocks that were not read yet. */
  const ahead = new Map<number, Promise<Agreed<Hash> | null>>()
  /** Does some node give one hash at a time? */
  let singly = false

  /** The hash of a block; those of the blocks after it are asked for in the same message. */
  async function hashAt(number: number): Promise<Agreed<Hash>> {
    const coming = ahead.get(number)
    if (coming) return (await coming) ?? only(await hashesOf([number]))
    const until = singly ? number : Math.min(number + hashesAtOnce - 1, latest() ?? number)
    const numbers = Array.from({ length: Math.max(1, until - number + 1) }, (_, i) => number + i)
    if (ahead.size > mostAhead) ahead.clear()
    const asked = hashesOf(numbers)
    for (const [i, each] of numbers.entries()) {
      const own = asked.then((hashes) => hashes[i] ?? null)
      // Whoever asked is told; what nobody waits for is asked for again.
      own.catch(() => ahead.delete(each))
      if (!ahead.has(each)) ahead.set(each, own)
    }
    return only(await asked)
  }

  /** In the order of the numbers; null where nobody said it, but for the first. */
  async function hashesOf(numbers: readonly number[]): Promise<(Agreed<Hash> | null)[]> {
    for (;;) {
      const said = await sayAll((of) => hashesFrom(of, numbers))
      const hashes = numbers.map((_, i) =>
        weighed(
          said.flatMap((each): Said<Hash>[] => {
            if (!('value' in each)) return i === 0 ? [each] : []
            const value = each.value[i]
            return value ? [{ url: each.url, value }] : []
          }),
          (hash) => hash,
        ),
      )
      if (hashes[0]) return hashes
    }
  }

  /** What one endpoint has announced, or says when it is asked; of the later numbers it may know fewer. */
  async function hashesFrom(of: Connection, numbers: readonly number[]): Promise<(Hash | null)[]> {
    const [first = 0] = numbers
    const told = heard.get(of.url)!
    const height = told.height()
    if (height !== null && first > height && first <= height + graceBlocks) await told.reach(first, graceMs)
    const announced = numbers.map((number) => (number === 0 ? null : told.hash(number)))
    if (announced.every((hash) => hash !== null)) return announced
    if (numbers.length > 1) {
      try {
        return listOf(await of.ask('chain_getBlockHash', [numbers]), 'hashes').map((each, i) =>
          each === null && i > 0 ? null : hashOf(each, `the hash of block ${numbers[i]}`),
        )
      } catch (error) {
        if (!(error instanceof BadAnswer) && !(error instanceof NoMethod)) throw error
        singly = true
      }
    }
    return [hashOf(await of.ask('chain_getBlockHash', [first]), `the hash of block ${first}`)]
  }

  return async (number) => {
    const hash = await hashAt(number)
    ahead.delete(number)
    return hash
  }
}

/** The answer to one question; there is always one. */
function only<T>([first]: (Agreed<T> | null)[]): Agreed<T> {
  if (!first) throw new Unanswered('nobody answered')
  return first
}
