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
import { english } from '../words/en.ts'
import { aheadOf } from './alarms/ahead.ts'
import type { Watcher } from './alarms/watch.ts'
import { type Agreement, type BlockHead, type Chain, StateLost } from './chain.ts'
import { type ActBook, openActs } from './observe/acts.ts'
import { type ReadBlocks, readBlocks } from './observe/blocks.ts'
import { booksIn } from './observe/book.ts'
import { type DueTaken, takeDue } from './observe/due.ts'
import { entriesAt } from './observe/estimate.ts'
import { openParts, type Parts } from './observe/parts.ts'
import { pendingSteps } from './observe/pending.ts'
import { keepProof } from './observe/prove.ts'
import { EndpointQuorum } from './observe/quorum.ts'
import { type Runtimes, runtimesOf } from './observe/runtimes.ts'
import {
  accepted,
  pointAtActs,
  pointAtFound,
  pointAtMovements,
  pointAtReferenda,
  talkOfPending,
} from './observe/sign.ts'
import { snapshotsOf } from './observe/snapshots.ts'
import { type Taken, takeHoldings } from './observe/take.ts'
import type { ObservedLog } from './observed-log.ts'
import type { Blobs } from './ports.ts'

export interface ObserverParts {
  chain: Chain
  log: ObservedLog
  /** Where flows are kept until the next snapshot. */
  notes: Blobs
  /** Blocks between two snapshots; 7,200 are a day. */
  every: number
  /** Whether storage is read as proofs, which are kept as evidence beside each snapshot. */
  prove?: boolean
  /** Of so many snapshots one is read whole, the others from what changed; 1, or nothing: each. Ranges and proofs: each. */
  wholeEvery?: number
  /** Blocks to go back over, first and last; null follows the chain from its present head. */
  range: { first: number; last: number } | null
  /** Whether a conversation is begun about each privileged call that is pending. */
  conversations?: boolean
  /** Looks through finalized blocks for what is not to wait for the next snapshot. */
  watch?: Watcher
  /** Told in one line of each snapshot, and of each thing that an operator should know. */
  report(line: string): void
  /** Told how far the flows have been read. */
  progress?(block: number, until: number): void
  /** Told of each step. */
  news?(news: ObserverNews): void
}

/** A step of the observer. */
export type ObserverNews =
  /** Blocks up to this one have been read. */
  | { what: 'read'; block: number }
  /** The snapshot of this block is in the log. */
  | { what: 'snapshot'; block: number }
  /** So many entries of the state after this block have been read, of about so many. */
  | { what: 'reading'; block: number; entries: number; of: number }
  /** The runtime after this block calls itself otherwise than the ones before. */
  | { what: 'renamed'; block: number; from: string; to: string }

/** Where the observer stands: the last snapshot in the log, and the last block whose flows are at hand. */
interface Position {
  snapshot: number
  read: number
}

/** How many blocks are read before their flows are kept. */
const partBlocks = 100

/**
 * Observes until `stop` is aborted, or until the last block of the range has its snapshot. Throws WrongChain for a chain
 * that the log is not about, StateLost when a range needs an archive node, NotProven, and ObserverRefused.
 */
export async function observe(given: ObserverParts, stop: AbortSignal): Promise<void> {
  const observer = await open(given)
  if (observer.position === null) await firstSnapshot(observer)
  // A process that died after its snapshot may not have looked.
  else await lookForPending(observer, given.chain.block(observer.position.read), null)
  await pointAtMovements(observer)
  await talkOfPending(observer)
  while (!stop.aborted && !isDone(observer)) {
    const moved = await advance(observer, stop).catch((error: unknown) => afterLoss(observer, error))
    if (!moved) await nextHead(given.chain, stop)
  }
}

