// Source: the power iteration of Polis, math/src/polismath/math/pca.clj: at most 100 rounds, deflation by projection.

import type { VoteMatrix } from '../../src/math/polis/votes.ts'

const most = 100

/** The first axis where the iteration stops, and the second axis after each round that it may take. */
export interface Iterated {
  first: Float64Array
  second: Float64Array[]
}

/**
 * How production's axes go on from the components it stored (its warm start). It stops when a length repeats to the
 * last bit, which depends on the library's order of sums; close eigenvalues make the round matter, so all are given.
 */
export function warmAxes(
  votes: VoteMatrix,
  zeroed: Uint8Array,
  mean: Float64Array,
  starts: readonly [number[], number[]],
): Iterated {
  const rows = dense(votes, zeroed, mean)
  const { rounds, stop } = powerIteration(rows, Float64Array.from(starts[0]))
  const first = rounds[stop]!
  const rest = rows.map((row) => plus(row, -dot(first, row) / dot(first, first), first))
  return { first, second: powerIteration(rest, Float64Array.from(starts[1])).rounds }
}

function dense(votes: VoteMatrix, zeroed: Uint8Array, mean: Float64Array): Float64Array[] {
  return Array.from({ length: votes.people }, (_, p) => {
    const row = new Float64Array(votes.statements)
    for (let i = votes.start[p]!; i < votes.start[p + 1]!; i++) {
      const c = votes.column[i]!
      if (!zeroed[c]) row[c] = votes.choice[i]! - mean[c]!
    }
    return row
  })
}

/** The vector after each round, and the first round at which its length repeats (the last one if none does). */
function powerIteration(rows: Float64Array[], start: Float64Array): { rounds: Float64Array[]; stop: number } {
  const rounds: Float64Array[] = []
  let stop = most
  let vector = start
  let last = 0
  for (let round = 0; round <= most; round++) {
    const product = new Float64Array(vector.length)
    for (const row of rows) addTo(product, dot(vector, row), row)
    const length = Math.sqrt(dot(product, product))
    vector = product.map((value) => value / length)
    rounds.push(vector)
    if (length === last && round < stop) stop = round
    last = length
  }
  return { rounds, stop }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addTo(a: Float64Array, factor: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i]! += factor * b[i]!
}

function plus(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  const sum = a.slice()
  addTo(sum, factor, b)
  return sum
}
