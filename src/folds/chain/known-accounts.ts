import type { Address } from '../../log/ss58.ts'
import { type Label, type LabelRole, parseLabels } from '../../records/chain/known-accounts.ts'
import type { RecordId } from '../../records/ids.ts'
import { defineFold } from '../fold.ts'

/** Lists of accounts that are publicly known to hold for many, those taken back left out; the last one is in force. */
export interface KnownAccounts {
  lists: Map<RecordId, { index: number; labels: Map<Address, Label> }>
}

export type { Label, LabelRole }

export const knownAccounts = defineFold({
  name: 'known-accounts',
  needs: {},
  kinds: ['known-accounts'],
  start: (): KnownAccounts => ({ lists: new Map() }),
  take({ lists }, { id, index, fields }) {
    const read = parseLabels(fields.body)
    // The rule of the kind has read the list already.
    if (!Array.isArray(read)) return undefined
    lists.set(id, { index, labels: new Map(read.map((label) => [label.account, label])) })
    return undefined
  },
  takeBack({ lists }, { id }) {
    lists.delete(id)
  },
})

/** The list in force; null while there is none. */
export function listInForce({ lists }: KnownAccounts): { index: number; labels: Map<Address, Label> } | null {
  return [...lists.values()].at(-1) ?? null
}
