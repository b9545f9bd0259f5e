/**
 * The one base fold: who may do what after whom. Every view stands on it, and admission asks it the same questions.
 */

import type { Refusal } from '../records/refusals.ts'
import type { Entry, Evidence } from '../views/view.ts'
import { apply, remember } from './register/apply.ts'
import { judge } from './register/judge.ts'
import type { Ledger } from './register/state.ts'

export { readImport } from './register/apply.ts'
export { judge } from './register/judge.ts'
export {
  type Account,
  type Conversation,
  hasSession,
  type Imported,
  type Ledger,
  type Policy,
  policyOf,
  type SeenRemark,
  type Session,
  type Statement,
  seenRemark,
  startLedger,
  totalsHidden,
} from './register/state.ts'

/**
 * Steps over the next entry: takes the record in if it counts, and says why if it does not. null also for a removed
 * entry, which is as if nothing had been said. Throws when the entry is not the next one.
 */
export function stepLedger(register: Ledger, entry: Entry, evidence: Evidence): Refusal | null {
  if (entry.index !== register.size) throw new Error(`Entry ${entry.index} came where ${register.size} is due.`)
  const { record } = entry
  const refusal = record && judge(register, record, entry.ms)
  if (record) remember(register, record, entry.index)
  else leaveOut(register)
  register.size++
  register.ms = entry.ms
  register.times.push(entry.ms)
  return record && (refusal ?? apply(register, record, entry, evidence))
}

function leaveOut(register: Ledger): void {
  register.authors.push(null)
  register.kinds.push(null)
}
