import { type Runtime, readRuntime } from '../../chain/runtime.ts'
import type { Chain, Hash } from '../chain.ts'

/** The runtimes of a chain, each decoded once. */
export interface Runtimes {
  /** The runtime in the state after a block: it decodes that state, and the block after it. */
  after(hash: Hash): Promise<Runtime>
  specAfter(hash: Hash): Promise<number>
}

export function runtimesOf(chain: Chain): Runtimes {
  const bySpec = new Map<number, Runtime>()
  const after = async (hash: Hash): Promise<Runtime> => {
    const { spec, metadata } = await chain.runtime(hash)
    const known = bySpec.get(spec) ?? readRuntime(metadata, spec)
    bySpec.set(spec, known)
    return known
  }
  return { after, specAfter: async (hash) => (await after(hash)).spec }
}
