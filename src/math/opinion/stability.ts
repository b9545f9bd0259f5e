import { adjustedRandIndex } from '../rand-index.ts'
import { random } from '../random.ts'
import { upTo } from '../sparse.ts'
import { axesOf, placesByMean, sumsAlong } from './axes.ts'
import { onStatements, type WholeBallots } from './ballots.ts'
import { bestOfStarts, nearest, type Seeds } from './seeded-kmeans.ts'

/** Draws of statements. */
export const draws = 50
/** The part of all statements in each. */
const part = 0.8
/** Numbers of seeds that no start of k-means has. */
const beyondStarts = 1000
/** Most ballots that are looked at: the first ones, which follow from what they say and from nothing else. */
const mostBallots = 2000

/**
 * How far groups stay the same when a fifth of the statements had not been there: the mean adjusted Rand index between
 * the groups and those found anew, as many, on 50 seeded draws of 80 % of the statements; about 0 for chance, at most 1.
 * It is told beside the groups and decides nothing. `of`: group of each ballot, `inCore`: which are asked. null where no
 * draw leaves places enough.
 */
export function stabilityOf(
  { matrix, voice }: Pick<WholeBallots, 'matrix' | 'voice'>,
  { of, inCore }: { of: Int32Array; inCore: Uint8Array },
  k: number,
  seeds: Seeds,
): number | null {
  const rows = upTo(of.length)
    .filter((row) => inCore[row] === 1)
    .slice(0, mostBallots)
  const asked = rowsOf({ matrix, voice }, rows)
  const groups = rows.map((row) => of[row]!)
  let [sum, made] = [0, 0]
  for (let draw = 0; draw < draws; draw++) {
    const kept = drawn(matrix.statements, seeds(k, beyondStarts + draw))
    const sample = onStatements(asked.matrix, kept)
    const axes = axesOf({ matrix: sample, voice: asked.voice })
    const points = placesByMean(sumsAlong(sample, axes), sample.statements)
    const found = bestOfStarts(points, asked.voice, k, (groups, start) => [draw, ...seeds(groups, start)])
    if (found === null) continue
    const again = Int32Array.from(points.x, (x, p) => nearest(found.centre, x, points.y[p]!))
    sum += adjustedRandIndex(groups, again)
    made++
  }
  return made === 0 ? null : sum / made
}

function rowsOf({ matrix, voice }: Pick<WholeBallots, 'matrix' | 'voice'>, rows: Int32Array) {
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, at) => {
    start[at + 1] = start[at]! + matrix.start[row + 1]! - matrix.start[row]!
  })
  const [column, choice] = [new Int32Array(start[rows.length]!), new Int8Array(start[rows.length]!)]
  rows.forEach((row, at) => {
    column.set(matrix.column.subarray(matrix.start[row]!, matrix.start[row + 1]!), start[at]!)
    choice.set(matrix.choice.subarray(matrix.start[row]!, matrix.start[row + 1]!), start[at]!)
  })
  return {
    matrix: { people: rows.length, statements: matrix.statements, start, column, choice },
    voice: Float64Array.from(rows, (row) => voice[row]!),
  }
}

/** 80 % of the statements, in their order. */
function drawn(statements: number, seed: readonly number[]): Int32Array {
  const { below } = random(...seed)
  const all = upTo(statements)
  const count = Math.ceil(part * statements)
  for (let at = 0; at < count; at++) {
    const other = at + below(statements - at)
    const held = all[at]!
    all[at] = all[other]!
    all[other] = held
  }
  return all.slice(0, count).sort()
}
