import { groupStyle } from '../../../draw/palette.ts'
import type { MapVerdict } from '../../../views/conversation/opinion-map/robust-value.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

/** Least of people and statements to tell anything, and the core below which only very distinct groups would show. */
const needed = { people: 20, statements: 8, small: 100 }

/** Are there groups, in a sentence. Where voices weigh differently it says so: they are no heads. */
export function verdictInWords({ state, k, core, voices, statements, tried }: MapVerdict): string {
  const weighed = Math.abs(core - voices) > 1e-6
  if (state === 'too-few') {
    if (core < needed.people) return say('map.verdict.too-few', { needed: needed.people, core })
    return voices < needed.people
      ? say('map.verdict.too-few-voices', { needed: needed.people, core, voices: voices.toFixed(1) })
      : say('map.verdict.too-few-statements', { needed: needed.statements, statements })
  }
  if (state === 'one') {
    const ratio = tried[0]?.worst?.ratio ?? null
    if (voices < needed.small)
      return weighed
        ? say('map.verdict.one.small.weighed', { core, voices: voices.toFixed(1) })
        : say('map.verdict.one.small', { core })
    if (ratio === null) return say('map.verdict.one.bare')
    return say(weighed ? 'map.verdict.one.weighed' : 'map.verdict.one', { ratio: ratio.toFixed(1) })
  }
  const worst = tried.find((each) => each.k === k)?.worst
  if (!worst) throw new Error(`there are ${k} groups and no figures of them`)
  const { a, b, near, middle, far } = worst
  const people = (voices: number): number => Math.round(voices)
  return say(weighed ? 'map.verdict.groups.weighed' : 'map.verdict.groups', {
    k,
    a: groupStyle(a).letter,
    b: groupStyle(b).letter,
    middle: people(middle),
    near: figure(people(near)),
    far: figure(people(far)),
  })
}
