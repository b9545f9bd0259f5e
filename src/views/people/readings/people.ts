import { defineReading } from './reading.ts'

/** Everybody one voice; accounts that are proven to belong together are one. Whoever makes keys makes voices. */
export const people = defineReading({ name: 'people', fromChain: false, weights: () => () => 1 })
