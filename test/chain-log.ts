import { writeHoldings } from '../src/evidence/holdings.ts'
import { hex, sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { parseRecord, type SignedRecord, type Writing, writeText } from '../src/records/record.ts'
import { isRefusal, type Refusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { Fold } from '../src/views/fold.ts'
import type { Evidence } from '../src/views/view.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { checked } from './check-value.ts'
import type { Told } from './holdings.ts'
import { type Keep, snapshotFields, type ToldSnapshot } from './snapshot-fields.ts'
import { keyOf, origin, type SignedEntry, start, story } from './story.ts'

/**
 * A log about a chain: snapshots that were told, with the flows before them; lists of known accounts; and others who took
 * a snapshot again, and found the same or, `otherwise`, something else. `lost` evidence is named and not at hand.
 */
export type Tells = Snapshot | { known: string } | { again: Told; by: string; otherwise?: boolean }
type Snapshot = ToldSnapshot & { lost?: boolean }

export interface ChainLog {
  entries: SignedEntry[]
  evidence: Evidence
  fold(): Fold
}

/** Signed records and their evidence, after a policy as entry 0. `known` is the body of a list of known accounts. */
export function chainLog(...tells: Tells[]): ChainLog {
  const files = new Map<string, Uint8Array>()
  const keep: Keep = (bytes) => {
    const name = hashOf(bytes)
    files.set(name, bytes)
    return name
  }
  const entries = [...story('').entries]
  for (const each of tells) {
    const index = entries.length
    const ms = start + index * 1000
    entries.push({ index, ms, record: recordOf(each, ms, keep) })
  }
  const evidence: Evidence = (name) => files.get(name)
  const fold = (): Fold => {
    const made = new Fold()
    made.push(entries, evidence)
    return checked(made, { entries, files: files.values() })
  }
  return { entries, evidence, fold }
}

/** A log that says one thing about a chain, with the file that it names, after a policy; folded. */
export function oneRecordLog<K extends KindName>(kind: K, fields: FieldsOf<K>, file: Uint8Array): Fold {
  const { entries } = story('')
  const index = entries.length
  const ms = start + index * 1000
  const fold = new Fold()
  fold.push([...entries, { index, ms, record: signed(writeText(kind, fields, by(ms))) }], (name) =>
    name === hashOf(file) ? file : undefined,
  )
  return fold
}

function recordOf(told: Tells, ms: number, keep: Keep): SignedRecord {
  if ('known' in told) return knownRecord(told.known, ms)
  return 'again' in told ? againRecord(told, ms) : snapshotRecord(told, ms, told.lost ? hashOf : keep)
}

const hashOf: Keep = (bytes) => hex(sha256(bytes))

function againRecord(told: Extract<Tells, { again: Told }>, time: number): SignedRecord {
  const { chain, block, hash, stateRoot, spec } = told.again.holdings.facts
  const holdings = told.otherwise ? hashOf(utf8('something else')) : hashOf(writeHoldings(told.again.holdings))
  const fields = { chain, block, hash, stateRoot, spec, recipe: told.again.holdings.facts.format, holdings }
  return signed(writeText('observation', fields, by(time, told.by)), told.by)
}

function knownRecord(body: string, time: number): SignedRecord {
  return signed(writeText('known-accounts', { title: 'Known accounts', body }, by(time)))
}

function snapshotRecord(told: Snapshot, time: number, keep: Keep): SignedRecord {
  return signed(writeText('snapshot', snapshotFields(told, keep), by(time)))
}

const by = (time: number, who = 'operator'): Writing => ({
  origin,
  account: keyOf(who).address,
  time,
  nonce: hex(sha256(utf8(`chain log ${time}`))).slice(0, 32),
})

function signed(text: string | Refusal, who = 'operator'): SignedRecord {
  const record = isRefusal(text) ? text : parseRecord(formatNote(text, [keyOf(who).sign(text)]))
  if (isRefusal(record)) throw new Error(`The record cannot be written: ${sentenceOf(english, record)}`)
  return record
}
