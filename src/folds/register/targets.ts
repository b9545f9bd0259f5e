/** Records that point at earlier ones: what they may point at. */

import { pointersOf } from '../../records/about-record.ts'
import type { RecordId } from '../../records/ids.ts'
import type { Pointer } from '../../records/kind.ts'
import type { AnyRecord } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import { kindNames } from '../../records/registry.ts'
import type { Ledger } from './state.ts'

/**
 * Is what a record points at there, of the right kind, and not taken back? null, or why the record does not count. What a
 * fold judges by rules of its own is left to it. Whether a record answers for the right person follows from the chain,
 * so it is for the views.
 */
export function badTarget(register: Ledger, record: AnyRecord): Refusal | null {
  for (const { id, pointer } of pointersOf(record)) {
    const refusal = pointer.judgedBy === undefined ? wrong(register, record, id, pointer) : null
    if (refusal) return refusal
  }
  return null
}

function wrong(
  register: Ledger,
  { account, kind: own }: AnyRecord,
  id: RecordId,
  { kinds: allowed, whose }: Pointer,
): Refusal | null {
  const index = register.seen.get(id)
  const kinds = allowed === 'any' ? kindNames : allowed
  const kind = index === undefined ? undefined : kinds.find((each) => each === register.kinds[index])
  if (index === undefined || kind === undefined)
    return new Refusal(
      'target-unknown',
      `The log has no record ${id} of the kind ${kinds.join(' or ')}: look it up again.`,
    )
  const gone = register.revoked.get(id)
  if (gone !== undefined)
    return new Refusal('revoked', `Entry ${index} was taken back by entry ${gone}: there is nothing to point at.`)
  const isOwn = register.authors[index] === account
  if (whose === 'own' && !isOwn)
    return new Refusal('not-yours', `Entry ${index} is a ${kind} of ${register.authors[index]}: name one of your own.`)
  if (whose === 'others' && isOwn)
    return new Refusal('not-others', `Entry ${index} is your own ${kind}: a ${own} is for others to give.`)
  return null
}
