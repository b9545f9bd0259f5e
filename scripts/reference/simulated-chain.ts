// The simulated chain's own metadata against that of real runtimes: over either, one story is the same bytes.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SimulatedBlock } from '../../src/adapters/simulated-chain/blocks.ts'
import { longStory } from '../../src/adapters/simulated-chain/long-story.ts'
import { givenRuntime } from '../../src/adapters/simulated-chain/runtime.ts'
import type { ReferenceLine } from './line.ts'

const name = 'simulated chain'
const length = 200

/** One line: the first block whose extrinsics, keys or values differ, or how many are the same. */
export async function referenceSimulatedChain(dir: string): Promise<ReferenceLine[]> {
  const paths = [219, 233, 424].map((spec) => join(dir, 'bittensor', 'metadata', `spec-${spec}.scale`))
  const missing = paths.find((path) => !existsSync(path))
  if (missing) return [{ name, ok: true, line: `missing: ${missing}` }]
  const given = paths.map((path) => givenRuntime(new Uint8Array(readFileSync(path))))
  const real = blocksOf(Object.fromEntries(given.map((runtime) => [runtime.era, runtime])))
  const own = blocksOf({})
  const differs = own.findIndex((block, i) => difference(block, real[i]!) !== null)
  if (differs >= 0) return [{ name, ok: false, line: `block ${differs}: ${difference(own[differs]!, real[differs]!)}` }]
  const line = `${own.length} blocks over real metadata and over the project's own are the same bytes`
  return [{ name, ok: true, line }]
}

function blocksOf(runtimes: NonNullable<Parameters<typeof longStory>[2]>['runtimes'] & object): SimulatedBlock[] {
  const story = longStory('reference', length, { runtimes })
  return Array.from({ length: length + 1 }, (_, number) => story.byNumber(number)!)
}

function difference(one: SimulatedBlock, other: SimulatedBlock): string | null {
  if (one.extrinsics.join() !== other.extrinsics.join()) return 'its extrinsics differ'
  const wrong = [...new Set([...one.state.keys(), ...other.state.keys()])].find(
    (key) => one.state.get(key) !== other.state.get(key),
  )
  return wrong ? `the storage at ${wrong} differs` : null
}
