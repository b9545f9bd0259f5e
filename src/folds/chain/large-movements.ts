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
 * to its last destination. What ends where it began is none. Flows that are large only together: see `sums.ts`.
 */

import { nobody } from '../../evidence/accounts.ts'
import { type Flow, type FlowKind, flowAt, noSubnet } from '../../evidence/flows.ts'
import { defineFold } from '../fold.ts'
import { actorOf, type Because, type Detected, entityOf, flowOf, lastBlock, lastStep, type Step } from './detected.ts'
import { flows, type MovingFlows } from './flows.ts'
import { addHabit, forgetHabits, type Habits, habitOf, noHabits } from './habits.ts'
import { addUp, noSums, type Sums } from './sums.ts'

/** Blocks of the two hours within which steps are joined. */
const chainBlocks = 600

/** What was found so far, looking through tables in the order of their blocks. */
export interface LargeMovements {
  found: Detected[]
  /** What each entity moved in the last 90 days. */
  habits: Habits
  /** Movements that may go on, by the entity that has the money now. */
  open: Map<number, Detected[]>
  sums: Sums
}

/** Before any flow. */
export const noMovements = (): LargeMovements => ({ found: [], habits: noHabits(), open: new Map(), sums: noSums() })

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
  for (const row of table.block.keys()) {
    const flow = flowAt(table, row)
    const from = actorOf(flow)
    if (from === nobody) continue
    const entity = entityOf(table, from)
    forgetHabits(state.habits, flow.block)
    const step: Step = { table, row }
    if (!extend(state, step, flow, entity)) {
      const because = reasonOf(state, table, flow, entity, smallest)
      const alone = because && begin(state, step, flow, because)
      addUp(state.sums, state.found, step, flow, entity, alone)
    }
    addHabit(state.habits, entity, flow.block, flow.amount)
  }
}

function begin(state: LargeMovements, step: Step, { amount }: Flow, because: Because): Detected {
  const { table } = step
  const movement: Detected = { table, steps: [step], because, amount, void: false, sum: null, isPart: false }
  movement.void = endsWhereItBegan(movement)
  state.found.push(movement)
  wait(state, movement)
  return movement
}

/** Adds a flow to the movement that it goes on with, if there is one. */
function extend(state: LargeMovements, step: Step, flow: Flow, entity: number): boolean {
  const waiting = state.open.get(entity)
  if (!waiting) return false
  const live = waiting.filter((each) => lastBlock(each) + chainBlocks >= flow.block)
  const place = live.findIndex((each) => goesOn(each, flow))
  const [movement] = place < 0 ? [] : live.splice(place, 1)
  if (live.length > 0) state.open.set(entity, live)
  else state.open.delete(entity)
  if (!movement) return false
  movement.steps.push(step)
  movement.table = step.table
  if (flow.amount < movement.amount) movement.amount = flow.amount
  movement.void = endsWhereItBegan(movement)
  wait(state, movement)
  return true
}

function wait({ open }: LargeMovements, movement: Detected): void {
  const holder = holderAfter(lastStep(movement))
  const waiting = open.get(holder) ?? []
  waiting.push(movement)
  open.set(holder, waiting)
}

/** The entity that has the money after a step. */
function holderAfter(step: Step): number {
  const flow = flowOf(step)
  return entityOf(step.table, flow.to === nobody ? actorOf(flow) : flow.to)
}

function reasonOf(
  { habits }: LargeMovements,
  table: MovingFlows,
  flow: Flow,
  entity: number,
  smallest: bigint,
): Because | null {
  const { amount } = flow
  const habit = amount < smallest ? 0n : 3n * habitOf(habits, entity)
  if (amount >= smallest && amount >= habit) return habit > smallest ? 'habit' : 'issuance'
  if (amount * 10n >= smallest && changesPower(table, flow, entity)) return 'power'
  return movesPrice(table, flow) ? 'price' : null
}

/** Does the flow take or give so much weight that another set of validators has more than half? */
function changesPower(table: MovingFlows, flow: Flow, entity: number): boolean {
  const { passing, over, under } = table.margins
  const [out, into] = weightOf(table, flow, entity)
  const wasIn = out !== null && passing.has(out)
  const isIn = into !== null && passing.has(into)
  if (wasIn === isIn) return false
  return wasIn ? flow.amount > over : flow.amount >= under
}

/** The entities whose validators lose and gain weight. */
function weightOf(
  table: MovingFlows,
  { kind, hotkey, toHotkey }: Flow,
  entity: number,
): [out: number | null, into: number | null] {
  const own = hotkey === nobody ? entity : entityOf(table, hotkey)
  switch (kind) {
    case 'stake-added':
      return [null, own]
    case 'stake-removed':
      return [own, null]
    case 'stake-moved':
    case 'hotkey-swapped':
      return [own, toHotkey === nobody ? null : entityOf(table, toHotkey)]
    case 'stake-transferred':
      return toHotkey === nobody ? [null, null] : [own, entityOf(table, toHotkey)]
    default:
      return [null, null]
  }
}

function movesPrice({ pools }: MovingFlows, { kind, netuid, toNetuid, amount }: Flow): boolean {
  if (kind === 'hotkey-swapped' || netuid === toNetuid) return false
  return [netuid, toNetuid].some((each) => {
    const pool = each === 0 || each === noSubnet ? 0n : (pools.get(each) ?? 0n)
    return pool > 0n && amount * 100n >= pool
  })
}

/** Free TAO goes on as a transfer or as stake; stake goes on when it is moved, swapped, handed over or removed. */
function goesOn(movement: Detected, { kind, hotkey, amount: next }: Flow): boolean {
  if (movement.isPart) return false
  const last = flowOf(lastStep(movement))
  const isFree = leavesFree(last)
  const needsFree = kind === 'transfer' || kind === 'stake-added'
  if (isFree !== needsFree || isSwap(kind)) return false
  const { amount } = movement
  const sameStake = isFree || hotkeyAfter(last) === hotkey
  return sameStake && next * 2n >= amount && next * 100n <= amount * 105n
}

const isSwap = (kind: FlowKind): boolean => kind === 'coldkey-swapped' || kind === 'hotkey-swapped'

const leavesFree = ({ kind }: Flow): boolean => kind === 'transfer' || kind === 'stake-removed'

/** The validator after a flow: what stays with one names it once. */
export const hotkeyAfter = ({ hotkey, toHotkey }: Flow): number => (toHotkey === nobody ? hotkey : toHotkey)
/** The subnet after a flow, likewise. */
export const netuidAfter = ({ netuid, toNetuid }: Flow): number => (toNetuid === noSubnet ? netuid : toNetuid)

/** From an entity to itself, and with the same validator on the same subnet, or free before and after. */
function endsWhereItBegan(movement: Detected): boolean {
  if (movement.steps.some((step) => isSwap(flowOf(step).kind))) return false
  const [first, last] = [movement.steps[0], lastStep(movement)]
  if (entityOf(first.table, actorOf(flowOf(first))) !== holderAfter(last)) return false
  return stakeBefore(flowOf(first)) === stakeAfter(flowOf(last))
}

/** Where the money is staked before a flow: validator and subnet, or nothing for free TAO. */
const stakeBefore = ({ kind, hotkey, netuid }: Flow): string =>
  kind === 'transfer' || kind === 'stake-added' ? '' : `${hotkey} ${netuid}`

const stakeAfter = (flow: Flow): string => (leavesFree(flow) ? '' : `${hotkeyAfter(flow)} ${netuidAfter(flow)}`)
