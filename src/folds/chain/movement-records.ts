import { movementInWords } from '../../records/chain/movement.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'

/** Movement records that stand, in the order of the log. */
export type MovementRecords = Map<RecordId, MovementRecord>

export type MovementRecord = ActiveRecord<'movement'>

export const movementRecords = defineFold({
  name: 'movement-records',
  needs: {},
  kinds: ['movement'],
  start: (): MovementRecords => new Map(),

  judges: {
    kinds: ['explanation'],
    refuses: (state, { fields }) => namesAnother(state, fields),
  },

  take(state, record) {
    state.set(record.id, record)
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** Does an explanation name what moved in other words than the record that it points at? What a wallet shows has to be so. */
function namesAnother(state: Readonly<MovementRecords>, { movement, title }: FieldsOf<'explanation'>): Refusal | null {
  const moved = state.get(movement)
  if (title === undefined || moved === undefined) return null
  const words = movementInWords(moved.fields)
  return title === words ? null : new Refusal('bad-field', { reason: 'movement-in-words', words })
}
