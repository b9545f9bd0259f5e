import { mkdirSync } from 'node:fs'
import { filesStore } from '../src/adapters/files.ts'
import { accountAt, sortAccounts } from '../src/evidence/accounts.ts'
import type { Flows } from '../src/evidence/flows.ts'
import { type Holdings, writeHoldings } from '../src/evidence/holdings.ts'
import { concat, equalBytes } from '../src/log/bytes.ts'
import { booksIn } from '../src/service/observe/book.ts'
import { type Due, takeDue } from '../src/service/observe/due.ts'
import { runtimesOf } from '../src/service/observe/runtimes.ts'
import { madeFlows } from './chain-data.ts'
import { largeChain } from './large-chain.ts'

/** What a day is taken to have: accounts that blocks name, and flows. */
const day = { touched: 40_000, flows: 5000 }

/**
 * A day's snapshot of a large node from what changed, after one that was read whole: questions, megabytes of JSON and
 * seconds. The node stands still, so both files are equal but for what names the block.
 */
export async function benchChanges(program: URL, directory: string): Promise<Record<string, number>> {
  mkdirSync(directory, { recursive: true })
  const store = await filesStore(directory)
  const { chain, asked, close } = await largeChain(program, { size: 'now' })
  try {
    const due: Due = {
      chain,
      runtimes: runtimesOf(chain),
      notes: store.blobs,
      wholeEvery: 7,
      report: (line) => console.log(line),
      begins: async () => undefined,
      step: () => undefined,
    }
    const last = (await chain.finalized()).number
    const whole = await takeDue(due, await chain.block(last - 1), { flows: [], touched: null })
    await whole.recorded()
    const wholePeak = process.resourceUsage().maxRSS / 1024
    const head = await chain.block(last)
    const before = await asked()
    const start = performance.now()
    const changed = await takeDue(due, head, dayOf(whole.holdings, last))
    await changed.recorded()
    const seconds = (performance.now() - start) / 1000
    const after = await asked()
    if (!equalBytes(of(changed.holdings), of(whole.holdings))) throw new Error('two ways to one snapshot differ')
    if ((await booksIn(store.blobs).last())?.of.since !== 1) throw new Error('it was read whole')
    return {
      accounts: changed.holdings.free.length,
      touched: day.touched,
      requests: after.questions - before.questions,
      megabytes: (after.bytes - before.bytes) / 1e6,
      seconds,
      wholePeakMb: wholePeak,
      peakMb: process.resourceUsage().maxRSS / 1024,
    }
  } finally {
    await close()
    await store.close()
  }
}

/** What one block told of: as much as a day. */
function dayOf(holdings: Holdings, block: number): { flows: Flows[]; touched: Uint8Array } {
  const flows = madeFlows(holdings, 0, day.flows)
  const { chain, spec } = holdings.facts
  const every = Math.floor(holdings.free.length / day.touched)
  const touched = Array.from({ length: day.touched }, (_, i) => accountAt(holdings.accounts, i * every))
  return {
    flows: [{ ...flows, facts: { ...flows.facts, chain, first: block, last: block, specs: [spec] } }],
    touched: sortAccounts(concat(...touched)),
  }
}

/** The bytes of a snapshot as if it were of one block. */
const of = ({ facts, ...columns }: Holdings): Uint8Array =>
  writeHoldings({ ...columns, facts: { ...facts, block: 0, hash: facts.chain, stateRoot: facts.chain, ms: 0 } })