interface Observer extends ObserverParts {
  runtimes: Runtimes
  acts: ActBook
  parts: Parts
  backing: EndpointQuorum
  position: Position | null
  /** Versions of runtimes that were looked over, by name and number. */
  specs: Set<string>
  /** What the last runtime that was looked over calls itself, and its version; null before the first. */
  runtime: { name: string; spec: number } | null
  /** About how many entries a state has, as far as it is known; null before the first is read. */
  entries: number | null
}

async function open(given: ObserverParts): Promise<Observer> {
  const { chain, log, notes, range } = given
  const genesis = await chain.genesis()
  const known = await snapshotsOf(log, genesis)
  const last = known.findLast(({ block }) => range === null || (block >= range.first && block <= range.last))
  const dropped = (path: string): void => given.report(english.say('observer.part-damaged', { path }))
  const parts = await openParts(notes, genesis, range, dropped)
  const position = last ? { snapshot: last.block, read: await parts.startAfter(last.block) } : null
  const runtimes = runtimesOf(chain)
  const acts = await openActs(log, genesis, last ?? null, await parts.all())
  const learnt = { specs: new Set<string>(), runtime: null, entries: null }
  return { ...given, ...learnt, runtimes, acts, parts, backing: new EndpointQuorum(), position }
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
    await aheadOf(snapshotAt(observer, await chain.block(due)), { ...observer, tell: (read) => tell(observer, read) })
    await pointAtMovements(observer)
    return true
  }
  const until = Math.min((await chain.finalized()).number, due, position.read + partBlocks)
  if (until <= position.read || stop.aborted) return false
  const read = await readBlocks(chain, observer.runtimes, position.read + 1, until)
  await tell(observer, read)
  await parts.add(read.flows, read.touched)
  observer.backing.join(read.backing)
  position.read = until
  const { facts } = read.flows
  if (facts.specs.some((spec) => spec !== observer.runtime?.spec)) await lookOver(observer, facts)
  observer.progress?.(until, due)
  observer.news?.({ what: 'read', block: until })
  return true
}

/** Says at once what is not to wait for a snapshot: a record for each privileged act, then what is seen. */
async function tell(observer: Observer, read: ReadBlocks): Promise<void> {
  await pointAtActs(observer, read)
  await pointAtReferenda(observer, read)
  await observer.watch?.blocks(read)
}

/**
 * Gives privileged calls that were pending unseen their records, as the state after a block has them; what a node has no
 * more, the next snapshot shows.
 */
