import { runtimeChange } from '../../chain/runtime-change.ts'
import { type RuntimeChange, type RuntimeVersion, runtimeChangeFormat } from '../../evidence/runtime-change.ts'
import { hex, sha256 } from '../../log/bytes.ts'
import type { BlockHead, Chain, RuntimeBlob } from '../chain.ts'

/**
 * What changed with the runtime after a block, by the metadata before and after it. Two of finney's take some 170 ms, about
 * once in ten days.
 */
export async function changeAfter(
  chain: Pick<Chain, 'genesis' | 'runtime'>,
  { number, hash, parent }: Pick<BlockHead, 'number' | 'hash' | 'parent'>,
): Promise<RuntimeChange> {
  const [before, after] = [await chain.runtime(parent), await chain.runtime(hash)]
  return {
    format: runtimeChangeFormat,
    chain: await chain.genesis(),
    block: number,
    from: versionOf(before),
    to: versionOf(after),
    ...runtimeChange(before, after),
  }
}

const versionOf = ({ name, spec, metadata }: RuntimeBlob): RuntimeVersion => ({
  name: name.slice(0, 128),
  spec,
  metadata: hex(sha256(metadata)),
})
