import { element } from '../../svg.ts'
import type { Place } from './frame.ts'

/** People above whom a map has no mark for each, but a dot wherever somebody stands. */
export const mostMarks = 2000

/**
 * A dot on each unit of the picture where somebody stands, all in one path: however many people there are, it has no more
 * dots than the picture has units, and a page has one element instead of one for each.
 */
export function dots(people: readonly { at: Place }[], colour: string, size: number): string {
  const rows = new Map<number, Set<number>>()
  for (const { at } of people) {
    const [x, y] = [Math.round(at.x), Math.round(at.y)]
    const row = rows.get(y)
    if (row) row.add(x)
    else rows.set(y, new Set([x]))
  }
  const drawn = Array.from(rows)
    .sort(([a], [b]) => a - b)
    .map(([y, row]) => Array.from(row, (x) => `M${x} ${y}h0`).join(''))
  const look = { stroke: colour, 'stroke-width': size.toFixed(1), 'stroke-linecap': 'round', fill: 'none' }
  return element('path', { d: drawn.join(''), ...look })
}
