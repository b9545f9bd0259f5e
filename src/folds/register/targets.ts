/** Records that point at earlier ones: what they may point at. */

import type { RecordId } from '../../records/ids.ts'
import type { AnyRecord, RecordOf } from '../../records/record.ts'
import { Refusal } from '../../records/refusals.ts'
import type { KindName } from '../../records/registry.ts'
import type { Ledger } from './state.ts'

interface Target {
  id: RecordId | undefined
  kinds: readonly KindName[]
  /** Only a record of one's own may be pointed at, or only one of others. */
  whose?: 'own' | 'others'
}

/** What each kind points at. Whether it answers for the right person follows from the chain, so it is for the views. */
const targetsOf: { [K in KindName]?: (fields: RecordOf<K>['fields']) => Target[] } = {
  answer: ({ about }) => [{ id: about, kinds: ['inquiry', 'attribution', 'promise', 'position'] }],
  'web-check': ({ proof }) => [{ id: proof, kinds: ['web-proof'] }],
  explanation: ({ movement, announcement }) => [
    { id: movement, kinds: ['movement'] },
    { id: announcement, kinds: ['announcement'], whose: 'own' },
  ],
  rating: ({ explanation }) => [{ id: explanation, kinds: ['explanation'], whose: 'others' }],
  position: ({ question }) => [{ id: question, kinds: ['question'] }],
}

/** Is what a record points at there, of the right kind, and not taken back? null, or why the record does not count. */
export function badTarget(register: Ledger, record: AnyRecord): Refusal | null {
  // Each function is asked for the fields of its own kind.
  const targets = targetsOf[record.kind] as ((fields: unknown) => Target[]) | undefined
  for (const target of targets?.(record.fields) ?? []) {
    const refusal = target.id === undefined ? null : wrong(register, record, target.id, target)
    if (refusal) return refusal
  }
  return null
}

function wrong(
  register: Ledger,
  { account, kind: own }: AnyRecord,
  id: RecordId,
  { kinds, whose }: Target,
): Refusal | null {
  const index = register.seen.get(id)
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
