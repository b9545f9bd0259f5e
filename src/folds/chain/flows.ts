import { accountAt, countOf, nobody, rowOf } from '../../evidence/accounts.ts'
import { type FlowKind, type Flows, flowKinds, type Multisig } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import { defineFold } from '../fold.ts'
import type { BalanceSheet } from './balance-sheet.ts'
import { type Dictionary, emptyDictionary, numberIn } from './dictionary.ts'
import { freshGroups, type GroupedSnapshot } from './fresh-groups.ts'
import type { Groups } from './groups.ts'
import { type Margins, marginsOf } from './margins.ts'
import { type SnapshotPoint, snapshots } from './snapshots.ts'

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

/**
 * The flows of a snapshot that move something, with accounts as numbers of the dictionary, and what the snapshot says
 * about them. What is needed to look for movements again when an earlier snapshot comes later.
 */
export interface MovingFlows extends Omit<Flows, 'facts' | 'accounts'> {
  first: number
  last: number
  /** Time of the snapshot, Unix milliseconds, and SHA-256 of its flows. */
  at: number
  sha256: string
  issuance: bigint
  /** By row: its place in the evidence. */
  place: Uint32Array
  /** Entity of each account that a row names, both by number. */
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
    if (!fresh?.flows || !grouped) return undefined
    for (const multisig of fresh.flows.facts.multisigs) state.multisigs.set(multisig.account, multisig)
    const table = movingFlows(fresh.point, fresh.flows, grouped, state.dictionary)
    state.tables.splice(state.tables.findLastIndex(({ first }) => first < table.first) + 1, 0, table)
    state.fresh = table
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

/** Takes the flows of a snapshot out of its evidence. */
export function movingFlows(
  point: SnapshotPoint,
  flows: Flows,
  { holdings, sheet, groups }: GroupedSnapshot,
  dictionary: Dictionary,
): MovingFlows {
  const { facts } = flows
  const place = Uint32Array.from(flows.kind.keys()).filter((row) => isMoving[flows.kind[row]!] === 1)
  const numbers = Uint32Array.from({ length: countOf(flows.accounts) }, (_, row) =>
    numberIn(dictionary, flows.accounts, row * 32),
  )
  const number = (row: number): number => (row === nobody ? nobody : numbers[row]!)
  const amounts = swappedAmounts(flows, holdings, sheet)
  return {
    first: facts.first,
    last: facts.last,
    at: point.at,
    // A snapshot whose flows were read names them.
    sha256: point.flows!,
    place,
    issuance: BigInt(holdings.facts.issuance),
    block: place.map((row) => flows.block[row]!),
    extrinsic: Uint16Array.from(place, (row) => flows.extrinsic[row]!),
    kind: Uint8Array.from(place, (row) => flows.kind[row]!),
    from: place.map((row) => number(flows.from[row]!)),
    to: place.map((row) => number(flows.to[row]!)),
    hotkey: place.map((row) => number(flows.hotkey[row]!)),
    toHotkey: place.map((row) => number(flows.toHotkey[row]!)),
    netuid: Uint16Array.from(place, (row) => flows.netuid[row]!),
    toNetuid: Uint16Array.from(place, (row) => flows.toNetuid[row]!),
    amount: BigUint64Array.from(place, (row) => amounts.get(row) ?? flows.amount[row]!),
    entity: entitiesIn(flows.accounts, numbers, holdings, groups, dictionary),
    pools: new Map(holdings.facts.subnets.map(({ netuid, taoIn }) => [netuid, BigInt(taoIn)])),
    margins: marginsOf(holdings, groups, dictionary),
  }
}

/** A swapped key takes everything along without a word about how much: what it has in the snapshot afterwards. */
function swappedAmounts(
  { kind, to, toHotkey, accounts }: Flows,
  holdings: Holdings,
  { ownStake, onHotkey, free }: BalanceSheet,
): Map<number, bigint> {
  const [hotkeys, coldkeys] = [flowKinds.indexOf('hotkey-swapped'), flowKinds.indexOf('coldkey-swapped')]
  const amounts = new Map<number, bigint>()
  for (let row = 0; row < kind.length; row++) {
    if (kind[row] !== hotkeys && kind[row] !== coldkeys) continue
    const next = rowOf(holdings.accounts, accountAt(accounts, kind[row] === hotkeys ? toHotkey[row]! : to[row]!))
    if (next === nobody) amounts.set(row, 0n)
    else amounts.set(row, kind[row] === hotkeys ? onHotkey[next]! : ownStake[next]! + free[next]!)
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
  for (let row = 0; row < numbers.length; row++) {
    const own = rowOf(holdings.accounts, accountAt(accounts, row))
    const named =
      own === nobody || groupOf[own] === own
        ? numbers[row]!
        : numberIn(dictionary, holdings.accounts, groupOf[own]! * 32)
    entities.set(numbers[row]!, named)
  }
  return entities
}
