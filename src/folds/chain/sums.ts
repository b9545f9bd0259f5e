/**
 * What is large only when it is added up (algorithms.md C9): flows of one kind that leave an entity within a day or a
 * week. The flows of a window are a movement when those that are no movement by themselves reach the window's part of
 * all TAO, and three times the median of what the entity moved so in windows of the last 90 days (from four on; before
 * that it has no habit). A sum takes up the large flows among them, unless one is more than all the others together,
 * and goes on until its window has passed.
 */

import type { Flow, FlowKind } from '../../evidence/flows.ts'
import { addNumber, medianOf, removeNumber, type SortedNumbers, sortedNumbers } from '../../math/median.ts'
import { type Detected, entityOf, firstBlock, type Step } from './detected.ts'

/** Blocks of each window, and the least sum in ten-thousandths of all TAO. */
const windows = [
  { blocks: 7200, share: 5n },
  { blocks: 7 * 7200, share: 15n },
] as const
const habitBlocks = 90 * 7200
const fewestForHabit = 4

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
export type Sums = Map<string, Recent>

interface Recent {
  /** Oldest first; those before the place where the longest window begins are forgotten. */
  parts: Part[]
  windows: Window[]
}

interface Part {
  step: Step
  block: number
  amount: bigint
  /** The large movement that it is by itself, or the first step of. */
  alone: Detected | null
  /** A sum tells it. */
  told: boolean
}

interface Window {
  /** Place of its first part. */
  start: number
  /** Rao of its parts that nothing tells. */
  untold: bigint
  sum: Detected | null
  habit: Habit
}

/** What was moved in each stretch of blocks as long as the window, of the last 90 days. */
interface Habit {
  stretch: number
  moved: bigint
  past: [stretch: number, moved: number][]
  numbers: SortedNumbers
}

/** Adds a flow to those of its entity and kind; `found` gains a sum that becomes large by it. */
export function addUp(
  sums: Sums,
  found: Detected[],
  step: Step,
  flow: Flow,
  entity: number,
  alone: Detected | null,
): void {
  if (!added.includes(flow.kind) || staysWithin(step, flow, entity)) return
  const recent = recentOf(sums, `${entity} ${flow.kind}`)
  const { block, amount } = flow
  const part: Part = { step, block, amount, alone, told: false }
  for (const [i, { blocks }] of windows.entries()) advance(recent, recent.windows[i]!, blocks, block)
  forgetParts(recent)
  recent.parts.push(part)
  for (const { habit } of recent.windows) habit.moved += amount
  if (alone === null) for (const each of recent.windows) each.untold += amount
  if (goesOn(recent, part)) return
  for (const [i, { blocks, share }] of windows.entries()) {
    const sum = sumOf(recent, recent.windows[i]!, blocks, (step.table.issuance * share) / 10_000n)
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

function recentOf(sums: Sums, key: string): Recent {
  const window = (): Window => ({
    start: 0,
    untold: 0n,
    sum: null,
    habit: { stretch: 0, moved: 0n, past: [], numbers: sortedNumbers() },
  })
  const recent = sums.get(key) ?? { parts: [], windows: windows.map(window) }
  sums.set(key, recent)
  return recent
}

/** Moves a window on to a block. */
function advance({ parts }: Recent, window: Window, blocks: number, block: number): void {
  for (let part = parts[window.start]; part && part.block <= block - blocks; part = parts[++window.start])
    if (isUntold(part)) window.untold -= part.amount
  if (window.sum && firstBlock(window.sum) <= block - blocks) window.sum = null
  const { habit } = window
  const stretch = Math.floor(block / blocks)
  if (stretch === habit.stretch) return
  const moved = Number(habit.moved)
  if (moved > 0) {
    habit.past.push([habit.stretch, moved])
    addNumber(habit.numbers, moved)
  }
  Object.assign(habit, { stretch, moved: 0n })
  const kept = Math.ceil(habitBlocks / blocks)
  for (let [first] = habit.past; first && first[0] < stretch - kept; [first] = habit.past) {
    removeNumber(habit.numbers, first[1])
    habit.past.shift()
  }
}

const isUntold = ({ alone, told }: Part): boolean => alone === null && !told

function forgetParts(recent: Recent): void {
  const gone = Math.min(...recent.windows.map(({ start }) => start))
  if (gone < 1024 || gone * 2 < recent.parts.length) return
  recent.parts.splice(0, gone)
  for (const window of recent.windows) window.start -= gone
}

/** Adds the latest part to a sum that goes on. */
function goesOn(recent: Recent, part: Part): boolean {
  const sum = recent.windows.find((each) => each.sum !== null)?.sum
  if (!sum?.sum || !mayTake(part, sum.amount)) return false
  sum.steps.push(part.step)
  sum.table = part.step.table
  sum.amount += part.amount
  take(recent, sum.sum.took, part, recent.parts.length - 1)
  return true
}

/** The sum of a window, when it is large by now. */
function sumOf(recent: Recent, window: Window, within: number, least: bigint): Detected | null {
  const { untold } = window
  const { length } = window.habit.past
  const habit = length < fewestForHabit ? 0n : 3n * BigInt(medianOf(window.habit.numbers) ?? 0)
  if (untold < least || untold < habit) return null
  const places: number[] = []
  for (let i = window.start; i < recent.parts.length; i++) if (mayTake(recent.parts[i]!, untold)) places.push(i)
  const parts = places.map((i) => recent.parts[i]!)
  const [first, second] = parts
  if (!first || !second) return null
  const took: Detected[] = []
  for (const i of places) take(recent, took, recent.parts[i]!, i)
  window.sum = {
    table: parts.at(-1)!.step.table,
    steps: [first.step, ...parts.slice(1).map(({ step }) => step)],
    because: habit > least ? 'habit' : 'issuance',
    amount: parts.reduce((sum, { amount }) => sum + amount, 0n),
    void: false,
    sum: { within, took },
    isPart: false,
  }
  return window.sum
}

/** A large flow that went on is told already; one that is more than all the others stays a movement of its own. */
function mayTake({ alone, told, amount }: Part, others: bigint): boolean {
  return !told && (alone === null || (alone.steps.length === 1 && !alone.isPart && amount <= others))
}

function take({ windows }: Recent, took: Detected[], part: Part, place: number): void {
  if (isUntold(part)) for (const each of windows) if (place >= each.start) each.untold -= part.amount
  part.told = true
  if (part.alone === null) return
  part.alone.isPart = true
  took.push(part.alone)
}
