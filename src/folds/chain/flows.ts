import { accountAt, countOf, nobody, rowOf, rowsOf } from '../../evidence/accounts.ts'
import {
  emptyFlows,
  type FlowColumns,
  type FlowKind,
  type Flows,
  flowAt,
  flowKinds,
  type Multisig,
} from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { potRows } from '../../evidence/pots.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import { defineFold } from '../fold.ts'
import type { BalanceSheet } from './balance-sheet.ts'
import { type Dictionary, emptyDictionary, numberIn } from './dictionary.ts'
import { freshGroups, type GroupedSnapshot } from './fresh-groups.ts'
import type { Groups } from './groups.ts'
import { type Margins, marginsOf } from './margins.ts'
import { snapshots } from './snapshots.ts'

/** What moved on the chain, as the flows of snapshots say. */
export interface ChainFlows {
  /** A number for every account that flows name. */
  dictionary: Dictionary
  /** A table for each snapshot that names flows, by rising block and without overlaps. */
  tables: MovingFlows[]
  /** The table that the latest snapshot record brought, or null. */
  fresh: MovingFlows | null
  /** Multisigs whose signatories some call has shown. */
  multisigs: Map<Address, Multisig>
}

/** Kinds of flow that move TAO or stake, as their places in `flowKinds`. */
const moving: readonly FlowKind[] = [
  'transfer',
  'stake-added',
  'stake-removed',
  'stake-moved',
  'stake-swapped',
  'stake-transferred',
  'hotkey-swapped',
  'coldkey-swapped',
]
const isMoving = Uint8Array.from(flowKinds, (kind) => (moving.includes(kind) ? 1 : 0))
const isSwap = flowKinds.map((kind) => kind === 'hotkey-swapped' || kind === 'coldkey-swapped')

/**
 * The flows of a snapshot that move something, with accounts as numbers of the dictionary, and what the snapshot says
 * about them. What is needed to look for movements again when an earlier snapshot comes later.
 */
export interface MovingFlows extends FlowColumns {
  first: number
  last: number
  /** Time of the snapshot, Unix milliseconds, and SHA-256 of its flows. */
  at: number
  sha256: string
  issuance: bigint
  /** By row: its place in the evidence. */
  place: Uint32Array
  /** Entity of each account that a row names and that is not an entity of its own, both by number. */
  entity: Map<number, number>
  /** TAO in the pool of each subnet, in rao. */
  pools: Map<number, bigint>
  margins: Margins
}

