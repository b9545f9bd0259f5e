/**
 * The observer: follows a chain's finalized blocks and signs what they say. Every so many blocks a snapshot of who holds
 * what goes into the log, together with everything that moved since the one before; each large movement gets a record.
 *
 * What has been observed stands in the log alone, so a restart goes on from the last snapshot there. Flows since then are
 * kept under private/observer/ only to save asking for them again.
 */

import { featuresOf } from '../chain/features.ts'
import { joinFlows } from '../chain/flow-table.ts'
import { type Flows, writeFlows } from '../evidence/flows.ts'
import { writeHoldings } from '../evidence/holdings.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { aheadOf } from './alarms/ahead.ts'
import type { Watcher } from './alarms/watch.ts'
import { type Agreement, type BlockHead, type Chain, StateLost } from './chain.ts'
import { readBlocks } from './observe/blocks.ts'
import { unrecordedMovements } from './observe/movements.ts'
import { openParts, type Parts } from './observe/parts.ts'
import { EndpointQuorum } from './observe/quorum.ts'
import { type Runtimes, runtimesOf } from './observe/runtimes.ts'
import { snapshotsOf } from './observe/snapshots.ts'
import { takeHoldings } from './observe/take.ts'
import type { ObservedLog } from './observed-log.ts'
import type { Blobs } from './ports.ts'

export interface ObserverParts {
  chain: Chain
  log: ObservedLog
  /** Where flows are kept until the next snapshot. */
  notes: Blobs
  /** Blocks between two snapshots; 7,200 are a day. */
  every: number
  /** Blocks to go back over, first and last; null follows the chain from its present head. */
  range: { first: number; last: number } | null
  /** Looks through finalized blocks for what is not to wait for the next snapshot. */
  watch?: Watcher
  /** Told in one line of each snapshot, and of each thing that an operator should know. */
  report(line: string): void
  /** Told how far the flows have been read. */
  progress?(block: number, until: number): void
}

/** A record of our own was refused: the log and the observer do not fit together. */
export class ObserverRefused extends Error {
  override readonly name = 'ObserverRefused'
}

/** Where the observer stands: the last snapshot in the log, and the last block whose flows are at hand. */
interface Position {
  snapshot: number
  read: number
}

/** How many blocks are read before their flows are kept. */
const partBlocks = 100

/**
 * Observes until `stop` is aborted, or until the last block of the range has its snapshot. Throws WrongChain for a chain
 * that the log is not about, StateLost when a range needs an archive node, and ObserverRefused.
 */
export async function observe(given: ObserverParts, stop: AbortSignal): Promise<void> {
  const observer = await open(given)
  if (observer.position === null) await firstSnapshot(observer)
  await pointAtMovements(observer)
  while (!stop.aborted && !isDone(observer)) {
    const moved = await advance(observer, stop).catch((error: unknown) => afterLoss(observer, error))
    if (!moved) await nextHead(given.chain, stop)
  }
}

interface Observer extends ObserverParts {
  runtimes: Runtimes
  parts: Parts
  backing: EndpointQuorum
  position: Position | null
  /** Versions of runtimes that were looked over. */
  specs: Set<number>
}

async function open(given: ObserverParts): Promise<Observer> {
  const { chain, log, notes, range } = given
  const genesis = await chain.genesis()
  const known = await snapshotsOf(log, genesis)
  const last = known.findLast(({ block }) => range === null || (block >= range.first && block <= range.last))
  const dropped = (path: string): void => given.report(english.say('observer.part-damaged', { path }))
  const parts = await openParts(notes, genesis, range, dropped)
  const position = last ? { snapshot: last.block, read: await parts.startAfter(last.block) } : null
  return { ...given, runtimes: runtimesOf(chain), parts, backing: new EndpointQuorum(), position, specs: new Set() }
}

const isDone = ({ range, position }: Observer): boolean => range !== null && (position?.snapshot ?? 0) >= range.last

/** The next block that gets a snapshot: a multiple of `every`, or the end of the range. */
function dueAfter({ every, range }: Observer, block: number): number {
  const due = (Math.floor(block / every) + 1) * every
  return range ? Math.min(due, range.last) : due
}

