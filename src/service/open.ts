import { policyOf } from '../folds/register.ts'
import { hex, sha256 } from '../log/bytes.ts'
import type { RemarkPlace } from '../log/remark.ts'
import type { SignatureCheck } from '../log/suites.ts'
import { parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { starterPolicy } from '../records/starter/first-records.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { firstNotes, scribe } from './begin.ts'
import { type Engine, startEngine } from './engine.ts'
import { type Keys, openKeys } from './keys.ts'
import { factPath } from './layout.ts'
import { ownLease, startLease } from './lease.ts'
import type { Clock, Random, Store } from './ports.ts'
import { defaultLimits, type Limits, startRateLimiter } from './rate-limiter.ts'
import type { FindRemark } from './remarks.ts'
import { HeadConflict } from './sequence.ts'
import type { Site } from './site.ts'
import { countOf, dropForeignResults } from './stored-result.ts'
import { startSubmissions } from './submit.ts'
import { startTicker } from './ticker.ts'
import { readVerbs } from './verbs.ts'
import type { ViewEngine } from './view-engine.ts'

/** Everything that a site is made of. */
export interface Parts {
  store: Store
  /** Names a new log; one that exists keeps its own. */
  origin: string
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  folder(): ViewEngine
  clock: Clock
  random: Random
  /** Version of the software. */
  version: string
  /** Milliseconds between two appends while records wait; 250 unless told. */
  tickMs?: number
  /** Other processes may write to the store as well. */
  shared?: boolean
  limits?: Partial<Limits>
  /** Whether a new log opens with the starter conversation; it does unless told. */
  starter?: boolean
  /** The first policy of a new log. */
  policy?: FieldsOf<'policy'>
  /** Looks on the chain for a remark that stands for a signature; without it such records are refused. */
  findRemark?: FindRemark
  /**
   * Told of every failed step of the sequencer, and in one line of the results that were dropped at the start; a line on
   * standard error unless told.
   */
  report?(what: unknown): void
}

/** How long a lease lasts: long enough for a slow append, short enough that a dead holder is soon replaced. */
const leaseTicks = 20

/** Opens the log of a store, or begins one, and keeps it going until it is closed. */
export async function openSite(parts: Parts): Promise<Site> {
  const { store, clock, random } = parts
  const { blobs } = store
  const keys = await openKeys(blobs, store.head('log'), parts.origin, random)
  const folder = parts.folder()
  const listeners = new Set<(checkpoint: string) => void>()
  const engine = startEngine(store, keys.log, folder, clock, {
    changed: (note) => {
      for (const listener of listeners) listener(note)
    },
    forget: () => results.forget(),
  })
  const { replica } = engine
  const { verbs, results } = readVerbs({
    blobs,
    replica,
    folder,
    newFolder: parts.folder,
    clock,
    whenStill: engine.whenStill,
    store: true,
  })
  const shared = parts.shared ?? false
  const tickMs = parts.tickMs ?? 250
  const gate = startRateLimiter({ ...defaultLimits, ...parts.limits }, clock)
  const lease = shared ? startLease(store.head('lease'), hex(random(8)), clock, leaseTicks * tickMs) : ownLease
  const submissions = startSubmissions({
    engine,
    blobs,
    gate,
    lease,
    clock,
    verify: parts.verify,
    shared,
    witness: parts.findRemark ? witness(parts.findRemark) : null,
    wake: () => ticker.wake(),
  })
  const ticker = startTicker(submissions.tick, tickMs, shared, parts.report ?? report)

  /** What the observer finds is a record of its own, in the log before the one that rests on it. */
  function witness(find: FindRemark) {
    return async (record: SignedRecord, place: RemarkPlace): Promise<Refusal | null> => {
      const found = await find(record, place)
      if (isRefusal(found)) return found
      const { note } = scribe(keys.operator, keys.log.name, clock(), random)('remark', found)
      const answer = await submissions.submit(note, {})
      return isRefusal(answer) ? answer : null
    }
  }

  await engine.recover()
  if (replica.at.size === 0) await begin(engine, keys, parts)
  await dropResults(parts)

  return {
    origin: keys.log.name,
    vkey: keys.log.vkey,
    submit: submissions.submit,
    ...verbs,
    addEvidence: async (bytes) => {
      const hash = hex(sha256(bytes))
      await blobs.put(factPath(hash), bytes)
      return hash
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    about: () => ({
      origin: keys.log.name,
      vkey: keys.log.vkey,
      operator: replica.register.operator!,
      policy: policyOf(replica.register)!.id,
      workBits: gate.bits(),
      version: parts.version,
    }),
    close: async () => {
      await ticker.stop()
      await lease.release()
      await folder.close()
      await store.close()
    },
  }
}

/** The first entries of a new log, in one append. Another process may do the same at the same time: one of them wins. */
async function begin(
  engine: Engine,
  { log, operator }: Keys,
  { clock, random, policy, starter }: Parts,
): Promise<void> {
  const write = scribe(operator, log.name, clock(), random)
  try {
    await engine.append(firstNotes(write, policy ?? starterPolicy, starter ?? true).map(ownRecord))
  } catch (error) {
    if (!(error instanceof HeadConflict)) throw error
    await engine.recover()
  }
}

/** Nobody who audits this log shall meet a result that this program does not stand for. */
async function dropResults({ store, report: tell = report }: Pick<Parts, 'store' | 'report'>): Promise<void> {
  const count = countOf(await dropForeignResults(store.blobs))
  if (count > 0) tell(english.say('start.results-dropped', { count }))
}

function ownRecord(note: string): SignedRecord {
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(`a record of our own is refused: ${sentenceOf(english, record)}`)
  return record
}

function report(what: unknown): void {
  console.error(what instanceof Error ? (what.stack ?? what.message) : String(what))
}
