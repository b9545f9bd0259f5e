import { readDelegates } from '../evidence/delegates.ts'
import { readSnapshot } from '../folds/chain.ts'
import { hasSession, judge, readImport, seenRemark } from '../folds/register.ts'
import { hex, sha256, text, utf8 } from '../log/bytes.ts'
import type { RemarkPlace } from '../log/remark.ts'
import type { Address } from '../log/ss58.ts'
import type { SignatureCheck } from '../log/suites.ts'
import type { RecordId } from '../records/ids.ts'
import { type AnyRecord, remarkOf, type SignedRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { Evidence } from '../views/view.ts'
import { admit, readNote } from './admit.ts'
import type { Engine } from './engine.ts'
import { evidenceOf } from './evidence.ts'
import { intakePath, intakePrefix } from './layout.ts'
import type { Lease } from './lease.ts'
import type { Blobs, Clock } from './ports.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { receiptOf, storedAt } from './read.ts'
import { HeadConflict } from './sequence.ts'
import type { Sender, Submitted } from './site.ts'

/** A record that was admitted and waits for its place in the log. */
interface Pending {
  record: SignedRecord
  /** SHA-256 of the note: the order within a batch, which hides the order of arrival. */
  order: string
  /** It lies in the intake, for whoever sequences. */
  handedOver: boolean
  settle(outcome: Submitted | Refusal): void
  fail(error: unknown): void
}

type Proven = Submitted & { id: RecordId }

export interface Submissions {
  /** Resolves once the record is in a published checkpoint. Rejects when it is unknown whether it will be. */
  submit(note: string, from: Sender): Promise<Submitted | Refusal>
  /** One step of the sequencer: append what waits, or hand it to the process that holds the lease. */
  tick(): Promise<void>
  /** Is there anything that waits? */
  waiting(): boolean
}

/** What submissions stand on. */
export interface Dependencies {
  engine: Engine
  blobs: Blobs
  gate: RateLimiter
  lease: Lease
  clock: Clock
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  shared: boolean
  /** Looks for the remark of a record and has the observer say in the log that it is there; null: it has. */
  witness: ((record: SignedRecord, place: RemarkPlace) => Promise<Refusal | null>) | null
  /** Called when something waits that did not before. */
  wake(): void
}

/** Most entries of one batch: about eight bundles, so that a batch never takes long to write. */
const largestBatch = 2048

export function startSubmissions(desk: Dependencies): Submissions {
  const { engine, blobs, gate, lease, clock } = desk
  const pool = new Map<RecordId, Pending>()
  /** By id, while a record is being checked or waits: the same record twice is one submission. */
  const known = new Map<RecordId, Promise<Submitted | Refusal>>()

  async function submit(note: string, from: Sender): Promise<Submitted | Refusal> {
    const read = readNote(note)
    if (isRefusal(read)) return read
    const { record, bytes } = read
    const present = await inLog(record.id)
    if (present) return present
    const running = known.get(record.id)
    if (running) return running
    const outcome = check(record, bytes, from).then((refusal) => refusal ?? wait(record))
    known.set(record.id, outcome)
    return outcome.finally(() => known.delete(record.id))
  }

  /** Signing the same text again gives another note; the one in the log is the record. */
  async function inLog(id: RecordId): Promise<Submitted | null> {
    if (!engine.replica.register.seen.has(id)) return null
    const [submitted] = await receiptsFor([id])
    return submitted ?? null
  }

  /** The receipts of records that are in the log; none for what was removed. */
  async function receiptsFor(ids: RecordId[]): Promise<Proven[]> {
    return engine.whenStill(async ({ size }) => {
      const { seen } = engine.replica.register
      const stored = await storedAt(
        blobs,
        size,
        ids.map((id) => seen.get(id)!),
      )
      const present = stored.flatMap(({ line, ms }, i) =>
        'note' in line ? [{ id: ids[i]!, note: line.note, ms }] : [],
      )
      return Promise.all(present.map(prove))
    })
  }

  /** The receipt of a record under the present checkpoint. */
  async function prove({ id, note, ms }: { id: RecordId; note: string; ms: number }): Promise<Proven> {
    const { note: checkpoint, at, tree, register } = engine.replica
    const index = register.seen.get(id)!
    const signed = { note: checkpoint!, size: at.size }
    return { index, id, ms, receipt: await receiptOf(blobs, tree, signed, { index, ms, note }) }
  }

  /** Everything that speaks against a record, the cheapest first; its account is charged once the signature holds. */
  async function check(record: SignedRecord, bytes: number, from: Sender): Promise<Refusal | null> {
    const missing = await missingRemark(record, from)
    if (missing) return missing
    const { register } = engine.replica
    const admitted = admit(register, record, bytes, clock())
    if (isRefusal(admitted)) return admitted
    const weight = { ...from, id: record.id, bytes, account: record.account, ...standing(record.account) }
    const turnedAway = gate.check(weight) ?? (await badEvidence(record))
    if (turnedAway) return turnedAway
    const valid = await holdsUnder(admitted.job)
    return valid ? gate.charge(weight) : badSignature(record.account)
  }

  /**
   * A record that the chain signs for needs the observer's word in the log before it. Whoever asks pays for the looking as
   * for a record of their own.
   */
  async function missingRemark(record: SignedRecord, from: Sender): Promise<Refusal | null> {
    const place = remarkOf(record)
    const { register } = engine.replica
    if (place === null || seenRemark(register, record.id, record.account, place)) return null
    if (!desk.witness) return new Refusal('remark-unseen', { reason: 'no-chain' })
    const { account } = record
    const weight = { ...from, id: record.id, bytes: record.note.length, account, ...standing(account) }
    return gate.check(weight) ?? desk.witness(record, place)
  }

  function standing(account: Address): { known: boolean; signedIn: boolean; operator: boolean } {
    const { register } = engine.replica
    return {
      operator: account === register.operator,
      known: register.accounts.has(account),
      signedIn: account === register.operator || hasSession(register, account, clock()),
    }
  }

  /** An import and a snapshot count only with their files, so they are read before the record is let in. */
  async function badEvidence(record: SignedRecord): Promise<Refusal | null> {
    if (record.kind !== 'import' && record.kind !== 'snapshot' && record.kind !== 'profiles') return null
    const files = await evidenceOf(blobs, [record])
    const read = readEvidence(record, (hash) => files.get(hash))
    return isRefusal(read) ? read : null
  }

  function wait(record: SignedRecord): Promise<Submitted | Refusal> {
    return new Promise((settle, fail) => {
      const order = hex(sha256(utf8(record.note)))
      pool.set(record.id, { record, order, handedOver: false, settle, fail })
      desk.wake()
    })
  }

  /**
   * Overtaken: nothing of ours counts, so what waits stays for the next tick. Anything else: nobody knows whether it
   * counts, so the senders are told that much, and the store says it when it is read again.
   */
  async function tick(): Promise<void> {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof HeadConflict)) failAll(error)
      await engine.recover()
      if (!(error instanceof HeadConflict)) throw error
    } finally {
      if (pool.size > 0) desk.wake()
    }
  }

  async function step(): Promise<void> {
    if (!(await lease.hold())) return handOver()
    if (desk.shared) await engine.refresh()
    if (desk.shared) await takeIntake()
    await settleAll()
    const batch = nextRecords()
    if (batch.length === 0) return
    const ms = await engine.append(batch)
    const proven = await engine.whenStill(() => Promise.all(batch.map(({ id, note }) => prove({ id, note, ms }))))
    for (const submitted of proven) answer(submitted.id, submitted)
  }

  function failAll(error: unknown): void {
    for (const { fail } of pool.values()) fail(error)
    pool.clear()
  }

  /** What still counts, in hash order; what no longer does is refused. */
  function nextRecords(): SignedRecord[] {
    const now = Math.max(clock(), engine.replica.tip.ms + 1)
    const sorted = [...pool.values()].sort((a, b) => (a.order < b.order ? -1 : 1))
    return sorted.slice(0, largestBatch).flatMap(({ record }) => {
      const refusal = judge(engine.replica.register, record, now)
      if (refusal) answer(record.id, refusal)
      return refusal ? [] : [record]
    })
  }

  function answer(id: RecordId, outcome: Submitted | Refusal): void {
    pool.get(id)?.settle(outcome)
    pool.delete(id)
  }

  /** Gives a receipt to everybody whose record is in the log by now. */
  async function settleAll(): Promise<void> {
    const { register } = engine.replica
    const done = [...pool.keys()].filter((id) => register.seen.has(id))
    for (const submitted of await receiptsFor(done)) answer(submitted.id, submitted)
  }

  /** The other process sequences: what waits here is laid, durably, where it looks. */
  async function handOver(): Promise<void> {
    for (const [id, pending] of pool) {
      if (pending.handedOver) continue
      await blobs.put(intakePath(id), utf8(pending.record.note))
      pending.handedOver = true
    }
    await engine.refresh()
    await settleAll()
  }

  /** Takes what other processes admitted. It is checked as if it came from outside, but for the limits. */
  async function takeIntake(): Promise<void> {
    for (const path of await blobs.list(intakePrefix)) {
      const bytes = await blobs.get(path)
      if (bytes === null) continue
      const read = readNote(text(bytes))
      const fresh = !isRefusal(read) && !engine.replica.register.seen.has(read.record.id)
      if (!fresh) await blobs.drop(path)
      else if (!pool.has(read.record.id) && (await holds(read.record, read.bytes)))
        void wait(read.record).catch(() => undefined)
    }
  }

  async function holds(record: SignedRecord, bytes: number): Promise<boolean> {
    const admitted = admit(engine.replica.register, record, bytes, clock())
    if (isRefusal(admitted)) await blobs.drop(intakePath(record.id))
    return !isRefusal(admitted) && (await holdsUnder(admitted.job))
  }

  async function holdsUnder(job: SignatureCheck | null): Promise<boolean> {
    return job === null || (await desk.verify([job]))[0] === true
  }

  return { submit, tick, waiting: () => pool.size > 0 }
}

function readEvidence(
  record: Extract<AnyRecord, { kind: 'import' | 'snapshot' | 'profiles' }>,
  evidence: Evidence,
): object | Refusal {
  if (record.kind === 'import') return readImport(record.fields, evidence)
  if (record.kind === 'snapshot') return readSnapshot(record.fields, evidence)
  const { file } = record.fields
  const bytes = evidence(file)
  if (bytes === undefined) return new Refusal('evidence-missing', { reason: 'profiles', file })
  return readDelegates(bytes)
}

const badSignature = (account: Address): Refusal => new Refusal('bad-signature', { reason: 'at-the-door', account })
