/**
 * What is large only when it is added up (algorithms.md C9): flows of one kind that leave an entity within a day or a
 * week. The flows of a window are a movement when those that are no movement by themselves reach the window's part of
 * all TAO, and three times the median of what the entity moved so in windows of the last 90 days (from four on; before
 * that it has no habit). A sum takes up the large flows among them, unless one is more than all the others together,
 * and goes on until its window has passed.
 */

import type { Flow, FlowKind } from '../../evidence/flows.ts'
import { type Detected, entityOf, firstBlock, flowOf, type Step } from './detected.ts'
import {
  addPart,
  type Movers,
  moveOn,
  moverOf,
  noMovers,
  partsWithin,
  tell,
  untoldOf,
  usualOf,
  windowBlocks,
} from './movers.ts'

/** The least sum of each window, in ten-thousandths of all TAO. */
const shares = [5n, 15n] as const

/** Kinds whose flows are added up. Swaps of keys take everything along at once. */
const added: readonly FlowKind[] = [
  'transfer',
  'stake-added',
  'stake-removed',
  'stake-moved',
  'stake-swapped',
  'stake-transferred',
]

/** What entities moved lately, by entity and kind. */
export interface Sums {
  movers: Movers
  /** Flows that lie within a window, oldest first; `from` is the number of the first. */
  parts: Part[]
  from: number
  /** Sums that may go on, by mover and window. */
  open: Map<number, (Detected | null)[]>
}

interface Part {
  step: Step
  /** The large movement that it is by itself, or the first step of. */
  alone: Detected | null
  /** A sum tells it. */
  told: boolean
}

/** Before any flow. */
export const noSums = (): Sums => ({ movers: noMovers(), parts: [], from: noMovers().parts.next, open: new Map() })

/**
 * Adds a flow to those of its entity and kind; `found` gains a sum that becomes large by it. Flows come in the order of
 * their blocks.
 */
export function addUp(
  sums: Sums,
  found: Detected[],
  step: Step,
  flow: Flow,
  entity: number,
  alone: Detected | null,
): void {
  const kind = added.indexOf(flow.kind)
  if (kind < 0 || staysWithin(step, flow, entity)) return
  const { movers } = sums
  const { block, amount } = flow
  moveOn(movers, block)
  forgetParts(sums)
  const mover = moverOf(movers, entity * added.length + kind)
  const entry = addPart(movers, mover, block, amount, alone !== null)
  const part: Part = { step, alone, told: false }
  sums.parts.push(part)
  if (goesOn(sums, mover, entry, part, flow)) return
  for (let window = 0; window < windowBlocks.length; window++) {
    const sum = sumOf(sums, mover, window, block, step.table.issuance)
    if (sum === null) continue
    found.push(sum)
    return
  }
}

/** Does it stay with the entity, and where it is staked? */
function staysWithin({ table }: Step, { kind, to, hotkey, toHotkey, netuid, toNetuid }: Flow, entity: number): boolean {
  if (kind === 'transfer' || kind === 'stake-transferred') return entityOf(table, to) === entity
  return kind === 'stake-moved' && hotkey === toHotkey && netuid === toNetuid
}

function forgetParts(sums: Sums): void {
  const gone = sums.movers.parts.first - sums.from
  if (gone < 1024 || gone * 2 < sums.parts.length) return
  sums.parts.splice(0, gone)
  sums.from += gone
}

/** Adds the latest part to a sum that goes on. */
function goesOn(sums: Sums, mover: number, entry: number, part: Part, { block, amount }: Flow): boolean {
  const sum = openSum(sums, mover, block)
  if (!sum?.sum || !mayTake(part, amount, sum.amount)) return false
  sum.steps.push(part.step)
  sum.table = part.step.table
  sum.amount += amount
  take(sums, sum.sum.took, entry, part)
  return true
}

/** The sum of a mover that goes on, of the shortest window; those whose window has passed are let go. */
function openSum({ open }: Sums, mover: number, block: number): Detected | null {
  const live = open.get(mover)?.map((sum, i) => (sum && firstBlock(sum) > block - windowBlocks[i]! ? sum : null))
  if (live === undefined) return null
  const first = live.find((sum) => sum !== null) ?? null
  if (first === null) open.delete(mover)
  else open.set(mover, live)
  return first
}

/** The sum of a window that ends with a block, when it is large by now. */
function sumOf(sums: Sums, mover: number, window: number, block: number, issuance: bigint): Detected | null {
  const { movers, open } = sums
  const least = (issuance * shares[window]!) / 10_000n
  const untold = untoldOf(movers, mover, window)
  if (untold < least) return null
  const habit = 3n * usualOf(movers, mover, window, block)
  if (untold < habit) return null
  const parts = partsWithin(movers, mover, window)
    .map((entry) => ({ entry, part: sums.parts[entry - sums.from]! }))
    .map((each) => ({ ...each, amount: flowOf(each.part.step).amount }))
    .filter(({ part, amount }) => mayTake(part, amount, untold))
  const [first, second, ...others] = parts
  if (!first || !second) return null
  const took: Detected[] = []
  for (const { entry, part } of parts) take(sums, took, entry, part)
  const sum: Detected = {
    table: (others.at(-1) ?? second).part.step.table,
    steps: [first.part.step, ...parts.slice(1).map(({ part }) => part.step)],
    because: habit > least ? 'habit' : 'issuance',
    amount: parts.reduce((whole, { amount }) => whole + amount, 0n),
    void: false,
    sum: { within: windowBlocks[window]!, took },
    isPart: false,
  }
  open.set(
    mover,
    windowBlocks.map((_, i) => (i === window ? sum : (open.get(mover)?.[i] ?? null))),
  )
  return sum
}

/** A large flow that went on is told already; one that is more than all the others stays a movement of its own. */
function mayTake({ alone, told }: Part, amount: bigint, others: bigint): boolean {
  return !told && (alone === null || (alone.steps.length === 1 && !alone.isPart && amount <= others))
}

function take({ movers }: Sums, took: Detected[], entry: number, part: Part): void {
  tell(movers, entry)
  part.told = true
  if (part.alone === null) return
  part.alone.isPart = true
  took.push(part.alone)
}