async function lookForPending(
  observer: Observer,
  head: BlockHead | Promise<BlockHead>,
  ms: number | null,
): Promise<void> {
  const { acts } = observer
  try {
    const { number: block, hash } = await head
    const steps = await pendingSteps(observer, { block, hash, ms }, acts.holdersAfter(block))
    await pointAtFound(observer, acts.found(steps, block))
  } catch (error) {
    if (!(error instanceof StateLost)) throw error
  }
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

/** How often a first snapshot is begun anew before its failure is passed on, to be tried again after a pause. */
const mostBeginnings = 3

/**
 * A snapshot with nothing before it, so without flows. Where its state is gone before all of it was read it begins again
 * at a newer block, knowing how much there is to read.
 */
async function firstSnapshot(observer: Observer): Promise<void> {
  const { chain, parts, range, report } = observer
  await parts.clear()
  for (let beginning = 1; ; beginning++) {
    observer.backing = new EndpointQuorum()
    // The block itself, and not only its head: endpoints that have not announced it yet are asked too.
    const head = await chain.block(range ? range.first : (await chain.finalized()).number)
    try {
      return await snapshotAt(observer, head)
    } catch (error) {
      if (!(error instanceof StateLost) || range !== null || beginning === mostBeginnings) throw error
      report(english.say('observer.begins-anew', { block: head.number, of: observer.entries ?? 0 }))
    }
  }
}

async function snapshotAt(observer: Observer, head: BlockHead & { agreement: Agreement }): Promise<void> {
  const { log, parts, report } = observer
  const flows = await parts.all()
  let entriesRead = 0
  const step = (entries: number): void => {
    entriesRead = entries
    observer.entries = Math.max(observer.entries ?? 0, entries)
    observer.news?.({ what: 'reading', block: head.number, entries, of: observer.entries })
  }
  const { holdings, backing, kept, recorded } = await takeFor(observer, head, flows ?? [], step)
  observer.entries = entriesRead
  backing.join(observer.backing)
  await lookOver(observer, { last: head.number, lastHash: head.hash })
  const { chain: genesis, block, hash, stateRoot, spec, ms } = holdings.facts
  const index = await accepted(
    log.submit('snapshot', {
      chain: genesis,
      block,
      hash,
      stateRoot,
      spec,
      recipe: holdings.facts.format,
      holdings: await log.addEvidence(writeHoldings(holdings)),
      at: Math.floor(ms / 1000) * 1000,
      ...(flows && (await evidenceOf(log, flows))),
      endpoints: backing.asked,
      agreed: backing.agreed,
      ...(backing.dissenting.size > 0 && { dissenting: backing.dissenting.size }),
      ...(kept && (await keepProof(log, kept))),
    }),
  )
  for (const [url, count] of kept?.refuted ?? [])
    report(`${url} said ${count} times what the state root does not prove`)
  report(`snapshot of block ${block} is entry ${index}: ${backing.agreed} of ${backing.asked} endpoints agree`)
  for (const [url, count] of backing.dissenting) report(`${url} answered otherwise than the others ${count} times`)
  await recorded?.()
  observer.news?.({ what: 'snapshot', block })
  observer.acts.stateAfter(block, holdings.facts)
  observer.position = { snapshot: block, read: block }
  observer.backing = new EndpointQuorum()
  await parts.clear()
  await lookForPending(observer, head, ms)
}

/** Whole, as proofs, or from what changed. */
async function takeFor(
  observer: Observer,
  head: BlockHead & { agreement: Agreement },
  flows: readonly Flows[],
  step: (entries: number) => void,
): Promise<Taken & Partial<DueTaken>> {
  const { chain, runtimes, notes, parts, range, report, prove = false, wholeEvery = 1 } = observer
  const begins = async (): Promise<void> => {
    observer.entries ??= await entriesAt(chain, runtimes, head)
  }
  if (range === null && !prove && wholeEvery > 1)
    return takeDue({ chain, runtimes, notes, wholeEvery, report, begins, step }, head, {
      flows,
      touched: parts.touched(),
    })
  if (range === null) await booksIn(notes).clear()
  await begins()
  return takeHoldings(chain, runtimes, head, { prove, step })
}

/** Says once of each runtime that it is another, what it calls itself now, and what is expected of it and not there. */
async function lookOver(observer: Observer, { last, lastHash }: { last: number; lastHash: string }): Promise<void> {
  const { runtimes, specs, report, runtime: before } = observer
  // How far it is backed has been counted with what it decoded.
  const runtime = await runtimes.after(lastHash, new EndpointQuorum())
  const now = { name: await runtimes.nameAfter(lastHash), spec: runtime.spec }
  observer.runtime = now
  if (before !== null && before.name !== now.name) {
    report(english.say('observer.renamed', { block: last, from: before.name, to: now.name }))
    observer.news?.({ what: 'renamed', block: last, from: before.name, to: now.name })
  }
  if (before !== null && before.spec !== now.spec)
    report(english.say('observer.upgraded', { block: last, from: before.spec, to: now.spec }))
  const key = `${now.name} ${now.spec}`
  if (specs.has(key)) return
  specs.add(key)
  for (const sentence of featuresOf(runtime).missing) report(sentence)
}

async function evidenceOf(log: ObservedLog, tables: [Flows, ...Flows[]]): Promise<{ first: number; flows: string }> {
  const flows = joinFlows(tables)
  return { first: flows.facts.first, flows: await log.addEvidence(writeFlows(flows)) }
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
