import type { InfluenceValue } from '../../views/chain/values.ts'
import { percent } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, normal, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { squarify, type Tile } from '../squarify.ts'
import { element, escaped } from '../svg.ts'
import { fitted, nameOf } from '../words.ts'

export const influence = definePicture({
  name: 'influence',
  title: 'Who holds how much of all TAO',
  view: 'influence',
  params: { limit: '60' },
  options: ['width', 'theme'],
  draw: (value, options) => influencePicture(value, 'holdings', options),
})

export const votingStake = definePicture({
  name: 'voting-stake',
  title: 'Who votes with how much of all stake',
  view: 'influence',
  params: { limit: '60' },
  options: ['width', 'theme'],
  draw: (value, options) => influencePicture(value, 'weight', options),
})

/** What is drawn of one entity, or of everybody else. */
export interface Part {
  name: string
  share: number
  fill: keyof Theme
}

/** The parts of one whole, largest first: each entity that is listed, and everybody else, who have what is left of it. */
export function partsOf(
  { rows, totals }: Pick<InfluenceValue, 'rows' | 'totals'>,
  whole: 'holdings' | 'weight',
): Part[] {
  if ((whole === 'holdings' ? totals.issuance : totals.staked) === '0') return []
  const parts = rows
    .filter(({ shares }) => shares[whole] > 0)
    .map((row): Part => ({ name: nameOf(row), share: row.shares[whole], fill: 'first' }))
  const left = parts.reduce((sum, { share }) => sum - share, 1)
  // What is left of a whole after parts that are rounded.
  if (left > 1e-9) parts.push({ name: 'Everybody else', share: left, fill: 'third' })
  return parts.sort((a, b) => b.share - a.share)
}

/** Parts of one whole as tiles: of all TAO, by who holds it; or of all stake, by whose validators it votes with. */
export function influencePicture(
  value: Pick<InfluenceValue, 'rows' | 'totals'>,
  whole: 'holdings' | 'weight',
  options: PictureOptions = {},
): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const height = width < 600 ? 420 : 480
  const parts = partsOf(value, whole)
  const tiles = squarify(
    parts.map(({ share }) => share),
    width,
    height,
  )
  const { title } = whole === 'holdings' ? influence : votingStake
  return picture(
    { title, desc: describe(parts), width, height },
    ...tiles.flatMap((tile, i) => {
      const part = parts[i]
      return part ? [drawTile(part, tile, theme)] : []
    }),
  )
}

function describe(parts: readonly Part[]): string {
  const largest = parts.slice(0, 8).map(({ name, share }) => `${name} ${percent(share)}`)
  return `The largest: ${largest.join(', ')}.`
}

function drawTile({ name, share, fill }: Part, { x, y, width, height }: Tile, theme: Theme): string {
  const box = element('rect', { x, y, width, height, fill: theme[fill], stroke: theme.paper, 'stroke-width': 2 })
  const words = height < 24 ? '' : fitted(name, width - 16, normal)
  const under = words === '' || height < 44 || width < 60 ? '' : percent(share)
  return element(
    'g',
    {},
    element('title', {}, escaped(`${name}: ${percent(share)}`)),
    box,
    ...(words === '' ? [] : [label(words, x + 8, y + 19, theme.ink)]),
    ...(under === '' ? [] : [label(under, x + 8, y + 37, theme.quiet, { 'font-size': small })]),
  )
}
