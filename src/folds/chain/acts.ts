import { type ActFile, readAct } from '../../evidence/act.ts'
import { type RuntimeChange, readRuntimeChange } from '../../evidence/runtime-change.ts'
import { Malformed } from '../../log/errors.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Evidence } from '../entry.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** Something that was done with privileged power, with the files that it names; null where it names none. */
export interface Act extends Omit<ActiveRecord<'act'>, 'kind' | 'byRemark'>, ActFiles {}

interface ActFiles {
  /** Its call. */
  file: ActFile | null
  /** What changed with a new runtime. */
  change: RuntimeChange | null
}

/** Acts that stand, in the order of the log. */
export type Acts = Map<RecordId, Act>

export const acts = defineFold({
  name: 'acts',
  needs: {},
  kinds: ['act'],
  start: (): Acts => new Map(),
  take(state, { id, index, ms, account, fields }, { evidence }) {
    const files = readActFiles(fields, evidence)
    if (files instanceof Refusal) return files
    state.set(id, { id, index, ms, account, fields, ...files })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** The files that an act names. A refusal when one is not at hand, cannot be read, or is of another block. */
export function readActFiles(fields: FieldsOf<'act'>, evidence: Evidence): ActFiles | Refusal {
  const file = readActFile(fields, evidence)
  if (file instanceof Refusal) return file
  const change = readOne('runtime', fields.change, evidence, readRuntimeChange)
  if (change instanceof Refusal) return change
  const { chain, block, spec } = fields
  if (change !== null && (change.chain !== chain || change.block !== block || change.to.spec !== spec))
    return new Refusal('evidence-mismatch', { reason: 'runtime' })
  return { file, change }
}

/** The file that tells the call of a record, or null where it names none. */
export function readActFile(
  { file, chain, block, hash }: Pick<FieldsOf<'act'>, 'file' | 'chain' | 'block' | 'hash'>,
  evidence: Evidence,
): ActFile | Refusal | null {
  const read = readOne('act', file, evidence, readAct)
  if (read === null || read instanceof Refusal) return read
  const same = read.chain === chain && read.block === block && read.hash === hash
  return same ? read : new Refusal('evidence-mismatch', { reason: 'act' })
}

/** A file by its hash; null where none is named. */
function readOne<T>(
  what: 'act' | 'runtime',
  sha256: string | undefined,
  evidence: Evidence,
  read: (bytes: Uint8Array) => T,
): T | Refusal | null {
  if (sha256 === undefined) return null
  const bytes = evidence(sha256)
  if (bytes === undefined) return new Refusal('evidence-missing', { file: what, sha256 })
  try {
    return read(bytes)
  } catch (error) {
    if (error instanceof Malformed) return new Refusal('bad-file', { reason: what, fault: error.message })
    throw error
  }
}

/** Each act once, in the order of the chain: of two records of one event the first in the log counts. */
export function inChainOrder(acts: Readonly<Acts>): Act[] {
  const seen = new Map<string, Act>()
  for (const act of acts.values()) {
    const { hash, event, what, by, callHash } = act.fields
    const place = `${hash} ${event ?? `${what} ${by} ${callHash}`}`
    if (!seen.has(place)) seen.set(place, act)
  }
  return [...seen.values()].sort(({ fields: a }, { fields: b }) => a.block - b.block || byEvent(a.event, b.event))
}

/** What the state after a block shows comes after all of its events. */
export function byEvent(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a - b
}
