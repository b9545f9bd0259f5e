import type { InfluenceValue } from '../../views/chain/values.ts'
import { percent } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, normal, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { squarify, type Tile } from '../squarify.ts'
import { element, escaped } from '../svg.ts'
import { fills, sumOf, type Whole, wholeOf } from '../whole.ts'
import { fitted, nameOf } from '../words.ts'

export const influence = definePicture({
  name: 'influence',
  title: 'Who holds how much of all TAO',
  view: 'influence',
  params: { limit: '60' },
  options: ['width', 'theme'],
  wholes: (value) => [influenceWhole(value, 'holdings')],
  draw: (value, options) => influencePicture(value, 'holdings', options),
})

export const votingStake = definePicture({
  name: 'voting-stake',
  title: 'Who votes with how much of all stake',
  view: 'influence',
  params: { limit: '60' },
  options: ['width', 'theme'],
  wholes: (value) => [influenceWhole(value, 'weight')],
  draw: (value, options) => influencePicture(value, 'weight', options),
})

/** What is drawn of one entity, or of everybody else. */
export interface Part {
  name: string
  /** Of the whole, as a fraction. */
  amount: number
  fill: keyof Theme
}

type Shown = Pick<InfluenceValue, 'rows' | 'totals'>

/**
 * One whole by its parts, largest first: each entity that is listed, and everybody else, who have what is left of it. No
 * parts where there is nothing to divide, and where those listed have more than the whole: alpha at its price may.
 */
export function influenceWhole({ rows, totals }: Shown, whole: 'holdings' | 'weight'): Whole<Part> {
  const of = whole === 'holdings' ? 'all TAO' : 'all stake'
  const parts = rows
    .filter(({ shares }) => shares[whole] > 0)
    .map((row): Part => ({ name: nameOf(row), amount: row.shares[whole], fill: 'first' }))
  const left = 1 - sumOf(parts)
  // What is left of a whole after parts that are rounded.
  if (left > 1e-9) parts.push({ name: 'Everybody else', amount: left, fill: 'third' })
  const isNothing = (whole === 'holdings' ? totals.issuance : totals.staked) === '0'
  return wholeOf(of, 1, isNothing || !fills(1, parts) ? [] : parts.sort((a, b) => b.amount - a.amount))
}

/** Parts of one whole as tiles: of all TAO, by who holds it; or of all stake, by whose validators it votes with. */
export function influencePicture(value: Shown, whole: 'holdings' | 'weight', options: PictureOptions = {}): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const height = width < 600 ? 420 : 480
  const { of, parts } = influenceWhole(value, whole)
  const tiles = squarify(
    parts.map(({ amount }) => amount),
    width,
    height,
  )
  const { title } = whole === 'holdings' ? influence : votingStake
  return picture(
    { title, desc: describe(of, parts), width, height },
    ...tiles.flatMap((tile, i) => {
      const part = parts[i]
      return part ? [drawTile(part, tile, theme)] : []
    }),
  )
}

function describe(of: string, parts: readonly Part[]): string {
  if (parts.length === 0) return `Nothing that is known sums to ${of}.`
  const largest = parts.slice(0, 8).map(({ name, amount }) => `${name} ${percent(amount)}`)
  return `The largest: ${largest.join(', ')}.`
}

function drawTile({ name, amount, fill }: Part, { x, y, width, height }: Tile, theme: Theme): string {
  const box = element('rect', { x, y, width, height, fill: theme[fill], stroke: theme.paper, 'stroke-width': 2 })
  const words = height < 24 ? '' : fitted(name, width - 16, normal)
  const under = words === '' || height < 44 || width < 60 ? '' : percent(amount)
  return element(
    'g',
    {},
    element('title', {}, escaped(`${name}: ${percent(amount)}`)),
    box,
    ...(words === '' ? [] : [label(words, x + 8, y + 19, theme.ink)]),
    ...(under === '' ? [] : [label(under, x + 8, y + 37, theme.quiet, { 'font-size': small })]),
  )
}
