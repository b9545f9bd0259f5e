import type { ConcentrationValue } from '../../views/chain/values.ts'
import { definePicture } from '../define.ts'
import { label, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { scale, ticks } from '../scale.ts'
import { element, escaped, tenth } from '../svg.ts'
import { figure } from '../words.ts'

export const concentration = definePicture({
  name: 'concentration',
  title: 'How many have more than half',
  view: 'concentration',
  options: ['width', 'theme'],
  wholes: () => [],
  draw: concentrationPicture,
})

interface Line {
  name: string
  colour: keyof Theme
  /** Solid or with gaps, so that it is told apart without colour. */
  dash: string | undefined
  points: { block: number; value: number }[]
}

/** How many it takes to have more than half, over the blocks of the snapshots: of all TAO, and of stake on validators. */
export function concentrationPicture(
  { history }: Pick<ConcentrationValue, 'history'>,
  options: PictureOptions = {},
): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const height = 260
  const lines: Line[] = [
    {
      name: 'of all TAO',
      colour: 'strong',
      dash: undefined,
      points: history.map(({ block, holdings }) => ({ block, value: holdings.nakamoto.half })),
    },
    {
      name: 'of stake on validators',
      colour: 'warm',
      dash: '6 4',
      points: history.map(({ block, weight }) => ({ block, value: weight.nakamoto.half })),
    },
  ]
  const blocks = history.map(({ block }) => block)
  const marks = ticks(Math.max(0, ...lines.flatMap(({ points }) => points.map(({ value }) => value))))
  const right = width < 600 ? 12 : 160
  const x = scale([blocks[0] ?? 0, blocks.at(-1) ?? 0], [44, width - right])
  const y = scale([0, Math.max(...marks)], [height - 40, 34])
  const [first, second] = apart(lines.map(({ points: all }) => y(all.at(-1)?.value ?? 0)))
  return picture(
    { title: 'How many have more than half', desc: lines.map(describe).join(' '), width, height },
    ...marks.map((mark) => grid(mark, y(mark), width - right, theme)),
    ...axis(blocks, x, height - 18, theme),
    ...lines.flatMap((line, i) => [
      drawLine(line, x, y, theme),
      ...points(line, x, y, theme),
      name(line, i, { x, y: i === 0 ? first : second, width, right, theme }),
    ]),
  )
}

function describe({ name, points }: Line): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  return `More than half ${name}: ${first.value} at block ${figure(first.block)}, ${last.value} at block ${figure(last.block)}.`
}

function grid(mark: number, y: number, right: number, theme: Theme): string {
  const line = element('path', { d: `M44 ${tenth(y)}H${tenth(right)}`, stroke: theme.rule })
  return line + label(figure(mark), 36, y + 4, theme.quiet, { 'font-size': small, 'text-anchor': 'end' })
}

function axis(blocks: readonly number[], x: (block: number) => number, y: number, theme: Theme): string[] {
  const ends = [...new Set([blocks[0], blocks.at(-1)])].filter((block) => block !== undefined)
  return ends.map((block, i) =>
    label(`block ${figure(block)}`, x(block), y, theme.quiet, {
      'font-size': small,
      'text-anchor': ends.length === 1 ? 'middle' : i === 0 ? 'start' : 'end',
    }),
  )
}

function drawLine(
  { points, colour, dash }: Line,
  x: (n: number) => number,
  y: (n: number) => number,
  theme: Theme,
): string {
  const d = points.map(({ block, value }, i) => `${i === 0 ? 'M' : 'L'}${tenth(x(block))} ${tenth(y(value))}`).join('')
  return element('path', {
    d,
    fill: 'none',
    stroke: theme[colour],
    'stroke-width': 2.5,
    'stroke-dasharray': dash,
    'stroke-linejoin': 'round',
  })
}

/** Each point where there are few; the title says its figure. */
function points(line: Line, x: (n: number) => number, y: (n: number) => number, theme: Theme): string[] {
  if (line.points.length > 60) return []
  return line.points.map(({ block, value }) =>
    element(
      'circle',
      { cx: x(block), cy: y(value), r: 3.5, fill: theme[line.colour] },
      element('title', {}, escaped(`block ${figure(block)}: ${figure(value)}`)),
    ),
  )
}

/** Places of the names of two lines, moved apart where one would cover the other. */
function apart([first = 0, second = 0]: number[]): [number, number] {
  const room = Math.max(0, 16 - Math.abs(first - second)) / 2
  return first <= second ? [first - room, second + room] : [first + room, second - room]
}

interface Space {
  x: (n: number) => number
  /** Height of the name at the end of its line. */
  y: number
  width: number
  right: number
  theme: Theme
}

/** The name at the end of its line, or above the picture where there is no room. */
function name({ name: words, colour, points: all }: Line, i: number, { x, y, width, right, theme }: Space): string {
  const last = all.at(-1)
  if (!last) return ''
  const text = { 'font-size': small, 'font-weight': 600 }
  if (right < 100)
    return label(words, i === 0 ? 44 : width - right, 16, theme[colour], {
      ...text,
      'text-anchor': i === 0 ? 'start' : 'end',
    })
  return label(words, x(last.block) + 10, y + 4, theme[colour], text)
}