export const flows = defineFold({
  name: 'flows',
  needs: { snapshots, freshGroups },
  kinds: ['snapshot'],
  start: (): ChainFlows => ({ dictionary: emptyDictionary(), tables: [], fresh: null, multisigs: new Map() }),
  take(state, _record, { snapshots: { fresh }, freshGroups: { fresh: grouped } }) {
    state.fresh = null
    if (!fresh?.flows || fresh.point.flows === null || !grouped) return undefined
    for (const multisig of fresh.flows.facts.multisigs) state.multisigs.set(multisig.account, multisig)
    const table = movingFlows({ at: fresh.point.at, sha256: fresh.point.flows }, fresh.flows, grouped, state.dictionary)
    state.tables.splice(
      leading(state.tables, ({ first }) => first < table.first),
      0,
      table,
    )
    state.fresh = table
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

/** Takes the flows of a snapshot out of its evidence; `margins` are found unless they are given. */
export function movingFlows(
  { at, sha256 }: Pick<MovingFlows, 'at' | 'sha256'>,
  flows: Flows,
  { holdings, sheet, groups }: Pick<GroupedSnapshot, 'holdings' | 'sheet' | 'groups'>,
  dictionary: Dictionary,
  margins: Margins = marginsOf(holdings, groups, dictionary),
): MovingFlows {
  const { facts } = flows
  const place = movingRows(flows)
  const numbers = numbersOf(flows, place, dictionary)
  const columns = chosen(flows, place, numbers, swappedAmounts(flows, place, holdings, sheet))
  return {
    first: facts.first,
    last: facts.last,
    at,
    sha256,
    place,
    issuance: BigInt(holdings.facts.issuance),
    ...columns,
    entity: entitiesIn(flows.accounts, numbers, holdings, groups, dictionary),
    pools: new Map(holdings.facts.subnets.map(({ netuid, taoIn }) => [netuid, BigInt(taoIn)])),
    margins,
  }
}

/** Rows of flows that move something of somebody's, rising. */
function movingRows({ accounts, kind, from, to }: Flows): Uint32Array {
  const isPot = new Uint8Array(countOf(accounts))
  for (const row of potRows(accounts)) isPot[row] = 1
  const rows = new Uint32Array(kind.length)
  let count = 0
  for (let row = 0; row < kind.length; row++) {
    if (isMoving[kind[row]!] !== 1) continue
    // Nobody has sent what goes to a pot or comes out of it: staking and claiming have rows of their own.
    if (isPot[from[row]!] !== 1 && isPot[to[row]!] !== 1) rows[count++] = row
  }
  return rows.slice(0, count)
}

/** Numbers of the accounts that some rows name, `nobody` for all others: most accounts of a day only claim. */
function numbersOf(flows: Flows, place: Uint32Array, dictionary: Dictionary): Uint32Array {
  const count = countOf(flows.accounts)
  const isNamed = new Uint8Array(count)
  for (const column of [flows.from, flows.to, flows.hotkey, flows.toHotkey])
    for (const row of place) if (column[row] !== nobody) isNamed[rowAt(column, row)] = 1
  const numbers = new Uint32Array(count).fill(nobody)
  for (let row = 0; row < count; row++)
    if (isNamed[row] === 1) numbers[row] = numberIn(dictionary, flows.accounts, row * 32)
  return numbers
}

/** Some rows of flows, with accounts by the numbers given and the amounts that are known better. */
function chosen(
  flows: Flows,
  place: Uint32Array,
  numbers: Uint32Array,
  amounts: ReadonlyMap<number, bigint>,
): FlowColumns {
  const number = (row: number): number => (row === nobody ? nobody : rowAt(numbers, row))
  const columns = emptyFlows(place.length)
  for (const [i, row] of place.entries()) {
    const { block, extrinsic, kind, from, to, hotkey, toHotkey, netuid, toNetuid, amount } = flowAt(flows, row)
    columns.block[i] = block
    columns.extrinsic[i] = extrinsic
    columns.kind[i] = flowKinds.indexOf(kind)
    columns.from[i] = number(from)
    columns.to[i] = number(to)
    columns.hotkey[i] = number(hotkey)
    columns.toHotkey[i] = number(toHotkey)
    columns.netuid[i] = netuid
    columns.toNetuid[i] = toNetuid
    columns.amount[i] = amounts.get(row) ?? amount
  }
  return columns
}

/** A swapped key takes everything along without a word about how much: what it has in the snapshot afterwards. */
function swappedAmounts(
  flows: Flows,
  place: Uint32Array,
  holdings: Holdings,
  { ownStake, onHotkey, free }: BalanceSheet,
): Map<number, bigint> {
  const amounts = new Map<number, bigint>()
  for (const row of place) {
    if (!isSwap[flows.kind[row]!]) continue
    const { kind, to, toHotkey } = flowAt(flows, row)
    const ofHotkey = kind === 'hotkey-swapped'
    const next = rowOf(holdings.accounts, accountAt(flows.accounts, ofHotkey ? toHotkey : to))
    if (next === nobody) amounts.set(row, 0n)
    else amounts.set(row, ofHotkey ? raoAt(onHotkey, next) : raoAt(ownStake, next) + raoAt(free, next))
  }
  return amounts
}

/** Accounts that the snapshot does not know any more stand for themselves. */
function entitiesIn(
  accounts: Uint8Array,
  numbers: Uint32Array,
  holdings: Holdings,
  { groupOf }: Groups,
  dictionary: Dictionary,
): Map<number, number> {
  const entities = new Map<number, number>()
  const named = numbers.map((_, row) => row).filter((row) => numbers[row] !== nobody)
  for (const [i, own] of rowsOf(holdings.accounts, accounts, named).entries()) {
    const group = own === nobody ? own : rowAt(groupOf, own)
    if (group === own) continue
    entities.set(rowAt(numbers, rowAt(named, i)), numberIn(dictionary, holdings.accounts, group * 32))
  }
  return entities
}
