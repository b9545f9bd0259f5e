// The simulated chain over the metadata of real runtimes: one story is the same bytes as over the project's own, and what
// the observer reads of it equals the ledger at every block.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { subtensorChain } from '../../src/adapters/subtensor.ts'
import type { SimulatedBlock } from '../../src/dev/simulated-chain/blocks.ts'
import { longStory } from '../../src/dev/simulated-chain/long-story.ts'
import { givenRuntime } from '../../src/dev/simulated-chain/runtime.ts'
import { simulatedChain } from '../../src/dev/simulated-chain.ts'
import { runtimesOf } from '../../src/service/observe/runtimes.ts'
import { takeHoldings } from '../../src/service/observe/take.ts'
import { holdingsIn, ledgerFigures } from '../../test/ledger-figures.ts'
import type { ReferenceLine } from './line.ts'

const name = 'simulated chain'
const length = 200
const observed = 500

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
  return [{ name, ok: true, line }, await referenceObserver(Object.fromEntries(given.map((each) => [each.era, each])))]
}

/** The snapshots of 500 blocks over real metadata, which cross two upgrades, against the ledger, to the rao. */
async function referenceObserver(runtimes: Runtimes): Promise<ReferenceLine> {
  const story = longStory('observed over real metadata', observed, { runtimes })
  const node = await simulatedChain({ story })
  const random = (length: number) => new Uint8Array(length)
  const chain = subtensorChain({ endpoints: [node.url], clock: Date.now, random, report: console.error })
  const known = runtimesOf(chain)
  const eras = new Set<string>()
  let wrong: number | null = null
  for (let number = 0; number <= observed && wrong === null; number++) {
    const { holdings } = await takeHoldings(chain, known, await chain.block(number))
    eras.add(holdings.facts.era)
    const [read, told] = [holdingsIn(holdings), ledgerFigures(story.byNumber(number)!.ledger!, holdings.facts.era)]
    if (!isDeepStrictEqual(read, told)) wrong = number
  }
  await chain.close()
  await node.close()
  const ok = wrong === null && eras.size === 3
  const line = ok
    ? `the snapshot of each of ${observed + 1} blocks over real metadata (${[...eras].join(', ')}) equals the ledger`
    : `block ${wrong}: the snapshot differs from the ledger`
  return { name: 'observer', ok, line }
}

type Runtimes = NonNullable<NonNullable<Parameters<typeof longStory>[2]>['runtimes']>

function blocksOf(runtimes: Runtimes): SimulatedBlock[] {
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
