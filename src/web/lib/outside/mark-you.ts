/** Where the reader stands in a picture of people. */
export interface Found {
  /** Number of the group; null outside all groups. */
  group: number | null
}

const drawnAs = 'http://www.w3.org/2000/svg'

/**
 * Puts a ring and the word "You" around the mark of a key, and takes away what marked it before. Null when the picture
 * has no such mark. Elements are made one by one: the content policy forbids markup and styles from scripts.
 */
export function markYou(svg: SVGSVGElement, key: string | null): Found | null {
  for (const old of svg.querySelectorAll('.om-you')) old.remove()
  const marks = [...svg.querySelectorAll<SVGGraphicsElement>('[data-key]')]
  const mark = key === null ? undefined : marks.find((each) => each.getAttribute('data-key') === key)
  if (!mark) return null
  const { x, y, width, height } = mark.getBBox()
  const [cx, cy, right] = [x + width / 2, y + height / 2, svg.viewBox.baseVal.width]
  const ring = made('circle', { cx, cy, r: 10, fill: 'none', 'stroke-width': 2.5 })
  const side = cx > right - 80 ? { x: cx - 15, 'text-anchor': 'end' } : { x: cx + 15, 'text-anchor': 'start' }
  const halo = { 'stroke-width': 5, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }
  const word = made('text', { ...side, ...halo, y: cy + 8, 'font-size': 22, 'font-weight': 700, class: 'om-ink' })
  word.textContent = 'You'
  const you = made('g', { class: 'om-you' })
  you.append(ring, word)
  svg.append(you)
  const group = /\bom-group-(\d+)\b/.exec(mark.parentElement?.getAttribute('class') ?? '')
  return { group: group ? Number(group[1]) : null }
}

function made(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(drawnAs, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
