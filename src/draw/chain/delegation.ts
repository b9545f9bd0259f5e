import type { DelegationValue } from '../../views/chain/values.ts'
import { tao } from '../amounts.ts'
import { definePicture } from '../define.ts'
import { label, type PictureOptions, picture, small, type Theme, themeOf, widthOf } from '../picture.ts'
import { element, escaped, tenth } from '../svg.ts'
import { fitted, middle, nameOf } from '../words.ts'

export const delegation = definePicture({
  name: 'delegation',
  title: 'Where stake went',
  view: 'delegation',
  options: ['width', 'theme'],
  draw: delegationPicture,
})

/** Flows that are drawn one by one; the smaller ones are left to the table. */
const mostFlows = 16

interface Ribbon {
  from: string
  to: string
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

/** Stake that went from validator to validator: where from on the left, where to on the right, ribbons by amount. */
export function delegationPicture(
  { flows, validators }: Pick<DelegationValue, 'flows' | 'validators'>,
  options: PictureOptions = {},
): string {
  const [width, theme] = [widthOf(options), themeOf(options)]
  const names = new Map(validators.map((each) => [each.hotkey, nameOf(each)]))
  const nameFor = (hotkey: string | null): string =>
    hotkey === null ? 'not staked' : (names.get(hotkey as never) ?? middle(hotkey))
  const ribbons = flows
    .slice(0, mostFlows)
    .map(({ from, to, amount }) => ({ from: nameFor(from), to: nameFor(to), amount: Number(amount), rao: amount }))
    .filter(({ amount }) => amount > 0)
  const side = width < 600 ? 92 : 180
  const [left, right] = [nodesOf(ribbons, 'from'), nodesOf(ribbons, 'to')]
  const unit = 220 / ribbons.reduce((sum, { amount }) => sum + amount, 0)
  const height = Math.max(place(left, unit), place(right, unit))
  return picture(
    { title: 'Where stake went', desc: describe(ribbons), width, height },
    label('from', side, 12, theme.quiet, { 'font-size': small, 'text-anchor': 'end' }),
    label('to', width - side, 12, theme.quiet, { 'font-size': small }),
    ...ribbons.map((each) =>
      drawRibbon(each, left.get(each.from)!, right.get(each.to)!, [side + 14, width - side - 14], theme),
    ),
    ...[...left.values()].map((node) => drawNode(node, side + 6, 'end', side - 4, theme)),
    ...[...right.values()].map((node) => drawNode(node, width - side - 14, 'start', side - 4, theme)),
  )
}

function describe(ribbons: readonly Ribbon[]): string {
  const said = ribbons.slice(0, 8).map(({ from, to, rao }) => `${tao(rao)} from ${from} to ${to}`)
  return said.length === 0 ? 'None moved.' : `The largest: ${said.join('; ')}.`
}

function nodesOf(ribbons: readonly Ribbon[], end: 'from' | 'to'): Map<string, Node> {
  const amounts = new Map<string, number>()
  for (const each of ribbons) amounts.set(each[end], (amounts.get(each[end]) ?? 0) + each.amount)
  const sorted = [...amounts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return new Map(sorted.map(([name, amount]) => [name, { name, amount, y: 0, height: 0, next: 0 }]))
}

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
    element('title', {}, escaped(`${tao(rao)} from ${from} to ${to}`)),
  )
}
