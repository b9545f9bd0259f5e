import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { defineFold } from '../fold.ts'

/** What accounts call themselves in this log: every introduction that was not taken back, oldest first. */
export type Introduced = Map<RecordId, { account: Address; name: string }>

export const introduced = defineFold({
  name: 'introduced',
  needs: {},
  kinds: ['introduction'],
  start: (): Introduced => new Map(),
  take(state, { id, account, fields: { name } }) {
    state.set(id, { account, name })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})
