/** What is publicly known, brought into a log once, beside a site that serves it. */

import { text, utf8 } from '../../log/bytes.ts'
import { isRefusal, type Refusal } from '../../records/refusals.ts'
import { type KindName, kindOf } from '../../records/registry.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { firstListsPath } from '../layout.ts'
import type { Lease } from '../lease.ts'
import type { Blobs, Clock } from '../ports.ts'
import { type FoundFiles, ListsUnread } from './found.ts'
import { planOf } from './plan.ts'
import { type Step, thereOf } from './step.ts'
import { type Readable, readLog } from './there.ts'

/** Why lists could not be brought in; the sentence of each is `first-lists-fault.<code>`. */
export type FirstListsFault = ListsUnread['kind'] | 'no-chain' | 'record' | 'failed'

/** What a site says of the lists that it brings in at its first start. */
export interface FirstListsStatus {
  state: 'reading' | 'signing' | 'failed' | 'done'
  /** Records that are signed, and that there are to sign; 0 until the lists are read. */
  signed: number
  of: number
  fault: FirstListsFault | null
  /** When it is tried again, Unix milliseconds; null unless it has failed. */
  again: number | null
}

/** The log and the key that signs for it. */
export interface ListsLog {
  /** The log as it stands now. */
  read(): Readable
  addEvidence(bytes: Uint8Array): Promise<string>
  submit(kind: KindName, fields: Record<string, string>, body?: string): Promise<{ index: number } | Refusal>
}

export interface FirstListsParts {
  log: ListsLog
  blobs: Pick<Blobs, 'get' | 'put'>
  /** Throws ListsUnread. */
  find(): Promise<FoundFiles>
  /** Hash of block 0 of the chain that the log is about; null while no endpoint says it. */
  chain(): Promise<string | null>
  /** Whose turn it is, among processes that share the log. */
  turn: Lease
  clock: Clock
  report(line: string): void
  /** Milliseconds before it is tried again: after the first failure, doubled by each further one, and at most. */
  pauses?: { first: number; longest: number }
}

/** It runs beside a site. */
export interface FirstLists {
  /** null where nothing is left to say: an earlier start has done it, or the log had such records before. */
  status(): FirstListsStatus | null
  /** Finishes the record that is being signed. */
  close(): Promise<void>
}

/** Failed for now; what was signed stays signed. */
class Held extends Error {
  readonly fault: FirstListsFault

  constructor(fault: FirstListsFault, why: string) {
    super(why)
    this.fault = fault
  }
}

/**
 * Brings the lists in, once in the life of a log: never into one that had records of these kinds already. What a kill
 * leaves undone the next start finishes, since what is in the log is not brought again. A failure is in the status and is
 * tried again; it concerns nobody else. What somebody has to judge first is told and not signed.
 */
export function bringFirstLists(parts: FirstListsParts): FirstLists {
  const { turn, clock, report, pauses = { first: 60_000, longest: 30 * 60_000 } } = parts
  const stop = new AbortController()
  let status: FirstListsStatus | null = null
  const tell = (state: FirstListsStatus['state'], signed = 0, of = 0): void => {
    status = { state, signed, of, fault: null, again: null }
  }

  async function run(): Promise<void> {
    for (let pause = pauses.first; !stop.signal.aborted; pause = Math.min(pause * 2, pauses.longest)) {
      const held = await attempt(parts, stop.signal, tell).then(() => null, asHeld)
      if (held === null || stop.signal.aborted) break
      report(english.say('lists.failed', { why: held.message, seconds: Math.round(pause / 1000) }))
      status = { state: 'failed', signed: 0, of: 0, fault: held.fault, again: clock() + pause }
      await rest(pause, stop.signal)
    }
    await turn.release()
  }

  const running = run().catch((error: unknown) => report(String(error)))
  return {
    status: () => status,
    close: async () => {
      stop.abort()
      await running
    },
  }
}

type Tell = (state: FirstListsStatus['state'], signed?: number, of?: number) => void

async function attempt(parts: FirstListsParts, stop: AbortSignal, tell: Tell): Promise<void> {
  const { log, blobs, find, chain, turn, report } = parts
  if (!(await ours(blobs, turn, stop))) return
  if ((await markOf(blobs)) === null) {
    const { records } = await readLog(log.read(), nothing)
    // What anybody may sign is no sign that the operator brought lists in.
    const had = records.some(({ kind }) => kindOf(kind).signer === 'operator')
    await blobs.put(firstListsPath, utf8(had ? 'done\n' : 'begun\n'))
    if (had) return report(english.say('lists.there'))
  }
  tell('reading')
  report(english.say('lists.reading'))
  const { found, passed } = await find()
  const given = { chain: await chain(), sources: new Map<string, string>() }
  const inLog = await readLog(log.read(), nothing)
  const { steps, drafts, leftOut, unused, needsChain } = planOf(found, inLog, given)
  for (const each of leftOut) report(english.say('lists.left-out', { ...each }))
  for (const file of [...unused, ...passed]) report(english.say('lists.unused', { file }))
  const fresh = steps.filter((step) => thereOf(step, inLog) === undefined)
  if (!(await signAll(fresh, parts, stop, tell))) return attempt(parts, stop, tell)
  if (needsChain) throw new Held('no-chain', english.say('lists.no-chain'))
  for (const { kind } of drafts.filter((step) => thereOf(step, inLog) === undefined))
    report(english.say('lists.draft', { kind, sign: `sensus begin --sign ${kind}` }))
  await blobs.put(firstListsPath, utf8('done\n'))
  tell('done', fresh.length, fresh.length)
  report(english.say('lists.done', { count: fresh.length }))
}

/** Evidence first, so that a record never names something that is not there. False: it is to end, or another's turn. */
async function signAll(
  steps: readonly Step[],
  { log, turn, report }: FirstListsParts,
  stop: AbortSignal,
  tell: Tell,
): Promise<boolean> {
  for (const [signed, { kind, fields, body, files }] of steps.entries()) {
    tell('signing', signed, steps.length)
    if (stop.aborted || !(await turn.hold())) return false
    for (const bytes of files) await log.addEvidence(bytes)
    const answer = await log.submit(kind, fields, body)
    if (isRefusal(answer)) throw new Held('record', sentenceOf(english, answer))
    const { title = kind, source = '' } = fields
    report(english.say('lists.signed', { index: answer.index, title, source }))
  }
  return true
}

const nothing = (): void => undefined

/** Waits for our turn; false where another process has done it, or there is no time left. */
async function ours(blobs: Pick<Blobs, 'get'>, turn: Lease, stop: AbortSignal): Promise<boolean> {
  while (!stop.aborted) {
    if ((await markOf(blobs)) === 'done') return false
    if (await turn.hold()) return (await markOf(blobs)) !== 'done'
    await rest(5000, stop)
  }
  return false
}

/** How far an earlier start came; null: none has begun. */
async function markOf(blobs: Pick<Blobs, 'get'>): Promise<'begun' | 'done' | null> {
  const mark = await blobs.get(firstListsPath)
  if (mark === null) return null
  return text(mark).trim() === 'done' ? 'done' : 'begun'
}

function asHeld(error: unknown): Held {
  if (error instanceof Held) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Held(error instanceof ListsUnread ? error.kind : 'failed', message)
}

/** Resolves after a while, or at once when it is to end. */
function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    stop.addEventListener('abort', end, { once: true })
  })
}
