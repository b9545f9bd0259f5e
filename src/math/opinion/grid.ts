import type { Points } from '../kmeans.ts'

/** Points that stand for many: each the weighted mean of a cell, with the weight of all in it. */
export interface Binned {
  points: Points
  weight: Float64Array
}

/** Cells along the longer side of the smallest box around all points. */
const cells = 256

/** Points by the cells of a fine square grid, row after row of it; points without weight are left out. */
export function onGrid({ x, y }: Points, weight: Float64Array): Binned {
  const [left, right] = extent(x)
  const [bottom, top] = extent(y)
  const side = Math.max(right - left, top - bottom) / cells || 1
  const place = (value: number, from: number): number => Math.min(cells - 1, Math.floor((value - from) / side))
  const mass = new Float64Array(cells * cells)
  const sum: Points = { x: new Float64Array(mass.length), y: new Float64Array(mass.length) }
  for (let i = 0; i < x.length; i++) {
    const cell = place(y[i]!, bottom) * cells + place(x[i]!, left)
    mass[cell]! += weight[i]!
    sum.x[cell]! += weight[i]! * x[i]!
    sum.y[cell]! += weight[i]! * y[i]!
  }
  const used: number[] = []
  mass.forEach((each, cell) => {
    if (each > 0) used.push(cell)
  })
  const mean = (sums: Float64Array): Float64Array => Float64Array.from(used, (cell) => sums[cell]! / mass[cell]!)
  return { points: { x: mean(sum.x), y: mean(sum.y) }, weight: Float64Array.from(used, (cell) => mass[cell]!) }
}

function extent(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!
    if (values[i]! > high) high = values[i]!
  }
  return [low, high]
}
