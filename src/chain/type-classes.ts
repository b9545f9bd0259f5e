/**
 * Which types of two runtimes are the same by structure. Types may hold themselves, so they cannot be written out: all of
 * both are first told apart by what they are, then by the classes of their parts, until no round tells more apart
 * (partition refinement, as automata are minimised; Hopcroft 1971).
 */

import { byIndex, partsOf, type Shapes, type TypeEntry } from './type-shapes.ts'

/** Rounds of telling apart: one more for each level of nesting. What is alike to this depth counts as the same. */
const mostRounds = 64

/** Whether a type of the first runtime is the same as one of the second. */
export function sameTypes(before: Shapes, after: Shapes): (before: number, after: number) => boolean {
  const sides = [before, after] as const
  const parts = sides.map((side) =>
    side.types.map(({ id, def }) => (side.whole(id) ? [] : partsOf(def).map(side.bare))),
  )
  const first = numbered()
  let classes = sides.map((side) => side.types.map((type) => first.of(labelOf(side, type))))
  let count = first.count()
  for (let round = 0; round < mostRounds; round++) {
    const next = numbered()
    const told = classes.map((own, side) =>
      own.map((each, id) => next.of(`${each}:${parts[side]![id]!.map((part) => own[part]).join()}`)),
    )
    classes = told
    if (next.count() === count) break
    count = next.count()
  }
  return (a, b) => classes[0]![before.bare(a)] === classes[1]![after.bare(b)]
}

/** Gives each new text the next number. */
function numbered(): { of(text: string): number; count(): number } {
  const known = new Map<string, number>()
  return {
    of: (text) => {
      const number = known.get(text) ?? known.size
      known.set(text, number)
      return number
    },
    count: () => known.size,
  }
}

/** What a type is apart from the types that it names. */
function labelOf({ whole, types }: Shapes, { id, def }: TypeEntry): string {
  const name = whole(id)
  if (name !== undefined) return `whole ${name}`
  switch (def.tag) {
    case 'composite':
      return `composite ${JSON.stringify(def.value.map((field) => field.name ?? ''))}`
    case 'variant':
      return `variant ${JSON.stringify(byIndex(def.value).map((v) => [v.index, v.name, v.fields.map((f) => f.name ?? '')]))}`
    case 'array':
      return `array ${def.value.len}`
    case 'primitive':
      return `primitive ${def.value.tag}`
    case 'tuple':
      return `tuple ${def.value.length}`
    case 'bitSequence':
      return `bits ${types[def.value.bitOrderType]?.path.at(-1) ?? ''}`
    default:
      return def.tag
  }
}
