import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../service/ports.ts'

/** The machine's clock. */
export const systemClock: Clock = () => Date.now()

/** The operating system's cryptographic generator. */
export const systemRandom: Random = (length) => new Uint8Array(randomBytes(length))
