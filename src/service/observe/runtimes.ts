import { type Runtime, readRuntime } from '../../chain/runtime.ts'
import { type Chain, type Hash, UnreadableRuntime } from '../chain.ts'
import type { EndpointQuorum } from './quorum.ts'

/** The runtimes of a chain, each decoded once. Throws UnreadableRuntime. */
export interface Runtimes {
  /** The runtime in the state after a block: it decodes that state, and the block after it. `backing` takes in how far it is backed. */
  after(hash: Hash, backing: EndpointQuorum): Promise<Runtime>
  /** What the runtime after a block calls itself. */
  nameAfter(hash: Hash): Promise<string>
}

export function runtimesOf(chain: Chain): Runtimes {
  const known = new Map<string, Runtime>()
  return {
    after: async (hash, backing) => {
      const { name, spec, metadata, agreement } = await chain.runtime(hash)
      backing.add(agreement)
      const key = `${name} ${spec}`
      const runtime = known.get(key) ?? readOf(metadata, spec)
      known.set(key, runtime)
      return runtime
    },
    nameAfter: async (hash) => (await chain.runtime(hash)).name,
  }
}

function readOf(metadata: Uint8Array, spec: number): Runtime {
  try {
    return readRuntime(metadata, spec)
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    throw new UnreadableRuntime(`The metadata of version ${spec} cannot be read: ${fault}`, { cause: error })
  }
}
