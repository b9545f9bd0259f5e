import { turnsOf } from '../folds/ledger.ts'
import { doorFolds } from '../folds/table.ts'
import { text, utf8 } from '../log/bytes.ts'
import type { RecordId } from '../records/ids.ts'
import type { SignedRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import type { Admission } from './admission.ts'
import { refusedAtDoor } from './door.ts'
import type { Engine } from './engine.ts'
import { intakePath, intakePrefix } from './layout.ts'
import type { Lease } from './lease.ts'
import type { Pool } from './pool.ts'
import type { Blobs, Clock } from './ports.ts'
import type { Proven, Receipts } from './receipts.ts'
import { HeadConflict, OutcomeUnknown, ReceiptMissing } from './store-errors.ts'

/** What sequencing stands on. */
export interface Dependencies {
  engine: Engine
  blobs: Blobs
  lease: Lease
  clock: Clock
  pool: Pool
  admission: Admission
  receipts: Receipts
  /** Other processes may write to the store as well. */
  shared: boolean
  /** Why nothing may be appended under the clock as it stands; null: nothing speaks against it. */
  clockRefusal(): Refusal | null
  /** Called when something still waits after a step. */
  wake(): void
}

/** Most entries of one batch: about eight bundles, so that a batch never takes long to write. */
const largestBatch = 2048

/** One step of the sequencer: append what waits, or hand it to the process that holds the lease. */
export function startSequencer(dependencies: Dependencies): () => Promise<void> {
  const { engine, blobs, lease, clock, pool, admission, receipts, shared, wake, clockRefusal } = dependencies

  async function step(): Promise<void> {
    const doubt = clockRefusal()
    if (doubt) return standBack(doubt)
    if (!(await lease.hold())) return handOver()
    if (shared) await engine.refresh()
    if (shared) await takeIntake()
    await settlePresent()
    const batch = nextBatch()
    if (batch.length === 0) return
    const ms = await engine.append(batch)
    await settle(
      batch.map(({ id }) => id),
      receipts.ofBatch(batch, ms),
    )
  }

  /** Under a doubtful clock nobody's turn can be told and nothing be judged: others sequence, and this one follows. */
  async function standBack(doubt: Refusal): Promise<void> {
    await lease.release()
    for (const id of pool.ids()) pool.settle(id, doubt)
    if (shared) await engine.refresh()
  }

  /** The other process sequences: what waits here is laid, durably, where it looks. */
  async function handOver(): Promise<void> {
    for (const { id, note } of pool.notHandedOver()) {
      await blobs.put(intakePath(id), utf8(note))
      pool.markHandedOver(id)
    }
    await engine.refresh()
    await settlePresent()
  }

  /** Takes what other processes admitted. It is checked as if it came from outside, but for the limits. */
  async function takeIntake(): Promise<void> {
    for (const path of await blobs.list(intakePrefix)) {
      const bytes = await blobs.get(path)
      if (bytes === null) continue
      const read = admission.read(text(bytes))
      if (isRefusal(read) || engine.replica.ledger.seen.has(read.record.id)) await blobs.drop(path)
      else if (!pool.has(read.record.id)) await takeAdmitted(path, read.record)
    }
  }

  async function takeAdmitted(path: string, record: SignedRecord): Promise<void> {
    if (await admission.refusalOfAdmitted(record)) await blobs.drop(path)
    // Whoever let it in waits for the answer, and finds it in the log.
    else void pool.add(record).catch(() => undefined)
  }

  /** Gives a receipt to everybody whose record is in the log by now. */
  async function settlePresent(): Promise<void> {
    const ids = pool.ids()
    await settle(ids, receipts.of(ids))
  }

  /** Those of these records that are in the log are stored, whether or not a receipt of them can be made. */
  async function settle(ids: RecordId[], proving: Promise<Proven[]>): Promise<void> {
    try {
      for (const proven of await proving) pool.settle(proven.id, proven)
    } catch (error) {
      const { seen } = engine.replica.ledger
      const stored = ids.flatMap((id) => {
        const index = seen.get(id)
        return index === undefined ? [] : [{ id, fault: new ReceiptMissing(index, error) }]
      })
      for (const { id, fault } of stored) pool.fail(id, fault)
      throw stored[0]?.fault ?? error
    }
  }

  /**
   * What still counts; what no longer does is refused. Judged a second time, because since the door other entries came
   * and sessions ended. Of those that have to be judged one after the other the first enters, the next waits.
   */
  function nextBatch(): SignedRecord[] {
    const now = Math.max(clock(), engine.replica.tip.ms + 1)
    const taken = new Set<string>()
    return pool.next(largestBatch).filter((record) => {
      const refusal = refusedAtDoor(engine.replica, record, now)
      if (refusal) pool.settle(record.id, refusal)
      const turns = turnsOf(doorFolds, record, now)
      if (refusal || turns.some((turn) => taken.has(turn))) return false
      for (const turn of turns) taken.add(turn)
      return true
    })
  }

  /**
   * A HeadConflict: nothing of ours counts, so what waits stays for the next step. A ReceiptMissing: its senders are told
   * already. Anything else: nobody knows whether it counts, so the senders are told that much, and the store says it when
   * it is read again.
   */
  return async () => {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof HeadConflict || error instanceof ReceiptMissing)) pool.failAll(new OutcomeUnknown(error))
      await engine.recover()
      if (!(error instanceof HeadConflict)) throw error
    } finally {
      if (pool.size > 0) wake()
    }
  }
}
