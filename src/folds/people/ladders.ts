import type { RecordId } from '../../records/ids.ts'
import { type Band, parseLadder } from '../../records/people/ladder.ts'
import { defineFold } from '../fold.ts'

/** A ladder of the operator, read. */
export interface SignedLadder {
  id: RecordId
  index: number
  title: string
  bands: Band[]
}

/** Ladders in the order of the log. The last one was not taken back and is in force; earlier ones may have been. */
export type Ladders = SignedLadder[]

export const ladders = defineFold({
  name: 'ladders',
  needs: {},
  kinds: ['ladder'],
  start: (): Ladders => [],
  take(state, { id, index, fields: { title, body } }) {
    const bands = parseLadder(body)
    // The rule of the kind has read it already.
    if (!Array.isArray(bands)) throw new Error(`The ladder of entry ${index} does not read.`)
    state.push({ id, index, title, bands })
    return undefined
  },
  takeBack(state, _record, { ledger: { revoked } }) {
    for (let last = state.at(-1); last && revoked.has(last.id); last = state.at(-1)) state.pop()
  },
})
