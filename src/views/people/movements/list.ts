import { type Detected, firstBlock, flowOf, lastBlock } from '../../../folds/chain/detected.ts'
import { findNumber } from '../../../folds/chain/dictionary.ts'
import { flows } from '../../../folds/chain/flows.ts'
import { largeMovements } from '../../../folds/chain/large-movements.ts'
import { type MovementRecord, movementRecords } from '../../../folds/chain/movement-records.ts'
import { seenEntity } from '../../../folds/chain/names.ts'
import { observed } from '../../../folds/chain/observed.ts'
import type { GivenFrom } from '../../../folds/derived.ts'
import { type Address, publicKeyOf } from '../../../log/ss58.ts'
import type { RecordId } from '../../../records/ids.ts'
import { type Movement, type Severity, severity } from '../../chain/values.ts'
import { speaking } from '../refs.ts'
import { describe } from './describe.ts'
import { saidOfMovements } from './explained.ts'
import { recordsOf } from './recorded.ts'

/** Which movements to list; what is left out is of any. */
export interface WantedMovements {
  account?: Address | undefined
  netuid?: number | undefined
  movement?: RecordId | undefined
  from?: number | undefined
  to?: number | undefined
  severity?: Severity | undefined
  state?: Movement['state'] | undefined
}

/** What a list of movements follows from. */
export const listing = {
  ...speaking,
  flows,
  largeMovements,
  movementRecords,
  observed,
  saidOfMovements,
} as const

/** The movements that are wanted, the latest first; and the records that point at none. */
export function listMovements(
  given: GivenFrom<typeof listing>,
  params: WantedMovements,
): { rows: Movement[]; unfounded: { id: RecordId; index: number }[] } {
  const { dictionary } = given.flows
  const { found } = given.largeMovements
  const points = [...given.movementRecords.values()]
  const accounts = params.account === undefined ? null : [params.account, seenEntity(given.observed, params.account)]
  const numbers = accounts?.map((account) => account && findNumber(dictionary, publicKeyOf(account))) ?? null
  const whose = numbers?.filter((number) => number !== null) ?? null
  const records = recordsOf(found, points, dictionary)
  // What has a record stays, even when the money went back later. What a sum has taken up is told there.
  const told = found.filter((each) => !each.isPart && (!each.void || records.has(each)))
  const rows = told
    .filter((each) => fits(each, params, whose))
    .filter((each) => params.movement === undefined || recordIdsOf(each, records).includes(params.movement))
    .sort((a, b) => lastBlock(b) - lastBlock(a) || firstBlock(b) - firstBlock(a))
    .map((each) => describe(each, given, dictionary, given.saidOfMovements, records.get(each)))
    .filter(({ severity }) => rankOf(severity) >= rankOf(params.severity ?? 'notable'))
    .filter(({ state }) => params.state === undefined || state === params.state)
  const founded = new Set(records.values())
  return { rows, unfounded: points.filter((each) => !founded.has(each)).map(({ id, index }) => ({ id, index })) }
}

/** The records that point at a movement, or at one that it has taken up. */
function recordIdsOf(movement: Detected, records: ReadonlyMap<Detected, MovementRecord>): RecordId[] {
  const all = [movement, ...(movement.sum?.took ?? [])].map((each) => records.get(each)?.id)
  return all.filter((id) => id !== undefined)
}

const rankOf = (of: Severity): number => severity.options.indexOf(of)

function fits(movement: Detected, { from, to, netuid }: WantedMovements, whose: readonly number[] | null): boolean {
  if (from !== undefined && lastBlock(movement) < from) return false
  if (to !== undefined && firstBlock(movement) > to) return false
  if (netuid !== undefined && !touches(movement, netuid)) return false
  return whose === null || whose.some((account) => isOf(movement, account))
}

/** Does a step of it leave a subnet or come to it? */
function touches({ steps }: Detected, subnet: number): boolean {
  return steps.some((step) => {
    const { netuid, toNetuid } = flowOf(step)
    return netuid === subnet || toNetuid === subnet
  })
}

/** Does the entity of an account take part in it? */
function isOf({ steps }: Detected, account: number): boolean {
  return steps.some((step) => {
    const of = (number: number): number => step.table.entity.get(number) ?? number
    const { from, to, hotkey, toHotkey } = flowOf(step)
    return [from, to, hotkey, toHotkey].some((number) => of(number) === of(account))
  })
}
