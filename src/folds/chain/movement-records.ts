import type { RecordId } from '../../records/ids.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** Movement records that stand, in the order of the log. */
export type MovementRecords = Map<RecordId, MovementRecord>

export type MovementRecord = ActiveRecord<'movement'>

export const movementRecords = defineFold({
  name: 'movement-records',
  needs: {},
  kinds: ['movement'],
  start: (): MovementRecords => new Map(),
  take(state, record) {
    state.set(record.id, record)
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})
