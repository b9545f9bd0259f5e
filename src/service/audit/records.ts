// What the records of a log say against one another: signatures, sessions, removals.

import { type Ledger, seenRemark } from '../../folds/ledger/state.ts'
import { startFolds, step } from '../../folds/ledger.ts'
import { ledgerAlone } from '../../folds/table.ts'
import { unhex } from '../../log/bytes.ts'
import type { ReadAddress } from '../../log/ss58.ts'
import type { SignatureCheck } from '../../log/suites.ts'
import type { RecordLine } from '../../log/tile.ts'
import { entriesRemovedBy } from '../../records/about-record.ts'
import { parseRecord, type SignedRecord } from '../../records/record.ts'
import { isRefusal } from '../../records/refusals.ts'
import { remarkOf, signatureCheckOf } from '../../records/signature-check.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { startFlow } from './flow.ts'

/** An entry whose hash is established, or null where the files are too damaged to know it. */
export interface Place {
  index: number
  /** Admission time, Unix milliseconds; null when it is not known. */
  ms: number | null
  /** What stands in the record bundle, if it is what the entry commits to. */
  line: RecordLine | null
}

/** The same with its record, which is parsed once. */
export interface ParsedPlace extends Place {
  /** null where it is removed, damaged or cannot be read by this version. */
  record: SignedRecord | null
}

/** Parses the record of a place. */
export function parsedPlace({ index, ms, line }: Place, readAddress: ReadAddress): ParsedPlace {
  const record = line && 'note' in line ? parseRecord(line.note, readAddress) : null
  return { index, ms, line, record: isRefusal(record) ? null : record }
}

export interface RecordCounts {
  /** Notes that are there. */
  records: number
  /** Signatures that hold. */
  signatures: number
  /** Entries whose note was removed. */
  removed: number
  /** Notes that this version cannot read; they are kept and skipped. */
  unread: number
  /** Records for which a remark on the chain stands, as the observer says. */
  remarks: number
  /** Signatures of session keys whose session record was removed. */
  unverifiable: number
}

export interface RecordCheck {
  readonly counts: RecordCounts
  readonly ledger: Ledger
  /** Index of the removal by index of what it removes. */
  readonly removals: ReadonlyMap<number, number>
  /** Entries of which nothing is known. */
  readonly damaged: ReadonlySet<number>
  /** Takes the next entry in. */
  step(place: ParsedPlace): Promise<void>
  /** Waits for the signatures, and settles what only the whole log can say. */
  end(): Promise<void>
}

/** Signature checks that go out together, and how many such batches are under way at once. */
const batchSize = 512
const batchesAhead = 4

/** Told of the entry at fault, and of which of its two bundles. */
export type FoundAt = (part: 'entries' | 'records', index: number, what: string) => void

/** Checks records as they come, one after another from entry 0. */
export function startRecordCheck(verify: (jobs: SignatureCheck[]) => Promise<boolean[]>, found: FoundAt): RecordCheck {
  const folds = startFolds(ledgerAlone)
  const { ledger } = folds
  const counts: RecordCounts = { records: 0, signatures: 0, removed: 0, unread: 0, remarks: 0, unverifiable: 0 }
  const removals = new Map<number, number>()
  const removedBy = new Map<number, number>()
  const damaged = new Set<number>()
  const flow = startFlow(batchesAhead)
  let due: { index: number; job: SignatureCheck }[] = []

  function send(): Promise<void> {
    const batch = due
    due = []
    const checked = verify(batch.map(({ job }) => job)).then((verdicts) => {
      for (const [i, { index }] of batch.entries())
        if (verdicts[i] === true) counts.signatures++
        else found('records', index, `record ${index} has a signature that does not hold`)
    })
    return flow.add(checked)
  }

  /** Session keys come from the ledger as it stands before the record. */
  function jobFor(record: SignedRecord, index: number): SignatureCheck | null {
    const remark = remarkOf(record)
    if (remark) {
      // What the observer says about the chain is for `observe --check`; here it has to be in the log before.
      if (seenRemark(ledger, record.id, record.account, remark)) counts.remarks++
      else if (damaged.size === 0)
        found('records', index, `record ${index} rests on a remark that no record before it tells of`)
      return null
    }
    const session = record.session === undefined ? undefined : ledger.sessions.get(record.session)
    if (record.session !== undefined && session === undefined && removedBy.size + damaged.size > 0) {
      counts.unverifiable++
      return null
    }
    const bound = signatureCheckOf(record, session && unhex(session.key))
    if (!isRefusal(bound)) return bound.job
    found('records', index, `record ${index}: ${sentenceOf(english, bound)}`)
    return null
  }

  /** Counts a place as what it is: damaged, removed, or a note that can be read or not. */
  function count({ index, line, record }: ParsedPlace): void {
    if (line === null) {
      damaged.add(index)
    } else if ('removed' in line) {
      counts.removed++
      removedBy.set(index, line.removed)
    } else {
      counts.records++
      if (record === null) counts.unread++
    }
  }

  /**
   * Takes a removal in that counts. Where entries before it are damaged nobody can say whether it does, so one by the
   * operator, as far as that is known, is believed.
   */
  function remove(record: SignedRecord, index: number, counts: boolean): void {
    const likely = damaged.size > 0 && (ledger.operator ?? record.account) === record.account
    if (!counts && !likely) return
    for (const each of entriesRemovedBy(record)) if (!removals.has(each)) removals.set(each, index)
  }

  return {
    counts,
    ledger,
    removals,
    damaged,
    step: async (place) => {
      const { index, ms, record } = place
      count(place)
      if (index === 0 && !damaged.has(0) && record?.kind !== 'policy')
        found('records', 0, 'entry 0 is not the policy of an operator')
      if (ms !== null && ms < ledger.ms)
        found('entries', index, `entry ${index} was admitted at ${ms}, before the entry before it (${ledger.ms})`)
      const job = record && jobFor(record, index)
      const refusal = step(ledgerAlone, folds, { index, ms: ms ?? ledger.ms, record }, () => undefined)
      if (record) remove(record, index, refusal === null)
      if (job) due.push({ index, job })
      if (due.length >= batchSize) await send()
    },
    end: async () => {
      if (due.length > 0) await send()
      await flow.end()
      for (const [index, by] of removedBy)
        if (!damaged.has(by) && removals.get(index) !== by)
          found('records', index, `record ${index} is said to be removed by entry ${by}, which does not remove it`)
      for (const [index, by] of removals)
        if (!removedBy.has(index) && !damaged.has(index))
          found('records', index, `record ${index} is still there, though entry ${by} removes it`)
    },
  }
}
