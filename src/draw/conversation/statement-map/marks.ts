import { markPath } from '../../palette.ts'
import type { Theme } from '../../picture.ts'
import { element, escaped, tenth } from '../../svg.ts'
import type { Place } from '../opinion-map/frame.ts'

/** What somebody says on a statement; `none`: nothing. */
export type Told = 'agree' | 'disagree' | 'pass' | 'none'

/** In the order of the key. */
export const saidKinds: readonly Told[] = ['agree', 'disagree', 'pass', 'none']

/** Somebody with a mark. */
interface Marked {
  key: string
  said: 'agree' | 'disagree' | 'pass' | null
  at: Place
}

const toldBy = ({ said }: Marked): Told => said ?? 'none'

/** Attributes of a mark that are the same for all who say this: filled, a ring, or faint. */
function lookOf(told: Told, { strong, warm, quiet, paper }: Theme): string {
  if (told === 'pass') return `class="sm-pass" fill="${paper}" stroke="${quiet}" stroke-width="1.5"`
  if (told === 'none') return `class="sm-none" fill="${quiet}" fill-opacity=".4"`
  return `class="sm-${told}" fill="${told === 'agree' ? strong : warm}" stroke="${paper}" stroke-width=".5"`
}

/** A disc agrees, a diamond disagrees, a ring passes, a small dot has said nothing. */
function mark(told: Told, { x, y }: Place, r: number, theme: Theme, more = ''): string {
  const look = lookOf(told, theme)
  if (told === 'disagree') return `<path d="${markPath('diamond', x, y, r, tenth)}" ${look}${more}/>`
  const size = told === 'none' ? r * 0.45 : told === 'pass' ? r * 0.8 : r
  return `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(size)}" ${look}${more}/>`
}

/** The mark of what somebody says, as it stands in the key; `isCrowd`: a dot, as large as a mark. */
export function keyMark(told: Told, { x, y }: Place, theme: Theme, isCrowd: boolean): string {
  if (!isCrowd) return mark(told, { x, y }, 7, theme)
  const dot = element('path', { d: `M${tenth(x)} ${tenth(y)}h0`, ...dotsOf(told, told === 'none' ? 7 : 12, theme) })
  return element('g', { class: `sm-${told} om-dots`, ...(told === 'none' && { opacity: '.35' }) }, dot)
}

/** How dots of what somebody says look: square for whoever disagrees, else round. */
function dotsOf(told: Told, width: number, { strong, warm, quiet }: Theme): Record<string, string | number> {
  const colours: Record<Told, string> = { agree: strong, disagree: warm, pass: quiet, none: quiet }
  const cap = told === 'disagree' ? 'square' : 'round'
  return { fill: 'none', stroke: colours[told], 'stroke-width': width, 'stroke-linecap': cap }
}

/**
 * A mark for each person. Those who said nothing lie beneath; all others in the order of the map, so that where marks
 * overlap no side covers the other.
 */
export function peopleMarks(people: readonly Marked[], theme: Theme): string[] {
  const r = people.length > 1000 ? 3.2 : people.length > 300 ? 4 : people.length > 80 ? 5 : 6.5
  const one = (person: Marked): string =>
    mark(toldBy(person), person.at, r, theme, ` data-key="${escaped(person.key)}"`)
  const [silent, speaking] = [people.filter(({ said }) => said === null), people.filter(({ said }) => said !== null)]
  return [silent, speaking]
    .filter((some) => some.length > 0)
    .map((some) => element('g', { class: 'sm-people' }, some.map(one).join('')))
}

/**
 * A dot on each unit of the picture where somebody stands, for what most of those who voted say there; where as many say
 * one thing as another, the dot is that of a pass, and where nobody voted that of silence. Whoever disagrees has a square.
 */
export function crowdMarks(people: readonly Marked[], theme: Theme): string[] {
  const units = new Map<string, Record<Told, number>>()
  for (const person of people) {
    const at = `${Math.round(person.at.x)} ${Math.round(person.at.y)}`
    const there = units.get(at) ?? { agree: 0, disagree: 0, pass: 0, none: 0 }
    there[toldBy(person)]++
    units.set(at, there)
  }
  const drawn: Record<Told, string> = { agree: '', disagree: '', pass: '', none: '' }
  for (const at of [...units.keys()].sort(byPlace)) drawn[mostSaid(units.get(at)!)] += `M${at}h0`
  const size = people.length > 20_000 ? 1.8 : 3.2
  return (['none', 'pass', 'agree', 'disagree'] as const)
    .filter((told) => drawn[told] !== '')
    .map((told) => {
      const look = { d: drawn[told], ...dotsOf(told, told === 'none' ? size * 0.6 : size, theme) }
      const name = `sm-people sm-${told} om-dots`
      return element('g', { class: name, ...(told === 'none' && { opacity: '.35' }) }, element('path', look))
    })
}

/** What most say who voted at a place. */
export function mostSaid({ agree, disagree, pass }: Record<Told, number>): Told {
  const most = Math.max(agree, disagree, pass)
  if (most === 0) return 'none'
  if (agree === most && disagree < most && pass < most) return 'agree'
  return disagree === most && agree < most && pass < most ? 'disagree' : 'pass'
}

function byPlace(a: string, b: string): number {
  const [ax = 0, ay = 0] = a.split(' ').map(Number)
  const [bx = 0, by = 0] = b.split(' ').map(Number)
  return ay - by || ax - bx
}
