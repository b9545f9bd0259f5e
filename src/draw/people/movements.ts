import type { Movement } from '../../views/chain/values.ts'
import { tao } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { scale } from '../scale.ts'
import { element, escaped, tenth } from '../svg.ts'
import { figure, textWidth } from '../words.ts'

export const movements = definePicture({
  name: 'movements',
  title: 'Large movements over time',
  view: 'movements',
  params: { limit: '100' },
  // Which accounts are of the same entity, so that it is seen which way the money went.
  beside: { view: 'influence', by: 'account' },
  options: ['width', 'theme'],
  wholes: () => [],
  draw: ({ movements: all }, options, { params, beside }) => {
    const entity = beside?.rows[0]?.accounts.map(({ account }) => account) ?? []
    return movementsPicture(all, new Set([...(params.account ? [params.account] : []), ...entity]), options)
  },
})

type Drawn = Pick<Movement, 'from' | 'to' | 'hotkey' | 'toHotkey' | 'amount' | 'block'>

/** Radius from which on a dot has its amount beside it; the others say it in their title. */
const labelled = 7

interface Dot {
  x: number
  y: number
  r: number
  words: string
  block: number
  amount: number
  comes: boolean
}

/**
 * Large movements of an entity, whose accounts are `own`, over the blocks: above the line what came to it or to its
 * validators, beneath it what went or was moved within.
 */
export function movementsPicture(
  movements: readonly Drawn[],
  own: ReadonlySet<string>,
  options: PictureOptions = {},
): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const [height, line] = [200, 92]
  const blocks = movements.map(({ block }) => block)
  const [first, last] = [Math.min(...blocks), Math.max(...blocks)]
  // The largest dot has a radius of 22, and stays clear of the words at the left and of the edge at the right.
  const x = scale([first, last], [60, width - 40])
  const largest = Math.max(...movements.map(({ amount }) => Number(amount)))
  const dots = movements.map((movement): Dot => {
    const { block, amount } = movement
    const comes = isComing(movement, own)
    const r = Math.max(3, 22 * Math.sqrt(Number(amount) / largest))
    const y = comes ? line - r - 4 : line + r + 4
    return { x: x(block), y, r, words: tao(amount), block, amount: Number(amount), comes }
  })
  const ends = movements.length === 0 ? [] : first === last ? [first] : [first, last]
  return picture(
    { title: 'Large movements over time', desc: describe(movements, own), width, height },
    element('path', { d: `M0 ${line}H${width}`, stroke: theme.rule }),
    label('came', 0, line - 8, theme.quiet, { 'font-size': small }),
    label('went', 0, line + 18, theme.quiet, { 'font-size': small }),
    ...dots.map((dot) => drawDot(dot, theme)),
    ...labels(dots, width).map(({ x: at, y, words }) =>
      label(words, at, y, theme.ink, { 'font-size': small, 'text-anchor': 'middle' }),
    ),
    ...ends.map((block, i) =>
      label(`block ${figure(block)}`, x(block), height - 6, theme.quiet, {
        'font-size': small,
        'text-anchor': ends.length === 1 ? 'middle' : i === 0 ? 'start' : 'end',
      }),
    ),
  )
}

/** Money that comes to one of its coldkeys, or stake of others that comes to one of its hotkeys. */
function isComing({ from, to, hotkey, toHotkey }: Drawn, own: ReadonlySet<string>): boolean {
  if (own.has(from.key)) return false
  if (to !== null && own.has(to.key)) return true
  return toHotkey !== null && own.has(toHotkey) && !(hotkey !== null && own.has(hotkey))
}

function describe(movements: readonly Drawn[], own: ReadonlySet<string>): string {
  const came = movements.filter((each) => isComing(each, own)).length
  return `${figure(came)} came, ${figure(movements.length - came)} went or moved within.`
}

function drawDot({ x, y, r, words, block, comes }: Dot, theme: Theme): string {
  const title = element('title', {}, escaped(`${words}, block ${figure(block)}`))
  const fill = comes ? theme.strong : theme.warm
  return element('circle', { cx: x, cy: y, r, fill, 'fill-opacity': '.75', stroke: theme.paper }, title)
}

/** Amounts at the large dots, as far as they do not cover one another. */
function labels(dots: readonly Dot[], width: number): { x: number; y: number; words: string }[] {
  const placed: { left: number; right: number; y: number; x: number; words: string }[] = []
  for (const { x, y, r, words, comes } of dots
    .filter(({ r }) => r >= labelled)
    .toSorted((a, b) => b.amount - a.amount)) {
    const half = textWidth(words, small) / 2
    const at = Math.min(Math.max(x, half), width - half)
    const place = { left: at - half - 4, right: at + half + 4, y: comes ? y - r - 6 : y + r + 14, x: at, words }
    const free = placed.every(
      (each) => Math.abs(each.y - place.y) > 14 || each.right < place.left || place.right < each.left,
    )
    if (free) placed.push(place)
  }
  return placed.map(({ x, y, words }) => ({ x: Number(tenth(x)), y, words }))
}
