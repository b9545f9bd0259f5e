/** A tile of a treemap. */
export interface Tile {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Tiles whose areas are as the amounts, filling a rectangle, as near to squares as the greedy layout of Bruls, Huizing and
 * van Wijk (Squarified Treemaps, 2000) gets them. Amounts are positive, largest first; the tiles come in the same order.
 */
export function squarify(amounts: readonly number[], width: number, height: number): Tile[] {
  const scale = (width * height) / amounts.reduce((sum, each) => sum + each, 0)
  const areas = amounts.map((each) => each * scale)
  const tiles: Tile[] = []
  let rest: Tile = { x: 0, y: 0, width, height }
  for (let from = 0; from < areas.length; ) {
    const side = Math.min(rest.width, rest.height)
    let to = from + 1
    while (to < areas.length && worst(areas.slice(from, to + 1), side) <= worst(areas.slice(from, to), side)) to++
    const [row, left] = layRow(areas.slice(from, to), rest)
    tiles.push(...row)
    rest = left
    from = to
  }
  return tiles
}

/** The most stretched of the tiles that a row of these areas would have along a side: longer side over shorter. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, each) => total + each, 0)
  const [largest, smallest] = [Math.max(...areas), Math.min(...areas)]
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest))
}

/** Lays a row along the shorter side, and gives what is left of the rectangle. */
function layRow(areas: readonly number[], { x, y, width, height }: Tile): [Tile[], Tile] {
  const sum = areas.reduce((total, each) => total + each, 0)
  const upright = width >= height
  const depth = upright ? sum / height : sum / width
  let at = 0
  const row = areas.map((area) => {
    const length = area / depth
    const tile = upright
      ? { x, y: y + at, width: depth, height: length }
      : { x: x + at, y, width: length, height: depth }
    at += length
    return tile
  })
  const left = upright
    ? { x: x + depth, y, width: Math.max(0, width - depth), height }
    : { x, y: y + depth, width, height: Math.max(0, height - depth) }
  return [row, left]
}
