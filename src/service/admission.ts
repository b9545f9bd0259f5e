import { readDelegates } from '../evidence/delegates.ts'
import { readActFile, readActFiles } from '../folds/chain/acts.ts'
import { readGenesisOf } from '../folds/chain/genesis.ts'
import { readSnapshot } from '../folds/chain/snapshots.ts'
import { readImport } from '../folds/conversation/imports.ts'
import type { Evidence } from '../folds/entry.ts'
import { hasSession, type Ledger, seenRemark } from '../folds/ledger/state.ts'
import { unhex, utf8 } from '../log/bytes.ts'
import { type ReadAddress, rememberingAddresses } from '../log/ss58.ts'
import type { SignatureCheck } from '../log/suites.ts'
import { refusedInvisible } from '../records/characters.ts'
import { longestNote } from '../records/envelope.ts'
import { isOfKind, parseRecord, type SignedRecord } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { FieldsOf, KindName } from '../records/registry.ts'
import { type BoundCheck, remarkOf, signatureCheckOf } from '../records/signature-check.ts'
import type { AttestRemark } from './attest-remark.ts'
import { refusedAtDoor } from './door.ts'
import { evidenceOf } from './evidence.ts'
import type { Blobs, Clock } from './ports.ts'
import type { RateLimiter, Weight } from './rate-limiter.ts'
import { wrongWords } from './repeated-words.ts'
import type { Replica } from './replica.ts'
import type { Sender } from './site.ts'

/** Milliseconds that the time of a record may lie back, at most. */
const oldest = 24 * 3_600_000
/** Several people may have to approve a remark. */
const oldestRemarked = 30 * oldest
/** Milliseconds that it may lie ahead. */
const ahead = 5 * 60_000

/** A record that was read, and the length of its note in bytes. */
export interface ReadNote {
  record: SignedRecord
  bytes: number
}

/** Reads a note: its length is checked before anything else. */
function readNote(note: string, readAddress: ReadAddress): ReadNote | Refusal {
  const bytes = note.length > longestNote ? note.length : utf8(note).length
  if (bytes > longestNote) return new Refusal('too-large', { reason: 'sent', bytes, most: longestNote })
  const record = parseRecord(note, readAddress)
  return isRefusal(record) ? record : { record, bytes }
}

/** What speaks against a record. */
export interface Admission {
  /** Reads a note, once for this process. */
  read(note: string): ReadNote | Refusal
  /** Of one that the log does not have. null: nothing, and the limits are charged for it. */
  refusalOf(read: ReadNote, from: Sender): Promise<Refusal | null>
  /** The same before its files are at hand, and without charging the limits: what can be said without them. */
  refusalBeforeFiles(read: ReadNote, from: Sender): Promise<Refusal | null>
  /** The same for a record that another process has let in: its sender is not known here, and has been charged there. */
  refusalOfAdmitted(record: SignedRecord): Promise<Refusal | null>
}

/** What admission stands on. */
export interface Dependencies {
  replica: Replica
  blobs: Blobs
  limiter: RateLimiter
  clock: Clock
  verify(jobs: SignatureCheck[]): Promise<boolean[]>
  /** null: this site does not read the chain. */
  attestRemark: AttestRemark | null
}

