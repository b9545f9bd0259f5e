/**
 * The one fold that decides: what counts, what stands, who may act. It tells the folds of its table what was taken in and
 * what was taken back, and counts how often it told each: whatever follows from a fold is fresh while that count stays.
 */

import type { RecordId } from '../records/ids.ts'
import type { AnyRecord, FoldRecord } from '../records/record.ts'
import type { Refusal } from '../records/refusals.ts'
import { type KindName, kindNames } from '../records/registry.ts'
import { remarkOf } from '../records/signature-check.ts'
import type { Entry, Evidence } from './entry.ts'
import type { ActiveRecord, AnyFold, Given, Known, Needs, TakenBack } from './fold.ts'
import { apply, remember } from './ledger/apply.ts'
import { refusedByLedger } from './ledger/door.ts'
import { judge } from './ledger/judge.ts'
import { type Ledger, startLedger } from './ledger/state.ts'

/** Folds over one log. Plain data: it can be cloned, serialized and compared. */
export interface Folds {
  ledger: Ledger
  /** State of each fold by its name. */
  states: Record<string, unknown>
  /** How often each fold was told, by its name. */
  told: Record<string, number>
}

/** Folds in the order in which they are told, and which of them are told of a kind. */
export interface FoldTable {
  folds: readonly AnyFold[]
  byKind: Readonly<Record<KindName, readonly AnyFold[]>>
  /** Which of them know whether a record of a kind counts. */
  judges: Readonly<Record<KindName, readonly AnyFold[]>>
  /** Which of them keep the door for a kind. */
  doors: Readonly<Record<KindName, readonly AnyFold[]>>
  /** Which of them are told of every record, counted or not. */
  hearers: readonly AnyFold[]
}

/** A table of these folds and of all that they need, each after those that it needs. Throws when two bear one name. */
export function tableOf(wanted: readonly AnyFold[]): FoldTable {
  const folds: AnyFold[] = []
  const add = (fold: AnyFold, trail: readonly AnyFold[]): void => {
    if (folds.includes(fold)) return
    if (trail.includes(fold)) throw new Error(`The fold ${fold.name} needs itself.`)
    for (const needed of Object.values(fold.needs)) add(needed, [...trail, fold])
    if (folds.some(({ name }) => name === fold.name)) throw new Error(`Two folds are called ${fold.name}.`)
    folds.push(fold)
  }
  for (const fold of wanted) add(fold, [])
  const byKind = (of: (fold: AnyFold) => readonly KindName[]) =>
    // Every kind has its list.
    Object.fromEntries(kindNames.map((kind) => [kind, folds.filter((fold) => of(fold).includes(kind))])) as Record<
      KindName,
      AnyFold[]
    >
  return {
    folds,
    byKind: byKind(({ kinds }) => kinds),
    judges: byKind(({ judges }) => judges?.kinds ?? []),
    doors: byKind(({ door }) => door?.kinds ?? []),
    hearers: folds.filter(({ hear }) => hear !== undefined),
  }
}

/** All folds of a table before the first entry. */
export function startFolds({ folds }: FoldTable): Folds {
  return {
    ledger: startLedger(),
    states: Object.fromEntries(folds.map((fold) => [fold.name, fold.start()])),
    told: Object.fromEntries(folds.map(({ name }) => [name, 0])),
  }
}

/** Would the record count as the next entry, admitted at `ms` (Unix milliseconds)? null, or why not. */
export function judgeNext(table: FoldTable, folds: Folds, record: FoldRecord, ms: number): Refusal | null {
  const refusal = judge(folds.ledger, record, ms)
  if (refusal !== null || !record.known) return refusal
  return judgeBySubject(table, folds, activeRecord(record, folds.ledger.size, ms))
}

/** The same for a record that is not in the log yet, which has to keep the rules of the door too. */
export function judgeAtDoor(table: FoldTable, folds: Folds, record: FoldRecord, ms: number): Refusal | null {
  const counted = judgeNext(table, folds, record, ms)
  if (counted !== null || !record.known) return counted
  const refusal = refusedByLedger(folds.ledger, record)
  if (refusal) return refusal
  for (const { door, name } of table.doors[record.kind]) {
    const refused = door?.refuses(folds.states[name], activeRecord(record, folds.ledger.size, ms)) ?? null
    if (refused) return refused
  }
  return null
}

