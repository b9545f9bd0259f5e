/** Where the reader stands in a picture of people. */
export interface Found {
  /** Number of the group; null outside all groups. */
  group: number | null
}

const drawnAs = 'http://www.w3.org/2000/svg'

/** Where somebody stands on a map, in its own units. */
export interface OnMap {
  x: number
  y: number
  group: number | null
}

/**
 * Puts a ring and the word "You" around the mark of a key, and takes away what marked it before; where the picture has no
 * mark for each person, around `place`. Null when the reader stands nowhere. Elements are made one by one: the content
 * policy forbids markup and styles from scripts.
 */
export function markYou(svg: SVGSVGElement, key: string | null, place: OnMap | null): Found | null {
  for (const old of svg.querySelectorAll('.om-you')) old.remove()
  const at = key === null ? null : (markOf(svg, key) ?? placeIn(svg, place))
  if (!at) return null
  const { cx, cy, group } = at
  const right = svg.viewBox.baseVal.width
  const ring = made('circle', { cx, cy, r: 10, fill: 'none', 'stroke-width': 2.5 })
  const side = cx > right - 80 ? { x: cx - 15, 'text-anchor': 'end' } : { x: cx + 15, 'text-anchor': 'start' }
  const halo = { 'stroke-width': 5, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }
  const word = made('text', { ...side, ...halo, y: cy + 8, 'font-size': 22, 'font-weight': 700, class: 'om-ink' })
  word.textContent = 'You'
  const you = made('g', { class: 'om-you' })
  you.append(ring, word)
  svg.append(you)
  return { group }
}

interface Marked {
  cx: number
  cy: number
  group: number | null
}

function markOf(svg: SVGSVGElement, key: string): Marked | null {
  const marks = [...svg.querySelectorAll<SVGGraphicsElement>('[data-key]')]
  const mark = marks.find((each) => each.getAttribute('data-key') === key)
  if (!mark) return null
  const { x, y, width, height } = mark.getBBox()
  const group = /\bom-group-(\d+)\b/.exec(mark.parentElement?.getAttribute('class') ?? '')
  return { cx: x + width / 2, cy: y + height / 2, group: group ? Number(group[1]) : null }
}

/** By the frame that the picture names; only where marks stand for places and not for people. */
function placeIn(svg: SVGSVGElement, place: OnMap | null): Marked | null {
  const [x = 0, y = 0, scale = 0] = (svg.getAttribute('data-frame') ?? '').split(' ').map(Number)
  if (place === null || scale === 0 || svg.querySelector('.om-dots') === null) return null
  return { cx: x + scale * place.x, cy: y - scale * place.y, group: place.group }
}

function made(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(drawnAs, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
