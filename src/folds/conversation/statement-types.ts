/** What sort of statement each is, as accounts say: the latest of each counts, and one that was taken back never did. */

import type { Address } from '../../log/ss58.ts'
import { type StatementType, statementTypes } from '../../records/conversation/statement-type.ts'
import type { RecordId } from '../../records/ids.ts'
import { defineFold } from '../fold.ts'
import { conversations } from './conversations.ts'
import { notVotable } from './judge.ts'

/** One account's word on one statement. */
interface Said {
  statement: RecordId
  account: Address
  type: StatementType
  /** The word of the same account that counted before it; null: there was none. */
  previous: RecordId | null
  takenBack: boolean
}

export type TypeCounts = Record<StatementType, number>

export interface StatementTypes {
  all: Map<RecordId, Said>
  /** The record that counts, by statement and account. */
  held: Map<RecordId, Map<Address, RecordId>>
  /** By statement. */
  counts: Map<RecordId, TypeCounts>
}

export const noTypes = (): TypeCounts => ({ fact: 0, forecast: 0, value: 0, definition: 0 })

const needs = { conversations }

export const statementTypeVotes = defineFold({
  name: 'statement-types',
  needs,
  kinds: ['statement-type'],
  start: (): StatementTypes => ({ all: new Map(), held: new Map(), counts: new Map() }),
  judges: {
    kinds: ['statement-type'],
    refuses: (_, { ms, fields }, known) => notVotable(known.conversations, ms, fields.about),
  },
  take(state, { id, account, fields: { about: statement, type } }) {
    const held = state.held.get(statement) ?? new Map<Address, RecordId>()
    const previous = held.get(account) ?? null
    state.held.set(statement, held)
    state.all.set(id, { statement, account, type, previous, takenBack: false })
    hold(state, statement, account, id)
    return undefined
  },
  takeBack(state, { id }) {
    const said = state.all.get(id)
    if (!said) return
    said.takenBack = true
    const { statement, account } = said
    if (state.held.get(statement)?.get(account) !== id) return
    let before = said.previous
    for (let each = before && state.all.get(before); each?.takenBack; each = before && state.all.get(before))
      before = each.previous
    hold(state, statement, account, before)
  },
})

/** Lets a record be the one that counts; null: none does. */
function hold({ all, held, counts }: StatementTypes, statement: RecordId, account: Address, id: RecordId | null): void {
  const own = held.get(statement)
  const count = counts.get(statement) ?? noTypes()
  const present = own?.get(account)
  const [before, now] = [present && all.get(present), id && all.get(id)]
  if (before) count[before.type]--
  if (now) count[now.type]++
  if (id === null) own?.delete(account)
  else own?.set(account, id)
  counts.set(statement, count)
}

/** Least voices before a type leads. */
export const leastVoices = 3

/** The type that more than half of at least three voices give; null: none leads. */
export function leadingType(counts: Readonly<TypeCounts>): StatementType | null {
  const voices = voicesIn(counts)
  return (voices >= leastVoices && statementTypes.find((type) => 2 * counts[type] > voices)) || null
}

/** How many accounts say what type it is. */
export const voicesIn = (counts: Readonly<TypeCounts>): number =>
  statementTypes.reduce((sum, type) => sum + counts[type], 0)
