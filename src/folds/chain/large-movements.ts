/**
 * Which flows are large movements (design: issue text and algorithms C9). A flow is large when its TAO amount reaches
 *
 * - 0.05 % of all TAO and three times the median of what its entity moved in the last 90 days (*issuance*, or *habit*
 *   where the median is what counts), or
 * - enough to change who together has more than half of all validator weight (*power*; at least 0.005 % of all TAO, so
 *   that a majority by a hair does not make every flow large), or
 * - one per cent of the TAO in a subnet's pool, which moves the price of a constant-product pool by two (*price*; an
 *   estimate, since the curve of the pools has changed).
 *
 * What goes on within 600 blocks with the same money (half of it up to 5 % more) is one movement, from its first source
 * to its last destination. What ends where it began is none.
 */

import { nobody } from '../../evidence/accounts.ts'
import { flowKinds, noSubnet } from '../../evidence/flows.ts'
import { addNumber, medianOf, removeNumber, type SortedNumbers, sortedNumbers } from '../../math/median.ts'
import { defineFold } from '../fold.ts'
import { flows, type MovingFlows } from './flows.ts'

/** Blocks of 90 days, and of the two hours within which steps are joined. */
const habitBlocks = 90 * 7200
const chainBlocks = 600

export type Because = 'issuance' | 'habit' | 'power' | 'price'

/** A large movement. Accounts by number. */
export interface Detected {
  table: MovingFlows
  /** Rows of tables, in order; the steps. */
  steps: Step[]
  because: Because
  amount: bigint
  /** Ends where it began: kept while it may go on, and told to nobody. */
  void: boolean
}

export interface Step {
  table: MovingFlows
  row: number
}

const kindOf = Object.fromEntries(flowKinds.map((kind, place) => [kind, place]))

/** What was found so far, looking through tables in the order of their blocks. */
export interface LargeMovements {
  found: Detected[]
  /** What each entity moved in the last 90 days. */
  habits: Map<number, Habit>
  /** Movements that may go on, by the entity that has the money now. */
  open: Map<number, Detected[]>
}

interface Habit {
  amounts: SortedNumbers
  /** Oldest first; those before `gone` are forgotten. */
  past: [block: number, amount: number][]
  gone: number
}

/** Before any flow. */
export const noMovements = (): LargeMovements => ({ found: [], habits: new Map(), open: new Map() })

export const largeMovements = defineFold({
  name: 'large-movements',
  needs: { flows },
  kinds: ['snapshot'],
  start: noMovements,
  /** A table of earlier blocks, as going back over a chain brings them, makes all later movements new. */
  take(state, _record, { flows: { fresh, tables } }) {
    if (fresh === null) return undefined
    const isLast = tables.at(-1) === fresh
    if (!isLast) Object.assign(state, noMovements())
    for (const table of isLast ? [fresh] : tables) lookThrough(state, table)
    return undefined
  },
  // A snapshot cannot be taken back.
  takeBack: () => undefined,
})

/** Steps over the flows of a snapshot, which come after those before. */
export function lookThrough(state: LargeMovements, table: MovingFlows): void {
  const smallest = (table.issuance * 5n) / 10_000n
  for (let row = 0; row < table.block.length; row++) {
    const from = actorOf(table, row)
    if (from === nobody) continue
    const entity = entityOf(table, from)
    const habit = habitOf(state, entity, table.block[row]!)
    if (!extend(state, table, row, entity)) {
      const because = reasonOf(table, row, entity, smallest, BigInt(medianOf(habit.amounts) ?? 0))
      if (because !== null) begin(state, table, row, because)
    }
    addToHabit(habit, table.block[row]!, table.amount[row]!)
  }
}

function habitOf({ habits }: LargeMovements, entity: number, block: number): Habit {
  const habit = habits.get(entity) ?? { amounts: sortedNumbers(), past: [], gone: 0 }
  habits.set(entity, habit)
  forget(habit, block - habitBlocks)
  return habit
}

/** Amounts beyond 2^53 rao lose their last digits here, the same everywhere. */
function addToHabit({ past, amounts }: Habit, block: number, amount: bigint): void {
  past.push([block, Number(amount)])
  addNumber(amounts, Number(amount))
}

function forget(habit: Habit, before: number): void {
  const { past, amounts } = habit
  while (habit.gone < past.length && past[habit.gone]![0] < before) removeNumber(amounts, past[habit.gone++]![1])
  if (habit.gone < 1024 || habit.gone * 2 < past.length) return
  past.splice(0, habit.gone)
  habit.gone = 0
}

function begin(state: LargeMovements, table: MovingFlows, row: number, because: Because): void {
  const movement: Detected = { table, steps: [{ table, row }], because, amount: table.amount[row]!, void: false }
  movement.void = endsWhereItBegan(movement)
  state.found.push(movement)
  wait(state, movement)
}

/** Adds a flow to the movement that it goes on with, if there is one. */
function extend(state: LargeMovements, table: MovingFlows, row: number, entity: number): boolean {
  const waiting = state.open.get(entity)
  if (!waiting) return false
  const block = table.block[row]!
  const live = waiting.filter((each) => lastBlock(each) + chainBlocks >= block)
  const place = live.findIndex((each) => goesOn(each, table, row))
  const [movement] = place < 0 ? [] : live.splice(place, 1)
  if (live.length > 0) state.open.set(entity, live)
  else state.open.delete(entity)
  if (!movement) return false
  movement.steps.push({ table, row })
  movement.table = table
  if (table.amount[row]! < movement.amount) movement.amount = table.amount[row]!
  movement.void = endsWhereItBegan(movement)
  wait(state, movement)
  return true
}

