import type { Address } from '../../../log/ss58.ts'
import { defineReading } from './reading.ts'

/** Units that each side has together. */
const unitsOfSide = 2 ** 20

/** Each side of the map one voice, shared by those who voted; whoever has no place on it has none. */
export const balanced = defineReading({
  name: 'balanced',
  fromChain: false,
  weights: ({ sides: { ids, at }, persons }) => {
    if (ids.length < 2) return null
    const { of } = at(Number.MAX_SAFE_INTEGER)
    const sizes = ids.map(() => 0)
    const placed = new Map<Address, number>()
    for (const person of persons) {
      const side = of(person)
      if (side === null) continue
      placed.set(person, side)
      sizes[side] = (sizes[side] ?? 0) + 1
    }
    return (person) => {
      const side = placed.get(person)
      return side === undefined ? 0 : Math.round(unitsOfSide / (sizes[side] ?? 1))
    }
  },
})
