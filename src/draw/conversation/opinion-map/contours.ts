// Source: marching squares on a kernel density: W. Lorensen and H. Cline, SIGGRAPH 1987; B. Silverman, Density Estimation, 1986.

import { tenth } from '../../svg.ts'
import type { Place } from './frame.ts'

/** Side of a cell in units of the picture, and how many cells a person is spread over either way, three times. */
const cell = 8
const spread = 2
const times = 3
/** Of the densest cell. */
const levels = [0.12, 0.3, 0.55, 0.8]
/** Fewer people make no shape. */
const fewest = 20

/**
 * Outlines of where people stand densely, as paths: one for each level that is reached, the widest first. None for fewer
 * than twenty.
 */
export function contours(people: readonly Place[], { width, height }: { width: number; height: number }): string[] {
  if (people.length < fewest) return []
  const [columns, rows] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1]
  let density = new Float64Array(columns * rows)
  for (const { x, y } of people) {
    // The outermost cells stay empty, so that every outline closes.
    const [column, row] = [within(Math.round(x / cell), columns), within(Math.round(y / cell), rows)]
    density[row * columns + column]! += 1
  }
  for (let time = 0; time < times; time++) {
    density = blurred(density, columns, rows, 1)
    density = blurred(density, columns, rows, columns)
  }
  const most = density.reduce((a, b) => Math.max(a, b), 0)
  return levels
    .map((level) => outline(edged(density, columns, rows), columns, rows, level * most))
    .filter((d) => d !== '')
}

const within = (at: number, count: number): number => Math.min(Math.max(at, 1), count - 2)

/** The mean of each cell and its neighbours in one direction; `step` from one to the next. */
function blurred(density: Float64Array, columns: number, rows: number, step: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(density.length)
  const [length, lines] = step === 1 ? [columns, rows] : [rows, columns]
  for (let line = 0; line < lines; line++) {
    const from = step === 1 ? line * columns : line
    for (let at = 0; at < length; at++) {
      let sum = 0
      for (let near = Math.max(0, at - spread); near <= Math.min(length - 1, at + spread); near++)
        sum += density[from + near * step]!
      out[from + at * step] = sum / (2 * spread + 1)
    }
  }
  return out
}

/** The same with nothing in the outermost cells. */
function edged(density: Float64Array, columns: number, rows: number): Float64Array {
  return density.map((each, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)]
    return column === 0 || row === 0 || column === columns - 1 || row === rows - 1 ? 0 : each
  })
}

/** Sides of a square that a line crosses, by which of its corners are inside (1 upper left, 2 upper right, 4 lower right, 8 lower left). */
const crossings: Record<number, [Side, Side][]> = {
  1: [['left', 'top']],
  2: [['top', 'right']],
  3: [['left', 'right']],
  4: [['right', 'bottom']],
  5: [
    ['left', 'top'],
    ['right', 'bottom'],
  ],
  6: [['top', 'bottom']],
  7: [['left', 'bottom']],
  8: [['bottom', 'left']],
  9: [['bottom', 'top']],
  10: [
    ['top', 'right'],
    ['bottom', 'left'],
  ],
  11: [['bottom', 'right']],
  12: [['right', 'left']],
  13: [['right', 'top']],
  14: [['top', 'left']],
}
type Side = 'left' | 'top' | 'right' | 'bottom'

/** Closed lines at one level, as one path. */
function outline(density: Float64Array, columns: number, rows: number, level: number): string {
  const at = (column: number, row: number): number => density[row * columns + column]!
  const next = new Map<string, string>()
  for (let row = 0; row < rows - 1; row++)
    for (let column = 0; column < columns - 1; column++) {
      const corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)] as const
      const inside = corners.reduce((sum, each, i) => sum + (each >= level ? 1 << i : 0), 0)
      for (const [from, to] of crossings[inside] ?? []) {
        const point = (side: Side): string => crossing(side, column, row, corners, level)
        // A line that meets the corner of a square has no length there.
        if (point(from) !== point(to)) next.set(point(from), point(to))
      }
    }
  return rings(next)
}

function crossing(
  side: Side,
  column: number,
  row: number,
  corners: readonly [number, number, number, number],
  level: number,
): string {
  const part = (a: number, b: number): number => (level - a) / (b - a)
  const [upperLeft, upperRight, lowerRight, lowerLeft] = corners
  const place = {
    top: (): [number, number] => [column + part(upperLeft, upperRight), row],
    right: (): [number, number] => [column + 1, row + part(upperRight, lowerRight)],
    bottom: (): [number, number] => [column + part(lowerLeft, lowerRight), row + 1],
    left: (): [number, number] => [column, row + part(upperLeft, lowerLeft)],
  }[side]()
  return `${tenth(place[0] * cell)} ${tenth(place[1] * cell)}`
}

/** Pieces joined end to end. */
function rings(next: Map<string, string>): string {
  const drawn: string[] = []
  for (const start of [...next.keys()]) {
    if (!next.has(start)) continue
    const ring: string[] = []
    for (let at: string | undefined = start; at !== undefined; ) {
      const to: string | undefined = next.get(at)
      if (to === undefined) break
      ring.push(at)
      next.delete(at)
      at = to
    }
    if (ring.length > 2) drawn.push(`M${ring.join('L')}z`)
  }
  return drawn.join('')
}
