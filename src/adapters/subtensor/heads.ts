/** The finalized head that the endpoints agree on, from what they announce. */

import type { Agreement, BlockHead } from '../../service/chain.ts'
import { reached } from './agree.ts'
import { hashOf, headOf } from './answers.ts'
import type { Connection } from './connection.ts'
import type { Endpoints } from './endpoints.ts'
import { BadAnswer, Unanswered } from './faults.ts'
import type { Heard } from './heard.ts'

type Head = BlockHead & { agreement: Agreement }
type Listener = (head: BlockHead) => void

export interface Heads {
  finalized(): Promise<Head>
  /** The last that was agreed on; null before the first. */
  last(): BlockHead | null
  /** Calls back with each newly agreed head; returns the way to stop. */
  follow(listener: Listener): () => void
  /** Something was heard: tells the listeners of a newly agreed head, one at a time and never backwards. */
  look(): Promise<void>
}

/** `heard` are the heads that each endpoint has announced, by its address. */
export function finalizedHeads(endpoints: Endpoints, heard: ReadonlyMap<string, Heard>): Heads {
  const { connections } = endpoints
  const listeners = new Set<Listener>()
  let last: Head | null = null
  let looking = false
  /** Something was heard while we looked: what we found may be out of date. */
  let heardMore = false
  /** Number of the last head that listeners were told of; whoever asks for the head may have it earlier. */
  let told = -1

  async function finalized(): Promise<Head> {
    await endpoints.ready()
    const heights = connections.filter((each) => each.ready()).map(({ url }) => heard.get(url)!.height())
    const height = reached(
      heights.filter((each) => each !== null),
      connections.length,
    )
    if (last !== null && (height === null || height <= last.number)) return last
    const head = await endpoints.ask(
      (of) => headFrom(of, height ?? 0),
      (each) => `${each.hash} ${each.stateRoot}`,
    )
    if (last === null || head.value.number > last.number) last = { ...head.value, agreement: head.agreement }
    return last
  }

  /** The head that an endpoint has announced; one that has gone past it is asked. */
  async function headFrom(of: Connection, number: number): Promise<BlockHead> {
    const from = heard.get(of.url)!
    const announced = from.head(number)
    if (announced !== null) return announced
    if ((from.height() ?? -1) < number) throw new Unanswered(`has not come to block ${number}`)
    const hash =
      from.hash(number) ?? hashOf(await of.ask('chain_getBlockHash', [number]), `the hash of block ${number}`)
    return headAt(await of.ask('chain_getHeader', [`0x${hash}`]), hash)
  }

  async function look(): Promise<void> {
    if (looking) heardMore = true
    if (looking || endpoints.isClosed() || listeners.size === 0) return
    looking = true
    heardMore = false
    const head = await finalized().catch(() => null)
    looking = false
    if (head !== null && head.number > told) {
      told = head.number
      for (const each of [...listeners]) each(head)
    }
    if (heardMore) void look()
  }

  return {
    finalized,
    last: () => last,
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    look,
  }
}

function headAt(value: unknown, hash: string): BlockHead {
  const { header: _, ...head } = headOf(value)
  if (head.hash !== hash && head.number !== 0) throw new BadAnswer(`the header does not have the hash ${hash}`)
  return { ...head, hash }
}