function wait({ open }: LargeMovements, movement: Detected): void {
  const { table, row } = movement.steps.at(-1)!
  const holder = holderOf(table, row)
  const waiting = open.get(holder) ?? []
  waiting.push(movement)
  open.set(holder, waiting)
}

/** Whose flow it is: the coldkey, or for a swapped hotkey without one the hotkey itself. */
function actorOf({ from, hotkey, amount }: MovingFlows, row: number): number {
  if (amount[row] === 0n) return nobody
  return from[row] === nobody ? hotkey[row]! : from[row]!
}

export const lastBlock = ({ steps }: Detected): number => {
  const { table, row } = steps.at(-1)!
  return table.block[row]!
}

const entityOf = ({ entity }: MovingFlows, account: number): number => entity.get(account) ?? account

/** The entity that has the money after a flow. */
function holderOf(table: MovingFlows, row: number): number {
  const to = table.to[row]!
  return entityOf(table, to === nobody ? actorOf(table, row) : to)
}

function reasonOf(table: MovingFlows, row: number, entity: number, smallest: bigint, median: bigint): Because | null {
  const amount = table.amount[row]!
  const habit = 3n * median
  if (amount >= smallest && amount >= habit) return habit > smallest ? 'habit' : 'issuance'
  if (amount * 10n >= smallest && changesPower(table, row, entity, amount)) return 'power'
  return movesPrice(table, row, amount) ? 'price' : null
}

/** Does the flow take or give so much weight that another set of validators has more than half? */
function changesPower(table: MovingFlows, row: number, entity: number, amount: bigint): boolean {
  const { passing, over, under } = table.margins
  const [out, into] = weightOf(table, row, entity)
  const wasIn = out !== null && passing.has(out)
  const isIn = into !== null && passing.has(into)
  if (wasIn === isIn) return false
  return wasIn ? amount > over : amount >= under
}

/** The entities whose validators lose and gain weight. */
function weightOf(table: MovingFlows, row: number, entity: number): [out: number | null, into: number | null] {
  const [hotkey, toHotkey] = [table.hotkey[row]!, table.toHotkey[row]!]
  const own = hotkey === nobody ? entity : entityOf(table, hotkey)
  switch (table.kind[row]) {
    case kindOf['stake-added']:
      return [null, own]
    case kindOf['stake-removed']:
      return [own, null]
    case kindOf['stake-moved']:
    case kindOf['hotkey-swapped']:
      return [own, toHotkey === nobody ? null : entityOf(table, toHotkey)]
    default:
      return [null, null]
  }
}

function movesPrice({ netuid, toNetuid, pools, kind }: MovingFlows, row: number, amount: bigint): boolean {
  const [out, into] = [netuid[row]!, toNetuid[row]!]
  if (kind[row] === kindOf['hotkey-swapped'] || out === into) return false
  return [out, into].some((each) => {
    const pool = each === 0 || each === noSubnet ? 0n : (pools.get(each) ?? 0n)
    return pool > 0n && amount * 100n >= pool
  })
}

/** Free TAO goes on as a transfer or as stake; stake goes on when it is moved, swapped, handed over or removed. */
function goesOn({ steps, amount }: Detected, table: MovingFlows, row: number): boolean {
  const last = steps.at(-1)!
  const isFree = leavesFree(last.table, last.row)
  const needsFree = table.kind[row] === kindOf.transfer || table.kind[row] === kindOf['stake-added']
  const next = table.amount[row]!
  if (
    isFree !== needsFree ||
    table.kind[row] === kindOf['coldkey-swapped'] ||
    table.kind[row] === kindOf['hotkey-swapped']
  )
    return false
  const sameStake = isFree || hotkeyAfter(last.table, last.row) === table.hotkey[row]
  return sameStake && next * 2n >= amount && next * 100n <= amount * 105n
}

const leavesFree = ({ kind }: MovingFlows, row: number): boolean =>
  kind[row] === kindOf.transfer || kind[row] === kindOf['stake-removed']

const hotkeyAfter = ({ hotkey, toHotkey }: MovingFlows, row: number): number =>
  toHotkey[row] === nobody ? hotkey[row]! : toHotkey[row]!

/** From an entity to itself, and with the same validator on the same subnet, or free before and after. */
function endsWhereItBegan({ steps }: Detected): boolean {
  const [first, last] = [steps[0]!, steps.at(-1)!]
  const kinds = steps.map(({ table, row }) => table.kind[row])
  if (kinds.some((kind) => kind === kindOf['hotkey-swapped'] || kind === kindOf['coldkey-swapped'])) return false
  if (entityOf(first.table, actorOf(first.table, first.row)) !== holderOf(last.table, last.row)) return false
  const [before, after] = [stakeBefore(first), stakeAfter(last)]
  return before === after
}

/** Where the money is staked before a step: validator and subnet, or nothing for free TAO. */
function stakeBefore({ table, row }: Step): string {
  const isFree = table.kind[row] === kindOf.transfer || table.kind[row] === kindOf['stake-added']
  return isFree ? '' : `${table.hotkey[row]} ${table.netuid[row]}`
}

function stakeAfter({ table, row }: Step): string {
  const netuid = table.toNetuid[row] === noSubnet ? table.netuid[row] : table.toNetuid[row]
  return leavesFree(table, row) ? '' : `${hotkeyAfter(table, row)} ${netuid}`
}
