import { hex } from '../log/bytes.ts'
import type { AccountKey } from '../log/sign.ts'
import { startAdmission } from './admission.ts'
import { remarkAttester } from './attest-remark.ts'
import { filesNamedVerb } from './before-files.ts'
import { scribe } from './begin.ts'
import type { CatchUp } from './catch-up.ts'
import { startClockGuard } from './clock-guard.ts'
import type { Engine } from './engine.ts'
import { ownLease, startLease } from './lease.ts'
import { type Parts, reportOf } from './parts.ts'
import { startPool } from './pool.ts'
import { defaultLimits, startRateLimiter } from './rate-limiter.ts'
import { startReceipts } from './receipts.ts'
import { startSequencer } from './sequencer.ts'
import type { Site } from './site.ts'
import { submitVerb } from './submit.ts'
import { startTicker } from './ticker.ts'

/** How long a lease lasts: long enough for a slow append, short enough that a dead holder is soon replaced. */
const leaseTicks = 20

/** The verbs of a site that write, and the sequencer behind them. */
export interface Writing {
  submit: Site['submit']
  filesNamed: Site['filesNamed']
  /** Leading zero bits of work asked now of accounts that the log does not know. */
  workBits(): number
  /** Called once the log is read: tells the operator what its last entry says of the clock. */
  start(): void
  /** Lets the step at work end, and leaves sequencing to others. */
  stop(): Promise<void>
}

/** Starts to take records. `operator` signs what the observer finds on the chain. */
export function startWriting(parts: Parts, engine: Engine, operator: AccountKey, catchUp: CatchUp): Writing {
  const { clock, steady = null, today = null, random, verify, shared = false, tickMs = 250, findRemark } = parts
  const { replica } = engine
  const { blobs } = parts.store
  const lease = shared ? startLease(parts.store.head('lease'), hex(random(8)), clock, leaseTicks * tickMs) : ownLease
  const limiter = startRateLimiter({ ...defaultLimits, ...parts.limits }, clock)
  const guard = startClockGuard({ clock, steady, today }, reportOf(parts))
  const clockRefusal = () => guard.refusal(replica.tip.ms)
  const wake = (): void => ticker.wake()
  const pool = startPool(wake)
  const receipts = startReceipts(engine, blobs)
  const submit: Site['submit'] = (note, from) => submitted(note, from)
  const write = () => scribe(operator, replica.at.origin, clock(), random)
  const attestRemark = findRemark
    ? remarkAttester(findRemark, (found) => write()('remark', found).note, submit, clock)
    : null
  const admission = startAdmission({ replica, blobs, limiter, clock, verify, attestRemark })
  const present = () => replica.note
  const submitted = submitVerb({ admission, pool, receipts, catchUp, present, clockRefusal })
  const step = startSequencer({ engine, blobs, lease, clock, pool, admission, receipts, shared, wake, clockRefusal })
  const ticker = startTicker(step, tickMs, shared, reportOf(parts))
  return {
    submit,
    filesNamed: filesNamedVerb({ admission, receipts, clockRefusal }),
    workBits: limiter.bits,
    start: () => guard.start(replica.tip.ms),
    stop: async () => {
      await ticker.stop()
      await lease.release()
    },
  }
}
