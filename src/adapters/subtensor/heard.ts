/** What an endpoint announces by itself, kept for a while: what was told need not be asked. */

import type { BlockHead, Hash } from '../../service/chain.ts'

/** The finalized heads that one endpoint has announced. */
export interface Heard {
  /** Number of the latest; null before the first. */
  height(): number | null
  take(head: BlockHead): void
  /** The head of this number, if it was announced. */
  head(number: number): BlockHead | null
  /** The hash of this number, as a head or as the parent of one. */
  hash(number: number): Hash | null
  /** Resolves once a head of this number or a later one was announced, or after so many milliseconds. */
  reach(number: number, ms: number): Promise<void>
}

/** How many heads of an endpoint are kept: an hour of blocks. */
const mostHeads = 300

export function heardHeads(): Heard {
  const heads = new Map<number, BlockHead>()
  const waiting = new Set<() => void>()
  let latest: number | null = null

  return {
    height: () => latest,
    take: (head) => {
      latest = head.number
      heads.delete(head.number)
      heads.set(head.number, head)
      for (const [oldest] of heads) if (heads.size > mostHeads) heads.delete(oldest)
      for (const each of [...waiting]) each()
    },
    head: (number) => heads.get(number) ?? null,
    hash: (number) => heads.get(number)?.hash ?? heads.get(number + 1)?.parent ?? null,
    reach: (number, ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms)
        function done(): void {
          clearTimeout(timer)
          waiting.delete(look)
          resolve()
        }
        function look(): void {
          if (latest !== null && latest >= number) done()
        }
        waiting.add(look)
        look()
      }),
  }
}
