import type { Influence, InfluenceValue } from '../../views/chain/values.ts'
import { percent } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, normal, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { squarify, type Tile } from '../squarify.ts'
import { element, escaped } from '../svg.ts'
import { figure, fitted, nameOf } from '../words.ts'

export const influence = definePicture({
  name: 'influence',
  title: 'Shares of influence',
  view: 'influence',
  params: { limit: '60' },
  options: ['width', 'theme'],
  draw: influencePicture,
})

/** What is drawn of one entity, or of all that are not listed. */
interface Part {
  name: string
  share: number
  fill: keyof Theme
}

/** Shares of influence as tiles: by what an entity holds, or by the stake on its validators, whichever is more. */
export function influencePicture(
  { rows, rest, totals }: Pick<InfluenceValue, 'rows' | 'rest' | 'totals'>,
  options: PictureOptions = {},
): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const height = width < 600 ? 420 : 480
  const others = Math.max(part(rest.holdings, totals.issuance), part(rest.weight, totals.staked))
  const parts: Part[] = rows
    .filter(({ shares }) => shares.influence > 0)
    .map((row) => ({ name: nameOf(row), share: row.shares.influence, fill: fillOf(row) }))
  if (others > 0) parts.push({ name: `${figure(rest.count)} others`, share: others, fill: 'third' })
  parts.sort((a, b) => b.share - a.share)
  const tiles = squarify(
    parts.map(({ share }) => share),
    width,
    height,
  )
  return picture(
    { title: 'Shares of influence', desc: describe(parts), width, height: height + 28 },
    ...tiles.map((tile, i) => drawTile(parts[i]!, tile, theme)),
    ...legend(theme, height + 19),
  )
}

const part = (amount: string, of: string): number => (of === '0' ? 0 : Number(amount) / Number(of))

const fillOf = ({ shares }: Influence): Part['fill'] => (shares.weight > shares.holdings ? 'first' : 'second')

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

function legend(theme: Theme, y: number): string[] {
  const swatch = (x: number, fill: string) => element('rect', { x, y: y - 10, width: 12, height: 12, fill })
  const words = { 'font-size': small }
  return [
    ...[swatch(0, theme.first), label('mostly stake that votes with it', 18, y, theme.quiet, words)],
    ...[swatch(206, theme.second), label('mostly TAO of its own', 224, y, theme.quiet, words)],
  ]
}
