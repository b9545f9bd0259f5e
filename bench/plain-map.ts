// The opinion map as one would first write it: a dense matrix of rows, power iteration, points as objects. What the
// sparse one is measured against.

interface Point {
  x: number
  y: number
}

interface Cluster {
  centre: Point
  members: number[]
}

/** Group of each person (-1: none) from a dense table of votes, null where there is none; `zeroed` as in the map. */
export function plainMap(table: (number | null)[][], zeroed: boolean[]): number[] {
  const rows = table.map((row) => row.map((vote, c) => (zeroed[c] ? 0 : vote)))
  const mean = zeroed.map((_, c) => average(rows.map((row) => row[c]!).filter((vote) => vote !== null)))
  const centred = rows.map((row) => row.map((vote, c) => (vote === null ? 0 : vote - mean[c]!)))
  const first = powerIteration(centred)
  const second = powerIteration(centred.map((row) => minus(row, dot(row, first), first)))
  const points = rows.map((row, p) => {
    const scale = Math.sqrt(row.length / Math.max(1, row.filter((vote) => vote !== null).length))
    return { x: scale * dot(centred[p]!, first), y: scale * dot(centred[p]!, second) }
  })
  const active = table.flatMap((row, p) => (row.filter((vote) => vote !== null).length >= 7 ? [p] : []))
  const base = kmeans(
    active.map((p) => points[p]!),
    active.map(() => 1),
    100,
    100,
  )
  return groupsOf(base, active, table.length)
}

function groupsOf(base: Cluster[], active: number[], people: number): number[] {
  const centres = base.map(({ centre }) => centre)
  const weights = base.map(({ members }) => members.length)
  let best: { quality: number; clusters: Cluster[] } = { quality: -2, clusters: [] }
  for (let k = 2; k <= Math.min(5, 2 + Math.floor(base.length / 12)); k++) {
    const clusters = kmeans(centres, weights, k, 20)
    const quality = silhouette(centres, clusters)
    if (quality >= best.quality) best = { quality, clusters }
  }
  const group = new Array<number>(people).fill(-1)
  best.clusters.forEach(({ members }, g) => {
    for (const b of members) for (const i of base[b]!.members) group[active[i]!] = g
  })
  return group
}

function powerIteration(rows: number[][]): number[] {
  let vector = rows[0]!.map(() => 1)
  let last = 0
  for (let round = 0; round < 100; round++) {
    const products = rows.map((row) => dot(row, vector))
    const next = vector.map((_, c) => rows.reduce((sum, row, p) => sum + row[c]! * products[p]!, 0))
    const length = Math.sqrt(dot(next, next))
    vector = next.map((value) => value / length)
    if (length === last) break
    last = length
  }
  return vector
}

function kmeans(points: Point[], weights: number[], k: number, rounds: number): Cluster[] {
  const distinct = points.filter((p, i) => points.findIndex((q) => q.x === p.x && q.y === p.y) === i)
  let clusters: Cluster[] = distinct.slice(0, k).map((centre) => ({ centre, members: [] }))
  for (let round = 0; round <= rounds; round++) {
    const filled = clusters.map(({ centre }): Cluster => ({ centre, members: [] }))
    points.forEach((point, i) => {
      const away = filled.map(({ centre }) => distance(point, centre))
      filled[away.lastIndexOf(Math.min(...away))]!.members.push(i)
    })
    const moved = filled.filter(({ members }) => members.length > 0)
    const next = moved.map(({ members }) => ({ centre: weightedMean(points, weights, members), members }))
    const still =
      next.length === clusters.length && next.every(({ centre }, i) => distance(centre, clusters[i]!.centre) < 0.01)
    clusters = next
    if (still) break
  }
  return clusters
}

function silhouette(points: Point[], clusters: Cluster[]): number {
  return average(
    points.map((point, i) => {
      const means = clusters.map(({ members }) => {
        const others = members.filter((m) => m !== i)
        return {
          own: members.includes(i),
          mean: average(others.map((m) => distance(point, points[m]!))),
          n: others.length,
        }
      })
      const own = means.find((each) => each.own)!
      const nearest = Math.min(...means.filter((each) => !each.own).map(({ mean }) => mean))
      return own.n === 0 ? 0 : (nearest - own.mean) / Math.max(nearest, own.mean)
    }),
  )
}

function weightedMean(points: Point[], weights: number[], members: number[]): Point {
  const total = members.reduce((sum, m) => sum + weights[m]!, 0)
  const along = (axis: 'x' | 'y'): number => members.reduce((sum, m) => sum + weights[m]! * points[m]![axis], 0) / total
  return { x: along('x'), y: along('y') }
}

function average(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function minus(a: number[], factor: number, b: number[]): number[] {
  return a.map((value, i) => value - factor * b[i]!)
}

function distance(a: Point, b: Point): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)
}
