import type { Player, Rule } from '../../views/chain/values.ts'
import { percent } from '../amounts.ts'
import { definePicture } from '../define.ts'
import {
  label,
  normal,
  type PictureOptions,
  picture,
  small,
  type Theme,
  themeOf,
  type Words,
  widthOf,
} from '../picture.ts'
import { element, escaped } from '../svg.ts'
import { type Whole, wholeOf } from '../whole.ts'
import { figure, fitted, nameOf } from '../words.ts'

export const power = definePicture({
  name: 'power',
  title: 'Who can pass what under a rule',
  view: 'power',
  options: ['width', 'theme', 'rule'],
  wholes: ({ rules }, { rule }) => rules.filter((each) => each.rule === rule).map(votesUnder),
  draw: ({ rules }, { rule, ...options }, { words }) => {
    const shown = rules.find((each) => each.rule === rule)
    return shown ? powerPicture(shown, words, options) : { option: 'rule', known: rules.map((each) => each.rule) }
  },
})

/** What a rule is called, with what it asks for. */
export function ruleTitle({ rule, terms, status }: Pick<Rule, 'rule' | 'terms' | 'status'>, words: Words): string {
  const { threshold, of, percent: share } = terms
  return words(`rule.${rule}`, { threshold: threshold ?? 'none', of: of ?? 'none', percent: share ?? 'none', status })
}

/** What all have under a rule as one bar, the largest first, with a line where enough is together to pass. */
export function powerPicture(rule: Rule, words: Words, options: PictureOptions = {}): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const quota = Number(rule.quota) / Number(rule.total)
  const bars = barsOf(votesUnder(rule), width)
  const mark = Math.min(quota, 1) * width
  const fewest = rule.fewest.pass
  return picture(
    { title: ruleTitle(rule, words), desc: describe(rule, quota), width, height: 96 },
    ...bars.map((bar, i) => drawBar(bar, fewest !== null && i < fewest, theme)),
    element('path', { d: `M${mark} 18V80`, stroke: theme.ink, 'stroke-width': 2 }),
    label(`needed: ${neededOf(rule, quota)}`, mark > width / 2 ? mark - 6 : mark + 6, 14, theme.ink, {
      'font-size': small,
      'text-anchor': mark > width / 2 ? 'end' : 'start',
    }),
    label(
      fewest === null ? 'All together are not enough' : 'darker: the fewest that can pass it together',
      0,
      94,
      theme.quiet,
      {
        'font-size': small,
      },
    ),
  )
}

const neededOf = ({ unit, quota, total }: Rule, share: number): string =>
  unit === 'rao' ? percent(share) : `${figure(Number(quota))} of ${figure(Number(total))}`

function describe({ players, others }: Rule, quota: number): string {
  const largest = players.slice(0, 8).map((player) => `${nameOf(player)} ${percent(player.share)}`)
  const rest = others.count === 0 ? '' : `, and ${figure(others.count)} smaller ones`
  return `Needed: ${percent(quota)}. The largest: ${largest.join(', ')}${rest}.`
}

interface Votes {
  name: string
  /** In the unit of the rule. */
  amount: number
}

/** All that counts under a rule, by who has it: those that are listed, and the smaller ones together. */
function votesUnder({ players, others, total }: Rule): Whole<Votes> {
  const votes = players.map((player: Player): Votes => ({ name: nameOf(player), amount: Number(player.weight) }))
  const rest = { name: `${figure(others.count)} smaller ones`, amount: Number(others.weight) }
  return wholeOf('all that counts under a rule', Number(total), others.count === 0 ? votes : [...votes, rest])
}

interface Bar {
  name: string
  share: number
  x: number
  width: number
}

function barsOf({ amount: total, parts }: Whole<Votes>, width: number): Bar[] {
  let x = 0
  return parts.map(({ name, amount }) => {
    const share = amount / total
    const bar = { name, share, x, width: share * width }
    x += bar.width
    return bar
  })
}

function drawBar({ name, share, x, width }: Bar, among: boolean, theme: Theme): string {
  const words = fitted(name, width - 12, normal)
  return element(
    'g',
    {},
    element('title', {}, escaped(`${name}: ${percent(share)}`)),
    element('rect', {
      x,
      y: 24,
      width: Math.max(width, 0.5),
      height: 50,
      fill: among ? theme.first : theme.third,
      stroke: theme.paper,
      'stroke-width': width > 4 ? 2 : 0,
    }),
    ...(words === '' ? [] : [label(words, x + 6, 45, theme.ink)]),
    ...(words === '' || width < 48 ? [] : [label(percent(share), x + 6, 63, theme.quiet, { 'font-size': small })]),
  )
}
