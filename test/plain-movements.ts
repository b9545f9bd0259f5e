/** Large movements and sums in the plainest way, to compare with: every list is of all that ever was. */

import type { FlowKind } from '../src/evidence/flows.ts'

/** A flow of an account to one that moves nothing. */
export interface Drawn {
  block: number
  kind: FlowKind
  from: number
  amount: bigint
}

/** A movement as the design has it. */
export interface Plain {
  /** Places of the flows among those drawn. */
  steps: number[]
  because: string
  amount: bigint
  within: number | null
  took: Plain[]
  isPart: boolean
}

/** All TAO there is. */
export const issuance = 20_000n
const windows = [
  { blocks: 7200, least: 10n },
  { blocks: 50_400, least: 30n },
]
export const days90 = 90 * 7200
const total = (amounts: bigint[]): bigint => amounts.reduce((sum, each) => sum + each, 0n)

/** The lower median; 0 without amounts. */
const median = (amounts: bigint[]): bigint =>
  [...amounts].sort((a, b) => (a < b ? -1 : 1))[Math.floor((amounts.length - 1) / 2)] ?? 0n

/** Three times what was moved in the stretches of 90 days before the one of a block, where at least four had something. */
function habitOf(flows: readonly Drawn[], blocks: number, now: number): bigint {
  const stretch = (block: number): number => Math.floor(block / blocks)
  const past = flows.filter(({ block }) => stretch(block) < stretch(now))
  const counted = past.filter(({ block }) => stretch(block) >= stretch(now) - Math.ceil(days90 / blocks))
  const stretches = [...new Set(counted.map(({ block }) => stretch(block)))]
  const moved = stretches.map((each) =>
    total(counted.filter(({ block }) => stretch(block) === each).map(({ amount }) => amount)),
  )
  return moved.length < 4 ? 0n : 3n * median(moved)
}

/** The movements among flows by rising block, each found by going over all flows before it. */
export function plainMovements(flows: readonly Drawn[]): Plain[] {
  const found: Plain[] = []
  const alones = new Map<Drawn, Plain>()
  const told = new Set<Drawn>()
  const open = new Map<string, (Plain | null)[]>()
  for (const [i, flow] of flows.entries()) {
    const { block, kind, from, amount } = flow
    const before = flows.slice(0, i).filter((each) => each.from === from && each.block >= block - days90)
    const usual = 3n * median(before.map((each) => each.amount))
    if (amount >= 10n && amount >= usual) {
      const because = usual > 10n ? 'habit' : 'issuance'
      const alone = { steps: [i], because, amount, within: null, took: [], isPart: false }
      alones.set(flow, alone)
      found.push(alone)
    }
    const own = flows.slice(0, i + 1).filter((each) => each.from === from && each.kind === kind)
    const mayTake = (each: Drawn, others: bigint): boolean => {
      const alone = alones.get(each)
      return !told.has(each) && (!alone || (!alone.isPart && each.amount <= others))
    }
    const take = (each: Drawn, sum: Plain): void => {
      told.add(each)
      const alone = alones.get(each)
      if (alone) {
        alone.isPart = true
        sum.took.push(alone)
      }
    }
    const sums = open.get(`${from} ${kind}`) ?? windows.map(() => null)
    open.set(`${from} ${kind}`, sums)
    for (const [w, sum] of sums.entries())
      if (sum && flows[sum.steps[0]!]!.block <= block - windows[w]!.blocks) sums[w] = null
    const goesOn = sums.find((sum) => sum !== null)
    if (goesOn && mayTake(flow, goesOn.amount)) {
      goesOn.steps.push(i)
      goesOn.amount += amount
      take(flow, goesOn)
      continue
    }
    for (const [w, { blocks, least }] of windows.entries()) {
      const within = own.filter((each) => each.block > block - blocks)
      const untold = total(within.filter((each) => !alones.has(each) && !told.has(each)).map((each) => each.amount))
      const habit = habitOf(own, blocks, block)
      const parts = within.filter((each) => mayTake(each, untold))
      if (untold < least || untold < habit || parts.length < 2) continue
      const sum: Plain = {
        steps: parts.map((each) => flows.indexOf(each)),
        because: habit > least ? 'habit' : 'issuance',
        amount: total(parts.map((each) => each.amount)),
        within: blocks,
        took: [],
        isPart: false,
      }
      for (const each of parts) take(each, sum)
      sums[w] = sum
      found.push(sum)
      break
    }
  }
  return found
}
