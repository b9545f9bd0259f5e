import type { DelegationValue } from '../../views/chain/values.ts'
import { tao } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { element, escaped, tenth } from '../svg.ts'
import { sumOf, type Whole, wholeOf } from '../whole.ts'
import { fitted, middle, nameOf } from '../words.ts'

export const delegation = definePicture({
  name: 'delegation',
  title: 'Where stake went',
  view: 'delegation',
  options: ['width', 'theme'],
  wholes: (value) => {
    const ribbons = ribbonsOf(value)
    return [endsOf(ribbons, 'from'), endsOf(ribbons, 'to')]
  },
  draw: delegationPicture,
})

/** Flows that are drawn one by one; the smaller ones are left to the table. */
const mostFlows = 16

/** A validator at an end of a flow, by its hotkey; empty: not staked. Two may have one name. */
interface End {
  key: string
  name: string
}

interface Ribbon {
  from: End
  to: End
  amount: number
  rao: string
}

interface Node {
  name: string
  amount: number
  y: number
  height: number
  /** Where the next ribbon begins. */
  next: number
}

type Moved = Pick<DelegationValue, 'flows' | 'validators'>

function ribbonsOf({ flows, validators }: Moved): Ribbon[] {
  const names = new Map(validators.map((each) => [each.hotkey as string, nameOf(each)]))
  const end = (hotkey: string | null): End =>
    hotkey === null ? { key: '', name: 'not staked' } : { key: hotkey, name: names.get(hotkey) ?? middle(hotkey) }
  return flows
    .slice(0, mostFlows)
    .map(({ from, to, amount }) => ({ from: end(from), to: end(to), amount: Number(amount), rao: amount }))
    .filter(({ amount }) => amount > 0)
}

/** Stake that went from validator to validator: where from on the left, where to on the right, ribbons by amount. */
export function delegationPicture(value: Moved, options: PictureOptions = {}): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const ribbons = ribbonsOf(value)
  const side = width < 600 ? 92 : 180
  const [left, right] = [nodesOf(endsOf(ribbons, 'from')), nodesOf(endsOf(ribbons, 'to'))]
  const unit = 220 / sumOf(ribbons)
  const height = Math.max(place(left, unit), place(right, unit))
  return picture(
    { title: 'Where stake went', desc: describe(ribbons), width, height },
    label('from', side, 12, theme.quiet, { 'font-size': small, 'text-anchor': 'end' }),
    label('to', width - side, 12, theme.quiet, { 'font-size': small }),
    ...ribbons.map((each) =>
      drawRibbon(each, left.get(each.from.key)!, right.get(each.to.key)!, [side + 14, width - side - 14], theme),
    ),
    ...[...left.values()].map((node) => drawNode(node, side + 6, 'end', side - 4, theme)),
    ...[...right.values()].map((node) => drawNode(node, width - side - 14, 'start', side - 4, theme)),
  )
}

function describe(ribbons: readonly Ribbon[]): string {
  const said = ribbons.slice(0, 8).map(({ from, to, rao }) => `${tao(rao)} from ${from.name} to ${to.name}`)
  return said.length === 0 ? 'None moved.' : `The largest: ${said.join('; ')}.`
}

/** All that is drawn as moved, by the validators at one end of it, the largest first. */
function endsOf(ribbons: readonly Ribbon[], end: 'from' | 'to'): Whole<End & { amount: number }> {
  const ends = new Map<string, End & { amount: number }>()
  for (const { [end]: at, amount } of ribbons)
    ends.set(at.key, { ...at, amount: (ends.get(at.key)?.amount ?? 0) + amount })
  const sorted = [...ends.values()].sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1))
  return wholeOf('the stake that moved', sumOf(ribbons), sorted)
}

const nodesOf = ({ parts }: ReturnType<typeof endsOf>): Map<string, Node> =>
  new Map(parts.map(({ key, name, amount }) => [key, { name, amount, y: 0, height: 0, next: 0 }]))

/** Room for a line of text beside each node. */
const gap = 10
const least = 16

/** Heights as the amounts, but room for a name at each; gives where the last one ends. */
function place(nodes: ReadonlyMap<string, Node>, unit: number): number {
  let y = 24
  for (const node of nodes.values()) {
    node.height = node.amount * unit
    node.y = y + Math.max(0, (least - node.height) / 2)
    node.next = node.y
    y += Math.max(node.height, least) + gap
  }
  return y
}

function drawNode({ name, y, height }: Node, x: number, anchor: 'start' | 'end', room: number, theme: Theme): string {
  const bar = element('rect', { x, y, width: 8, height: Math.max(1, height), fill: theme.accent })
  const at = anchor === 'end' ? x - 6 : x + 14
  const text = { 'font-size': small, 'text-anchor': anchor }
  return bar + label(fitted(name, room, small), at, y + height / 2 + 4, theme.ink, text)
}

function drawRibbon(
  { from, to, amount, rao }: Ribbon,
  left: Node,
  right: Node,
  [x0, x1]: readonly [number, number],
  theme: Theme,
): string {
  const thick = (amount / left.amount) * left.height
  const [y0, y1] = [left.next, right.next]
  left.next += thick
  right.next += thick
  const middleX = tenth((x0 + x1) / 2)
  const curve = (y: number) => `C${middleX} ${tenth(y)} ${middleX}`
  const d = `M${tenth(x0)} ${tenth(y0)}${curve(y0)} ${tenth(y1)} ${tenth(x1)} ${tenth(y1)}v${tenth(thick)}${curve(y1 + thick)} ${tenth(y0 + thick)} ${tenth(x0)} ${tenth(y0 + thick)}z`
  return element(
    'path',
    { d, fill: theme.first, stroke: theme.accent, 'stroke-opacity': '.35' },
    element('title', {}, escaped(`${tao(rao)} from ${from.name} to ${to.name}`)),
  )
}
