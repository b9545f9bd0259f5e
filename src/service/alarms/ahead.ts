/** While a snapshot is being read, which may take as long as many blocks, blocks go on being looked through. */

import type { Chain } from '../chain.ts'
import { type ReadBlocks, readBlocks } from '../observe/blocks.ts'
import type { Runtimes } from '../observe/runtimes.ts'
import type { Watcher } from './watch.ts'

/** What looking ahead needs of an observer. */
interface Ahead {
  chain: Chain
  runtimes: Runtimes
  watch?: Watcher
  /** Is told of what was read. */
  tell(read: ReadBlocks): Promise<void>
  range: { first: number; last: number } | null
  report(line: string): void
}

/** How many blocks are read at once. */
const atOnce = 100

/**
 * Gives what the work gives, and meanwhile tells the watcher of each new head with the blocks before it. They are read
 * again afterwards, for the next snapshot: what goes wrong here loses nothing. A range has no heads to follow.
 */
export async function aheadOf<T>(work: Promise<T>, { chain, runtimes, watch, tell, range, report }: Ahead): Promise<T> {
  if (!watch || range !== null) return work
  let reading: Promise<void> = Promise.resolve()
  let over = false
  const end = chain.follow(({ number }) => {
    reading = reading.then(() => look(number)).catch((error: unknown) => report(`ahead of a snapshot: ${said(error)}`))
  })
  async function look(head: number): Promise<void> {
    const upto = watch?.upto() ?? null
    if (over || upto === null || upto >= head) return
    await tell(await readBlocks(chain, runtimes, upto + 1, Math.min(head, upto + atOnce)))
  }
  try {
    return await work
  } finally {
    over = true
    end()
    await reading
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))
