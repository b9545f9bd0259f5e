import type { Place } from './frame.ts'

/** A box in the picture by its middle. */
export interface Box extends Place {
  width: number
  height: number
}

/** Do two boxes share an area? */
export function overlaps(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height
}

/** Width and height of a mark, and of a cell of the grid, in units of the picture. */
const mark = 8
const cell = 16

/** Marks in a grid of cells, so that what a box covers is looked for beneath it and nowhere else. */
export interface Crowd {
  /** How many marks share an area with a box. */
  under(box: Box): number
}

/** Sorts marks into cells; work that grows with their number alone. Places are in the picture, from (0, 0) on. */
export function crowdOf(people: readonly Place[]): Crowd {
  const columns = people.reduce((most, { x }) => Math.max(most, cellOf(x)), 0) + 1
  const cells = new Map<number, Place[]>()
  for (const place of people) {
    const at = cellOf(place.y) * columns + cellOf(place.x)
    const there = cells.get(at)
    if (there) there.push(place)
    else cells.set(at, [place])
  }
  const covered = (box: Box, there: readonly Place[]): number =>
    there.reduce((sum, { x, y }) => sum + (overlaps(box, { x, y, width: mark, height: mark }) ? 1 : 0), 0)
  return {
    under: (box) => {
      const [left, right] = [cellOf(box.x - reach(box.width)), Math.min(columns - 1, cellOf(box.x + reach(box.width)))]
      const [top, bottom] = [cellOf(box.y - reach(box.height)), cellOf(box.y + reach(box.height))]
      let sum = 0
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++) sum += covered(box, cells.get(row * columns + column) ?? [])
      return sum
    },
  }
}

const cellOf = (place: number): number => Math.max(0, Math.floor(place / cell))
/** How far from the middle of a box the middle of a mark may be that it touches. */
const reach = (side: number): number => (side + mark) / 2
