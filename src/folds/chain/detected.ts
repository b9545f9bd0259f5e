/** A large movement and its steps, as it was found in tables of flows. */

import { nobody } from '../../evidence/accounts.ts'
import { type Flow, flowAt } from '../../evidence/flows.ts'
import type { MovingFlows } from './flows.ts'

/** Why a flow is large: see `large-movements.ts`. */
export type Because = 'issuance' | 'habit' | 'power' | 'price'

/** A large movement. Accounts by number. */
export interface Detected {
  /** The table of its last step. */
  table: MovingFlows
  /** Rows of tables, in order: steps of the same money, or the parts of a sum. */
  steps: [Step, ...Step[]]
  because: Because
  /** In rao: what is left of the money after all steps, or the sum of the parts. */
  amount: bigint
  /** Ends where it began: kept while it may go on, and told to nobody. */
  void: boolean
  /** What makes it a sum of flows; null where its steps are those of the same money. */
  sum: SumOf | null
  /** It is a part of a sum, which tells it. */
  isPart: boolean
}

/** The window within which flows were added up, in blocks, and the movements that the sum has taken up. */
export interface SumOf {
  within: number
  took: Detected[]
}

/** A flow of a movement: a row of a table. */
export interface Step {
  table: MovingFlows
  row: number
}

/** The flow of a step. */
export const flowOf = ({ table, row }: Step): Flow => flowAt(table, row)

/** A movement begins with a flow and only gains more. */
export const lastStep = ({ steps }: Pick<Detected, 'steps'>): Step => steps.at(-1) ?? steps[0]

/** The block of the first step. */
export const firstBlock = ({ steps: [step] }: Pick<Detected, 'steps'>): number => flowOf(step).block

/** The block of the last step. */
export const lastBlock = (movement: Pick<Detected, 'steps'>): number => flowOf(lastStep(movement)).block

/** Whose flow it is: the coldkey, or for a swapped hotkey without one the hotkey itself. */
export function actorOf({ from, hotkey, amount }: Flow): number {
  if (amount === 0n) return nobody
  return from === nobody ? hotkey : from
}

/** The entity of an account, both by number. */
export const entityOf = ({ entity }: MovingFlows, account: number): number => entity.get(account) ?? account
