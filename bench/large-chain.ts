import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { subtensorChain } from '../src/adapters/subtensor.ts'
import type { Chain } from '../src/service/chain.ts'
import type { Asked, nodeSizes } from './chain-node.ts'

export interface LargeChainOptions {
  size: keyof typeof nodeSizes
  /** Whether the node streams storage. */
  streams?: boolean
  /** Milliseconds between its blocks, when it keeps the state of 300; without, it stands still. */
  blockMs?: number
  /** Questions a second at most. */
  perSecond?: number
}

export interface LargeChain {
  chain: Chain
  /** What the node was asked so far. */
  asked(): Promise<Asked>
  close(): Promise<void>
}

/** A node as large as the chain in a process of its own, and a reader of it over loopback. */
export async function largeChain(
  program: URL,
  { size, streams = false, blockMs = 0, perSecond }: LargeChainOptions,
): Promise<LargeChain> {
  const node = fork(fileURLToPath(program), ['node', size, streams ? 'streams' : 'pages', String(blockMs)])
  const heard = async <T>(): Promise<T> => (await once(node, 'message'))[0] as T
  const { url } = await heard<{ url: string }>()
  const chain = subtensorChain({
    endpoints: [url],
    clock: Date.now,
    random: (length) => new Uint8Array(length),
    report: (line) => console.log(line),
    ...(perSecond !== undefined && { perSecond }),
  })
  return {
    chain,
    asked: async () => {
      node.send('asked')
      return heard<Asked>()
    },
    close: async () => {
      await chain.close()
      node.kill()
    },
  }
}
