import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../service/ports.ts'

/** The machine's clock. */
export const systemClock: Clock = () => Date.now()

/** Time since the process began, which nobody sets; it may rest while the machine sleeps. */
export const steadyClock: Clock = () => performance.now()

/** The operating system's cryptographic generator. */
export const systemRandom: Random = (length) => new Uint8Array(randomBytes(length))