/** Reads on by some blocks, or takes the snapshot that is due. Says whether there was anything to do. */
async function advance(observer: Observer, stop: AbortSignal): Promise<boolean> {
  const { chain, position, parts } = observer
  if (position === null) throw new Error('the observer has not begun')
  const due = dueAfter(observer, position.snapshot)
  if (position.read === due) {
    await aheadOf(snapshotAt(observer, await chain.block(due)), observer)
    await pointAtMovements(observer)
    return true
  }
  const until = Math.min((await chain.finalized()).number, due, position.read + partBlocks)
  if (until <= position.read || stop.aborted) return false
  const read = await readBlocks(chain, observer.runtimes, position.read + 1, until)
  await observer.watch?.blocks(read)
  await parts.add(read.flows)
  observer.backing.join(read.backing)
  position.read = until
  observer.progress?.(until, due)
  return true
}

/** The state of old blocks goes after a while. Following, we begin again at the head, and the gap stays visible. */
async function afterLoss(observer: Observer, error: unknown): Promise<boolean> {
  if (!(error instanceof StateLost) || observer.range !== null) throw error
  observer.report(
    `${error.message} What moved since block ${observer.position?.read} is left out: going on from the head.`,
  )
  await firstSnapshot(observer)
  return true
}

/** A snapshot with nothing before it, so without flows. */
async function firstSnapshot(observer: Observer): Promise<void> {
  const { chain, parts, range } = observer
  await parts.clear()
  observer.backing = new EndpointQuorum()
  await snapshotAt(observer, range ? await chain.block(range.first) : await chain.finalized())
}

async function snapshotAt(observer: Observer, head: BlockHead & { agreement: Agreement }): Promise<void> {
  const { chain, log, parts, runtimes, report } = observer
  const flows = await parts.all()
  const { holdings, backing } = await takeHoldings(chain, runtimes, head)
  backing.join(observer.backing)
  await lookOver(observer, head)
  const { chain: genesis, block, hash, stateRoot, spec, ms } = holdings.facts
  const index = await accepted(
    log.submit('snapshot', {
      chain: genesis,
      block,
      hash,
      stateRoot,
      spec,
      recipe: 'holdings-1',
      holdings: await log.addEvidence(writeHoldings(holdings)),
      at: Math.floor(ms / 1000) * 1000,
      ...(flows && (await evidenceOf(log, flows))),
      endpoints: backing.asked,
      agreed: backing.agreed,
      ...(backing.dissenting.size > 0 && { dissenting: backing.dissenting.size }),
    }),
  )
  report(`snapshot of block ${block} is entry ${index}: ${backing.agreed} of ${backing.asked} endpoints agree`)
  for (const [url, count] of backing.dissenting) report(`${url} answered otherwise than the others ${count} times`)
  observer.position = { snapshot: block, read: block }
  observer.backing = new EndpointQuorum()
  await parts.clear()
}

/** Says once of each runtime what is expected of it and not there. */
async function lookOver({ runtimes, specs, report }: Observer, { hash }: BlockHead): Promise<void> {
  // How far it is backed has been counted with what it decoded.
  const runtime = await runtimes.after(hash, new EndpointQuorum())
  if (specs.has(runtime.spec)) return
  specs.add(runtime.spec)
  for (const sentence of featuresOf(runtime).missing) report(sentence)
}

async function evidenceOf(log: ObservedLog, tables: [Flows, ...Flows[]]): Promise<{ first: number; flows: string }> {
  const flows = joinFlows(tables)
  return { first: flows.facts.first, flows: await log.addEvidence(writeFlows(flows)) }
}

/** Gives each large movement that has no record one. What was begun before a crash is finished by the next call. */
async function pointAtMovements({ log, watch, report }: Observer): Promise<void> {
  for (const { flows, ...fields } of await unrecordedMovements(log)) {
    const index = await accepted(log.submit('movement', { ...fields, flows: await log.addEvidence(writeFlows(flows)) }))
    report(`movement in block ${fields.block} is entry ${index}`)
  }
  await watch?.recorded()
}

async function accepted(answer: Promise<{ index: number } | Refusal>): Promise<number> {
  const given = await answer
  if (isRefusal(given))
    throw new ObserverRefused(`The log refuses a record of the observer: ${sentenceOf(english, given)}`)
  return given.index
}

/** Resolves with the next finalized head, or when stopped. */
function nextHead(chain: Chain, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      end()
      stop.removeEventListener('abort', done)
      resolve()
    }
    const end = chain.follow(done)
    if (stop.aborted) done()
    stop.addEventListener('abort', done)
  })
}
