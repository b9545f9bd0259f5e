import { someFlows } from '../../chain/flow-table.ts'
import { type Flows, readFlows } from '../../evidence/flows.ts'
import { isRefusal } from '../../records/refusals.ts'
import type { FieldsOf } from '../../records/registry.ts'
import type { Movement } from '../../views/chain/values.ts'
import { english } from '../../words/en.ts'
import { sentenceOf } from '../../words/refusal.ts'
import { factPath } from '../layout.ts'
import type { ObservedLog } from '../observed-log.ts'
import { viewValue } from '../view-value.ts'

/** The fields of a movement record, with the flows themselves in place of their hash. */
export type Unrecorded = Omit<FieldsOf<'movement'>, 'flows'> & { flows: Flows }

/** How many of the latest movements are looked at: more than any interval between two snapshots has. */
const latest = '500'

/** Large movements that the evidence in the log shows and no record points at, oldest first. */
export async function unrecordedMovements(log: Pick<ObservedLog, 'view' | 'blob'>): Promise<Unrecorded[]> {
  const told = await viewValue(log, 'movements', { limit: latest })
  if (isRefusal(told)) throw new Error(`The log does not tell its movements: ${sentenceOf(english, told)}`)
  const tables = new Map<string, Flows>()
  const found: Unrecorded[] = []
  for (const movement of told.movements.toReversed()) {
    if (movement.id !== null) continue
    const flows = tables.get(movement.flows) ?? readFlows(await evidence(log, movement.flows))
    tables.set(movement.flows, flows)
    const { chain, lastHash: hash } = flows.facts
    found.push({ chain, hash, ...fieldsOf(movement), flows: someFlows(flows, movement.rows) })
  }
  return found
}

async function evidence(log: Pick<ObservedLog, 'blob'>, sha256: string): Promise<Uint8Array> {
  const bytes = await log.blob(factPath(sha256))
  if (bytes === null) throw new Error(`The flows ${sha256} are not at hand, and a movement is among them.`)
  return bytes
}

/** What a record says of a movement; where it stands in the chain is said beside that. */
export function fieldsOf(movement: Movement): Omit<Unrecorded, 'chain' | 'hash' | 'flows'> {
  const { first, block, what, from, to, hotkey, toHotkey, netuid, toNetuid, amount, sum, because } = movement
  return {
    first,
    block,
    // A view gives the kinds that the record knows.
    what: what as Unrecorded['what'],
    from: from.key,
    ...(to && { to: to.key }),
    ...(hotkey && { hotkey }),
    ...(toHotkey && { toHotkey }),
    ...(netuid !== null && { netuid }),
    ...(toNetuid !== null && { toNetuid }),
    amount: BigInt(amount),
    ...(sum && { parts: sum.parts }),
    because,
  }
}
