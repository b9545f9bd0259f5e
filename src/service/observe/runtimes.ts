import { type Runtime, readRuntime } from '../../chain/runtime.ts'
import type { Chain, Hash } from '../chain.ts'
import type { EndpointQuorum } from './quorum.ts'

/** The runtimes of a chain, each decoded once. */
export interface Runtimes {
  /** The runtime in the state after a block: it decodes that state, and the block after it. `backing` takes in how far it is backed. */
  after(hash: Hash, backing: EndpointQuorum): Promise<Runtime>
}

export function runtimesOf(chain: Chain): Runtimes {
  const known = new Map<string, Runtime>()
  return {
    after: async (hash, backing) => {
      const { name, spec, metadata, agreement } = await chain.runtime(hash)
      backing.add(agreement)
      const key = `${name} ${spec}`
      const runtime = known.get(key) ?? readRuntime(metadata, spec)
      known.set(key, runtime)
      return runtime
    },
  }
}
