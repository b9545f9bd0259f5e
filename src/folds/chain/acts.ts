import { type ActFile, readAct } from '../../evidence/act.ts'
import { Malformed } from '../../log/errors.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Evidence } from '../entry.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** Something that was done with privileged power, and the file that tells its call; null where it names none. */
export interface Act extends Omit<ActiveRecord<'act'>, 'kind' | 'byRemark'> {
  file: ActFile | null
}

/** Acts that stand, in the order of the log. */
export type Acts = Map<RecordId, Act>

export const acts = defineFold({
  name: 'acts',
  needs: {},
  kinds: ['act'],
  start: (): Acts => new Map(),
  take(state, { id, index, ms, account, fields }, { evidence }) {
    const file = readActFile(fields, evidence)
    if (file instanceof Refusal) return file
    state.set(id, { id, index, ms, account, fields, file })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** The file that an act names, or null. A refusal when it is not at hand, cannot be read, or is of another block. */
export function readActFile(
  { file, chain, block, hash }: FieldsOf<'act'>,
  evidence: Evidence,
): ActFile | Refusal | null {
  if (file === undefined) return null
  const bytes = evidence(file)
  if (bytes === undefined) return new Refusal('evidence-missing', { file: 'act', sha256: file })
  try {
    const read = readAct(bytes)
    const same = read.chain === chain && read.block === block && read.hash === hash
    return same ? read : new Refusal('evidence-mismatch', { reason: 'act' })
  } catch (error) {
    if (error instanceof Malformed) return new Refusal('bad-file', { reason: 'act', fault: error.message })
    throw error
  }
}

/** Each act once, in the order of the chain: of two records of one event the first in the log counts. */
export function inChainOrder(acts: Readonly<Acts>): Act[] {
  const seen = new Map<string, Act>()
  for (const act of acts.values()) {
    const place = `${act.fields.hash} ${act.fields.event}`
    if (!seen.has(place)) seen.set(place, act)
  }
  return [...seen.values()].sort((a, b) => a.fields.block - b.fields.block || a.fields.event - b.fields.event)
}
