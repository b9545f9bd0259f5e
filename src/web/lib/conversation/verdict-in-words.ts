import { groupStyle } from '../../../draw/palette.ts'
import type { MapVerdict } from '../../../views/conversation/opinion-map/robust-value.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

/** Least of people and statements to tell anything, and the core below which only very distinct groups would show. */
const needed = { people: 20, statements: 8, small: 100 }

/** Are there groups, in a sentence. */
export function verdictInWords({ state, k, core, statements, tried }: MapVerdict): string {
  if (state === 'too-few')
    return core < needed.people
      ? say('map.verdict.too-few', { needed: needed.people, core })
      : say('map.verdict.too-few-statements', { needed: needed.statements, statements })
  if (state === 'one') {
    const ratio = tried[0]?.worst?.ratio ?? null
    if (core < needed.small) return say('map.verdict.one.small', { core })
    return ratio === null ? say('map.verdict.one.bare') : say('map.verdict.one', { ratio: ratio.toFixed(1) })
  }
  const worst = tried.find((each) => each.k === k)?.worst
  if (!worst) throw new Error(`there are ${k} groups and no figures of them`)
  const { a, b, near, middle, far } = worst
  const people = (voices: number): number => Math.round(voices)
  return say('map.verdict.groups', {
    k,
    a: groupStyle(a).letter,
    b: groupStyle(b).letter,
    middle: people(middle),
    near: figure(people(near)),
    far: figure(people(far)),
  })
}
