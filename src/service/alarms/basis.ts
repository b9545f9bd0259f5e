/** What tells whether something is large: the latest snapshot in the log, and what each entity moved lately. */

import { stakeByPeople } from '../../evidence/baskets.ts'
import { type Flows, readFlows } from '../../evidence/flows.ts'
import { type Holdings, readHoldings } from '../../evidence/holdings.ts'
import { type BalanceSheet, balanceSheetOf } from '../../folds/chain/balance-sheet.ts'
import { type Dictionary, emptyDictionary } from '../../folds/chain/dictionary.ts'
import { type MovingFlows, movingFlows } from '../../folds/chain/flows.ts'
import { type Groups, groupsOf } from '../../folds/chain/groups.ts'
import { habitBlocks } from '../../folds/chain/habits.ts'
import { type LargeMovements, lookThrough, noMovements } from '../../folds/chain/large-movements.ts'
import { type Margins, marginsOf } from '../../folds/chain/margins.ts'
import { noSums } from '../../folds/chain/sums.ts'
import type { ValueOf } from '../../views/registry.ts'
import { factPath } from '../layout.ts'
import { snapshotsOf } from '../observe/snapshots.ts'
import type { ObservedLog } from '../observed-log.ts'

export interface Basis {
  /** Index and block of the snapshot. */
  index: number
  block: number
  holdings: Holdings
  sheet: BalanceSheet
  groups: Groups
}

/** What is remembered from block to block: the numbers of accounts, habits, and movements that may go on. */
export interface Memory {
  dictionary: Dictionary
  movements: LargeMovements
  /** Those of the basis that was looked at last, so that not every block walks over all accounts. */
  margins: { of: Basis; margins: Margins } | null
}

/** Before any flow. */
export const noMemory = (): Memory => ({ dictionary: emptyDictionary(), movements: noMovements(), margins: null })

type Log = Pick<ObservedLog, 'view' | 'blob'>
type Point = ValueOf<'snapshots'>['snapshots'][number]

/** The basis that the latest snapshot gives; the one given when that is it already, null before the first. */
export async function latestBasis(log: Log, genesis: string, known: Basis | null): Promise<Basis | null> {
  const point = (await snapshotsOf(log, genesis)).at(-1)
  if (point === undefined) return null
  if (known?.index === point.index) return known
  const holdings = stakeByPeople(readHoldings(await evidence(log, point.holdings)))
  const sheet = balanceSheetOf(holdings)
  // Links between accounts are judged with the snapshot: here a coldkey and its hotkeys are one.
  return { index: point.index, block: point.block, holdings, sheet, groups: groupsOf(holdings, sheet, []) }
}

/**
 * What entities moved in the 90 days before the last snapshot, read from the evidence in the log, one table at a time.
 * Whoever waits meanwhile has a turn after each step: a busy day takes some of them a tenth of a second together.
 */
export async function rememberedFlows(log: Log, genesis: string, basis: Basis): Promise<Memory> {
  const memory = noMemory()
  const points = (await snapshotsOf(log, genesis)).filter(({ block }) => block > basis.block - habitBlocks)
  for (const { flows } of points) {
    if (flows === null) continue
    const read = readFlows(await evidence(log, flows.sha256))
    await turnOfOthers()
    const margins = marginsAt(memory, basis)
    await turnOfOthers()
    const table = tableOf(memory, read, basis, margins)
    await turnOfOthers()
    lookInto(memory, table)
    memory.movements.found.length = 0
    await turnOfOthers()
  }
  return memory
}

/**
 * Looks through flows that come after all before. What is found is added to the movements of the memory. Flows that are
 * large only as the sum of a day or a week wait for the snapshot: a week of tables would have to be kept for them here.
 */
export function lookAt(memory: Memory, flows: Flows, basis: Basis): void {
  lookInto(memory, tableOf(memory, flows, basis, marginsAt(memory, basis)))
}

function marginsAt(memory: Memory, basis: Basis): Margins {
  if (memory.margins?.of === basis) return memory.margins.margins
  const margins = marginsOf(basis.holdings, basis.groups, memory.dictionary)
  memory.margins = { of: basis, margins }
  return margins
}

const tableOf = ({ dictionary }: Memory, flows: Flows, basis: Basis, margins: Margins): MovingFlows =>
  movingFlows({ at: 0, sha256: '' }, flows, basis, dictionary, margins)

function lookInto({ movements }: Memory, table: MovingFlows): void {
  lookThrough(movements, table)
  movements.sums = noSums()
}

/** Timers and requests that wait come before what follows. */
const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** TAO of all, in rao. */
export const issuanceOf = ({ holdings }: Basis): bigint => BigInt(holdings.facts.issuance)

async function evidence(log: Log, sha256: Point['holdings']): Promise<Uint8Array> {
  const bytes = await log.blob(factPath(sha256))
  if (bytes === null) throw new Error(`The evidence ${sha256} of a snapshot is not at hand.`)
  return bytes
}
