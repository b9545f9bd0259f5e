import type { Happening } from './calls.ts'

/** An event of a pallet. */
export const event = (pallet: string, name: string, value?: unknown): Happening => ({ pallet, name, value })

/** An event of Bittensor's own pallet. */
export const subtensor = (name: string, value?: unknown): Happening => event('SubtensorModule', name, value)