/** What only one record of a batch may have: two that share one of these are judged one after the other. */
export function turnsOf(table: FoldTable, record: FoldRecord, ms: number): string[] {
  if (!record.known) return []
  const asked = activeRecord(record, 0, ms)
  return table.doors[record.kind].flatMap(({ door, name }) =>
    (door?.turns(asked) ?? []).map((turn) => `${name} ${turn}`),
  )
}

function judgeBySubject({ judges }: FoldTable, folds: Folds, record: ActiveRecord): Refusal | null {
  for (const fold of judges[record.kind]) {
    const refusal = fold.judges?.refuses(folds.states[fold.name], record, knownTo(fold, folds)) ?? null
    if (refusal) return refusal
  }
  return null
}

/**
 * Steps over the next entry: takes the record in if it counts, and says why if it does not. null also for a removed
 * entry, which is as if nothing had been said. Throws when the entry is not the next one.
 */
export function step(table: FoldTable, folds: Folds, entry: Entry, evidence: Evidence): Refusal | null {
  const { ledger } = folds
  const { index, ms, record } = entry
  if (index !== ledger.size) throw new Error(`Entry ${index} came where ${ledger.size} is due.`)
  const refusal = record && judgeNext(table, folds, record, ms)
  remember(ledger, record, index, ms)
  if (record === null) return null
  const taken = refusal ?? takeIn(table, folds, record, entry, evidence)
  for (const fold of table.hearers) {
    fold.hear?.(folds.states[fold.name], record, entry, taken)
    count(folds, fold)
  }
  return taken
}

/** Takes a record in that counts; a refusal when its evidence cannot be read. */
function takeIn(
  table: FoldTable,
  folds: Folds,
  record: FoldRecord,
  { index, ms }: Entry,
  evidence: Evidence,
): Refusal | null {
  // What the ledger judged is of a known kind.
  const counted = record as AnyRecord
  apply(folds.ledger, counted, index, ms)
  const taken = tell(table, folds, activeRecord(counted, index, ms), evidence)
  if (taken) return taken
  if (counted.kind === 'revoke') tellTakenBack(table, folds, counted.fields.record, { index, ms }, evidence)
  return null
}

/** Tells every fold that asked for the kind; the first one may refuse. */
function tell(table: FoldTable, folds: Folds, record: ActiveRecord, evidence: Evidence): Refusal | null {
  const asked = table.byKind[record.kind]
  for (const fold of asked) {
    const refusal = fold.take(folds.states[fold.name], record, givenTo(fold, folds, evidence))
    if (refusal && fold !== asked[0]) throw new Error(`The fold ${fold.name} refuses what another one has taken in.`)
    if (refusal) return refusal
    count(folds, fold)
  }
  return null
}

function tellTakenBack(table: FoldTable, folds: Folds, id: RecordId, by: TakenBack['by'], evidence: Evidence): void {
  const { seen, authors, kinds } = folds.ledger
  const index = seen.get(id)
  const [kind, account] = index === undefined ? [] : [kinds[index], authors[index]]
  if (index === undefined || !account || !kind || kind === 'unknown') return
  for (const fold of table.byKind[kind]) {
    fold.takeBack(folds.states[fold.name], { kind, id, index, account, by }, givenTo(fold, folds, evidence))
    count(folds, fold)
  }
}

function count({ told }: Folds, { name }: AnyFold): void {
  told[name] = (told[name] ?? 0) + 1
}

function givenTo(fold: AnyFold, folds: Folds, evidence: Evidence): Given<Needs> {
  return { ...knownTo(fold, folds), evidence }
}

function knownTo(fold: AnyFold, folds: Folds): Known<Needs> {
  const known: Record<string, unknown> = { ledger: folds.ledger }
  for (const name in fold.needs) {
    const needed = fold.needs[name]
    if (needed) known[name] = folds.states[needed.name]
  }
  // Each need is given under the name by which the fold reads it.
  return known as Known<Needs>
}

function activeRecord(record: AnyRecord, index: number, ms: number): ActiveRecord {
  const { kind, id, account, fields } = record
  // Kind and fields of one record belong together.
  return { kind, id, index, ms, account, fields, byRemark: remarkOf(record) !== null } as ActiveRecord
}

/** The state of a fold of the table. */
export function stateOf<F extends AnyFold>({ states }: Folds, { name }: F): ReturnType<F['start']> {
  if (!Object.hasOwn(states, name)) throw new Error(`There is no fold ${name} here.`)
  // Each state was made by its own fold.
  return states[name] as ReturnType<F['start']>
}