export function startAdmission(dependencies: Dependencies): Admission {
  const { replica, blobs, limiter, clock, verify, attestRemark } = dependencies
  const readAddress = rememberingAddresses()

  /** Every reason, the cheapest first. The sender pays before the signature is checked, the account once it holds. */
  async function refusalOf(read: ReadNote, from: Sender): Promise<Refusal | null> {
    const missing = await missingRemark(read, from)
    if (missing) return missing
    const { record } = read
    const weight = weightOf(read, from)
    const bound = boundCheck(replica.ledger, record)
    return (
      refusedFirst(record, weight, bound) ??
      (await badEvidence(record)) ??
      (await badSignature(record, bound)) ??
      limiter.charge(weight)
    )
  }

  /** What needs neither a file nor a signature. */
  function refusedFirst(record: SignedRecord, weight: Weight, bound: BoundCheck | Refusal | null): Refusal | null {
    const now = clock()
    return (
      refusedInvisible(record.text) ??
      refusedAtDoor(replica, record, now) ??
      wrongWords(replica.folds, record) ??
      badTime(record, now) ??
      badKey(bound) ??
      limiter.check(weight)
    )
  }

  async function refusalBeforeFiles(read: ReadNote, from: Sender): Promise<Refusal | null> {
    const { record } = read
    const bound = boundCheck(replica.ledger, record)
    return refusedFirst(record, weightOf(read, from), bound) ?? badSignature(record, bound)
  }

  async function refusalOfAdmitted(record: SignedRecord): Promise<Refusal | null> {
    const now = clock()
    const bound = boundCheck(replica.ledger, record)
    return (
      refusedAtDoor(replica, record, now) ??
      badTime(record, now) ??
      badKey(bound) ??
      (await badSignature(record, bound))
    )
  }

  /**
   * A record that the chain signs for needs the observer's word in the log before it. Anybody can name a remark in
   * anybody's name, so the chain is asked only when nothing else speaks against the record, and looking has limits of its
   * own.
   */
  async function missingRemark(read: ReadNote, from: Sender): Promise<Refusal | null> {
    const { record } = read
    const place = remarkOf(record)
    if (place === null || seenRemark(replica.ledger, record.id, record.account, place)) return null
    const now = clock()
    const judged = refusedAtDoor(replica, record, now)
    const other =
      refusedInvisible(record.text) ?? (judged?.code === 'remark-unseen' ? null : judged) ?? badTime(record, now)
    if (other) return other
    if (attestRemark === null) return new Refusal('remark-unseen', { reason: 'no-chain' })
    const weight = weightOf(read, from)
    return limiter.check(weight) ?? attestRemark(record, place, () => limiter.lookUp(weight))
  }

  function weightOf({ record, bytes }: ReadNote, from: Sender): Weight {
    const { id, account } = record
    const { operator, accounts, guests } = replica.ledger
    const isOperator = account === operator
    const guest = guests.has(account) || isOfKind(record, 'guest')
    const signedIn = isOperator || hasSession(replica.ledger, account, clock())
    return { ...from, id, account, bytes, known: accounts.has(account), signedIn, guest, operator: isOperator }
  }

  /** An import, a snapshot and a list count only with their files, so they are read before the record is let in. */
  async function badEvidence(record: SignedRecord): Promise<Refusal | null> {
    const files = await evidenceOf(blobs, [record])
    const read = readEvidence(record, (hash) => files.get(hash))
    return isRefusal(read) ? read : null
  }

  async function badSignature({ account }: SignedRecord, bound: BoundCheck | Refusal | null): Promise<Refusal | null> {
    if (bound === null || isRefusal(bound)) return bound
    const [holds] = await verify([bound.job])
    return holds ? null : new Refusal('bad-signature', { reason: 'at-the-door', account })
  }

  return { read: (note) => readNote(note, readAddress), refusalOf, refusalBeforeFiles, refusalOfAdmitted }
}

/** The check of a record's signature; null when a remark on the chain stands for it, which the ledger judges. */
function boundCheck(ledger: Ledger, record: SignedRecord): BoundCheck | Refusal | null {
  if (remarkOf(record)) return null
  const session = record.session === undefined ? undefined : ledger.sessions.get(record.session)
  return signatureCheckOf(record, session && unhex(session.key))
}

const badKey = (bound: BoundCheck | Refusal | null): Refusal | null => (isRefusal(bound) ? bound : null)

function badTime(record: SignedRecord, now: number): Refusal | null {
  const remarked = remarkOf(record) !== null
  if (record.time < now - (remarked ? oldestRemarked : oldest))
    return new Refusal('too-old', { reason: remarked ? 'month' : 'day' })
  return record.time > now + ahead ? new Refusal('in-the-future', { reason: 'clock' }) : null
}

/** How the files of a record are read, by the kind whose fields name them. Without one, nothing waits for its files. */
const evidenceReaders = [
  reader('import', readImport),
  reader('snapshot', readSnapshot),
  reader('act', readActFiles),
  reader('genesis', readGenesisOf),
  reader('referendum', (fields, evidence) => readActFile(fields, evidence) ?? noFile),
  reader('profiles', ({ file }, evidence) => readProfiles(file, evidence)),
]

/** A step of a referendum may name no file. */
const noFile = {}

type ReadEvidence = (record: SignedRecord, evidence: Evidence) => object | Refusal | null

function reader<K extends KindName>(
  kind: K,
  read: (fields: FieldsOf<K>, evidence: Evidence) => object | Refusal,
): ReadEvidence {
  return (record, evidence) => (isOfKind(record, kind) ? read(record.fields, evidence) : null)
}

function readEvidence(record: SignedRecord, evidence: Evidence): object | Refusal | null {
  const read = evidenceReaders.map((each) => each(record, evidence))
  return read.find((each) => each !== null) ?? null
}

function readProfiles(file: string, evidence: Evidence): object | Refusal {
  const bytes = evidence(file)
  return bytes === undefined ? new Refusal('evidence-missing', { reason: 'profiles', file }) : readDelegates(bytes)
}
