import { type PolisSet, parsePolis } from '../../evidence/polis.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Evidence } from '../entry.ts'
import { defineFold } from '../fold.ts'

/** The sets that imports brought in, by the import. A set never changes. */
export type Imports = Map<RecordId, PolisSet>

export const imports = defineFold({
  name: 'imports',
  needs: {},
  kinds: ['import'],
  start: (): Imports => new Map(),
  take(state, { id, fields }, { evidence }) {
    const set = readImport(fields, evidence)
    if (set instanceof Refusal) return set
    state.set(id, set)
    return undefined
  },
  // Nothing more counts in a conversation that was taken back; what was said there stays to be read.
  takeBack: () => undefined,
})

/**
 * The set that an import names. A refusal when a file is not at hand or cannot be read; its hash is checked by whoever
 * fetched it.
 */
export function readImport({ comments, votes }: FieldsOf<'import'>, evidence: Evidence): PolisSet | Refusal {
  const files = { comments: evidence(comments), votes: evidence(votes) }
  if (!files.comments) return missing('comments.csv', comments)
  if (!files.votes) return missing('votes.csv', votes)
  return parsePolis({ comments: files.comments, votes: files.votes })
}

const missing = (file: string, sha256: string): Refusal => new Refusal('evidence-missing', { file, sha256 })
