import { memoryStore } from '../src/adapters/memory.ts'
import { type SubtensorOptions, subtensorChain } from '../src/adapters/subtensor.ts'
import { type Story, simulatedChain } from '../src/dev/simulated-chain.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { Chain } from '../src/service/chain.ts'
import { type ObserverParts, observe } from '../src/service/observe.ts'
import type { ObservedLog } from '../src/service/observed-log.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site } from '../src/service/site.ts'
import { viewValue } from '../src/service/view-value.ts'
import type { ParamsOf, ValueOf, ViewName } from '../src/views/registry.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { open, operatorOf, write } from './site.ts'

/** What was opened, to be closed after the tests. */
const opened: (() => Promise<unknown>)[] = []

export async function closeChains(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close()
}

/** Notes how to close something that a test opened. */
export function later(close: () => Promise<unknown>): void {
  opened.push(close)
}

/** Nodes of one story, and each with its own faults. */
export async function nodesOf(story: Story, count: number) {
  const nodes = await Promise.all(Array.from({ length: count }, () => simulatedChain({ story })))
  for (const node of nodes) later(node.close)
  return nodes
}

/** A reader of these endpoints that loses no time between tries; `said` is what it reported. */
export function chainAt(endpoints: string[], more: Partial<SubtensorOptions> = {}): { chain: Chain; said: string[] } {
  const said: string[] = []
  const random = (length: number) => new Uint8Array(length)
  // Patience is that of a loaded machine; a test of an endpoint that is silent gives less.
  const quick = { firstWait: 5, longestWait: 40, patience: 20_000 }
  const chain = subtensorChain({
    endpoints,
    clock: Date.now,
    random,
    report: (line: string) => void said.push(line),
    ...quick,
    ...more,
  })
  later(() => chain.close())
  return { chain, said }
}

/** A site with its store, and how to run an observer on it. */
export async function observedSite() {
  const store = memoryStore()
  const site = await open(store)
  const log = await logOf(site, store)
  const run = (
    parts: Pick<ObserverParts, 'chain' | 'every' | 'range'>,
    report: (line: string) => void = () => undefined,
  ) => observe({ log, notes: store.blobs, report, ...parts }, new AbortController().signal)
  const follow = (parts: Pick<ObserverParts, 'chain' | 'every'>, stop: AbortSignal) =>
    observe({ log, notes: store.blobs, report: () => undefined, range: null, ...parts }, stop)
  return { site, store, log, run, follow }
}

/** A site as its observer sees it. */
export async function logOf(site: Site, store: Store): Promise<ObservedLog> {
  const operator = await operatorOf(store)
  return {
    view: site.view,
    blob: site.blob,
    addEvidence: site.addEvidence,
    submit: (kind, fields) => site.submit(write(site.origin, operator, kind, fields).note, {}),
  }
}

/** The value of a view; a refusal fails the test. */
export async function viewed<N extends ViewName>(site: Site, name: N, params: ParamsOf<N> = {}): Promise<ValueOf<N>> {
  const value = await viewValue(site, name, params)
  if (isRefusal(value)) throw new Error(sentenceOf(english, value))
  return value
}
