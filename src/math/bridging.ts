/**
 * Bridging-based ranking: what people who usually disagree both rate well. The matrix factorisation of Community Notes
 * (Wojcik et al., Birdwatch, 2022; loss as in the published code `scoring/matrix_factorization`, whose means over raters
 * and notes weigh otherwise than the sums of the paper): a rating is
 *
 *     μ + i_rater + i_note + f_rater · f_note
 *
 * and the intercept of a note is how well it is rated once the factor has explained who sides with whom.
 */

import { leadingRightVectors } from './lanczos.ts'
import { random } from './random.ts'
import { offsets, type Sparse, stableOrder, upTo } from './sparse.ts'

/** Ratings as three columns: rater, note, and 0, 0.5 or 1. At most one for each pair. */
export interface Ratings {
  raters: number
  notes: number
  rater: Int32Array
  note: Int32Array
  value: Float64Array
}

/** Where notes and raters stand, and how well it fits. */
export interface Bridging {
  /** μ. */
  global: number
  raterIntercept: Float64Array
  raterFactor: Float64Array
  noteIntercept: Float64Array
  noteFactor: Float64Array
  /** What was minimised. */
  loss: number
  /** Rounds of alternation that it took. */
  rounds: number
}

/** Weights of the penalties on factors, and on intercepts and μ. */
const lambdaFactor = 0.03
const lambdaIntercept = 0.15
/** A fit stops when no parameter moves by more than this in a round; at the latest after so many rounds. */
const tolerance = 1e-10
const mostRounds = 20_000
/** How far each start is followed before the best is chosen, and how many starts there are beside the first. */
const roughly = 1e-6
const otherStarts = 8
/** Losses and norms that differ by less are equal. */
const alike = 1e-9

/**
 * The parameters at the minimum of the loss, by alternating ridge regression: each rater's two parameters, each note's,
 * and μ are set in turn to their best values given the rest. It starts at the leading singular vector of the
 * double-centred ratings, which are all 0 where ratings are only additive, and at eight places that follow from fixed
 * seeds; the lowest loss wins, of equal ones the smaller factors. Every sum runs in a fixed order, so equal ratings give
 * equal bits. The sign of the factor is such that more raters have a negative one. Empty ratings give zeros.
 */
export function bridging(ratings: Ratings): Bridging {
  const first = start(ratings)
  if (ratings.value.length === 0) return { ...first, loss: 0, rounds: 0 }
  const sides = [sidesOf(ratings, 'rater'), sidesOf(ratings, 'note')] as const
  let best = follow(ratings, sides, first, roughly)
  for (let seed = 1; seed <= otherStarts; seed++) {
    const other = follow(ratings, sides, randomStart(ratings, seed), roughly)
    if (isBetter(other, best)) best = other
  }
  const { loss, rounds, model } = follow(ratings, sides, best.model, tolerance)
  return { ...signed(model), loss, rounds: best.rounds + rounds }
}

/** A model that was followed towards its minimum. */
interface Followed {
  model: Model
  loss: number
  rounds: number
}

/** Alternates until no parameter moves by more than `still` in a round. The model given is changed. */
function follow(ratings: Ratings, [byRater, byNote]: readonly [Side, Side], model: Model, still: number): Followed {
  let rounds = 0
  for (let moved = Number.POSITIVE_INFINITY; moved > still && rounds < mostRounds; rounds++) {
    moved = fitGlobal(ratings, model)
    moved = Math.max(moved, fitSide(ratings, model, byRater))
    moved = Math.max(moved, fitSide(ratings, model, byNote))
  }
  return { model, loss: lossOf(ratings, model), rounds }
}

function isBetter(other: Followed, than: Followed): boolean {
  if (Math.abs(other.loss - than.loss) > alike) return other.loss < than.loss
  const norm = ({ model }: Followed): number => meanSquare(model.raterFactor) + meanSquare(model.noteFactor)
  return norm(other) < norm(than) - alike
}

/** Factors between -1 and 1 that follow from a seed. */
function randomStart({ raters, notes }: Ratings, seed: number): Model {
  const { unit } = random(seed)
  const drawn = (length: number): Float64Array => new Float64Array(length).map(() => 2 * unit() - 1)
  return {
    global: 0,
    raterIntercept: new Float64Array(raters),
    noteIntercept: new Float64Array(notes),
    raterFactor: drawn(raters),
    noteFactor: drawn(notes),
  }
}

type Model = Omit<Bridging, 'loss' | 'rounds'>

function start({ raters, notes, ...ratings }: Ratings): Model {
  const zeros = { raterIntercept: new Float64Array(raters), noteIntercept: new Float64Array(notes) }
  const raterFactor = new Float64Array(raters)
  if (ratings.value.length === 0) return { global: 0, ...zeros, raterFactor, noteFactor: new Float64Array(notes) }
  const matrix = centred({ raters, notes, ...ratings })
  const [noteFactor] = leadingRightVectors(matrix, 1).vectors
  for (let r = 0; r < raters; r++) {
    for (let i = matrix.start[r]!; i < matrix.start[r + 1]!; i++)
      raterFactor[r]! += matrix.value[i]! * noteFactor![matrix.column[i]!]!
  }
  return { global: 0, ...zeros, raterFactor, noteFactor: noteFactor! }
}

/** Ratings less the means of their rater and of their note, plus the mean of all. */
function centred({ raters, notes, rater, note, value }: Ratings): Sparse {
  const [ofRater, ofNote] = [means(rater, raters, value), means(note, notes, value)]
  const all = value.reduce((sum, each) => sum + each, 0) / value.length
  const byNote = stableOrder(note, notes, upTo(value.length))
  const order = stableOrder(rater, raters, byNote)
  return {
    rows: raters,
    cols: notes,
    start: offsets(rater, raters),
    column: order.map((i) => note[i]!),
    value: Float64Array.from(order, (i) => value[i]! - ofRater[rater[i]!]! - ofNote[note[i]!]! + all),
  }
}

function means(key: Int32Array, keys: number, value: Float64Array): Float64Array {
  const [sums, counts] = [new Float64Array(keys), new Float64Array(keys)]
  for (let i = 0; i < key.length; i++) {
    sums[key[i]!]! += value[i]!
    counts[key[i]!]!++
  }
  return sums.map((sum, k) => (counts[k] === 0 ? 0 : sum / counts[k]!))
}

/** One of the two sides, its ratings together. */
interface Side {
  which: 'rater' | 'note'
  size: number
  start: Int32Array
  /** Ratings by this side, in their order. */
  order: Int32Array
}

function sidesOf(ratings: Ratings, which: Side['which']): Side {
  const size = which === 'rater' ? ratings.raters : ratings.notes
  const key = ratings[which]
  return { which, size, start: offsets(key, size), order: stableOrder(key, size, upTo(key.length)) }
}

/** Sets intercept and factor of everyone on a side to the minimum given the other side; gives the largest move. */
function fitSide({ rater, note, value }: Ratings, model: Model, { which, size, start: begin, order }: Side): number {
  const own = which === 'rater'
  const [intercept, factor] = own ? [model.raterIntercept, model.raterFactor] : [model.noteIntercept, model.noteFactor]
  const [others, otherFactor] = own
    ? [model.noteIntercept, model.noteFactor]
    : [model.raterIntercept, model.raterFactor]
  const other = own ? note : rater
  const [ridgeIntercept, ridgeFactor] = [lambdaIntercept, lambdaFactor].map((each) => (each * value.length) / size)
  let moved = 0
  for (let k = 0; k < size; k++) {
    let [n, f, ff, y, yf] = [0, 0, 0, 0, 0]
    for (let at = begin[k]!; at < begin[k + 1]!; at++) {
      const i = order[at]!
      const x = otherFactor[other[i]!]!
      const rest = value[i]! - model.global - others[other[i]!]!
      n++
      f += x
      ff += x * x
      y += rest
      yf += rest * x
    }
    const [a, d] = [n + ridgeIntercept!, ff + ridgeFactor!]
    const determinant = a * d - f * f
    const [nextIntercept, nextFactor] = [(d * y - f * yf) / determinant, (a * yf - f * y) / determinant]
    moved = Math.max(moved, Math.abs(nextIntercept - intercept[k]!), Math.abs(nextFactor - factor[k]!))
    intercept[k] = nextIntercept
    factor[k] = nextFactor
  }
  return moved
}

function fitGlobal({ rater, note, value }: Ratings, model: Model): number {
  let sum = 0
  for (let i = 0; i < value.length; i++) sum += value[i]! - predicted(model, rater[i]!, note[i]!) + model.global
  const next = sum / (value.length * (1 + lambdaIntercept))
  const moved = Math.abs(next - model.global)
  model.global = next
  return moved
}

function predicted(
  { global, raterIntercept, raterFactor, noteIntercept, noteFactor }: Model,
  rater: number,
  note: number,
): number {
  return global + raterIntercept[rater]! + noteIntercept[note]! + raterFactor[rater]! * noteFactor[note]!
}

function lossOf({ rater, note, value }: Ratings, model: Model): number {
  let squares = 0
  for (let i = 0; i < value.length; i++) squares += (value[i]! - predicted(model, rater[i]!, note[i]!)) ** 2
  const { global, raterIntercept, raterFactor, noteIntercept, noteFactor } = model
  const factors = meanSquare(raterFactor) + meanSquare(noteFactor)
  const intercepts = meanSquare(raterIntercept) + meanSquare(noteIntercept) + global * global
  return squares / value.length + lambdaFactor * factors + lambdaIntercept * intercepts
}

const meanSquare = (all: Float64Array): number => all.reduce((sum, each) => sum + each * each, 0) / all.length

function signed(model: Model): Model {
  const negative = model.raterFactor.reduce((sum, each) => sum + Math.sign(each), 0)
  if (negative <= 0) return model
  return { ...model, raterFactor: model.raterFactor.map((f) => -f), noteFactor: model.noteFactor.map((f) => -f) }
}

export type BridgingStatus = 'helpful' | 'not helpful' | 'needs more ratings'

/** Where a note stands by the published thresholds: at least 0.40 and no strong factor; or far below what its factor explains. */
export function bridgingStatus(intercept: number, factor: number): BridgingStatus {
  const size = Math.abs(factor)
  if (intercept >= 0.4 && size < 0.5) return 'helpful'
  return intercept < -0.05 - 0.8 * size ? 'not helpful' : 'needs more ratings'
}

/**
 * Ratings of raters and notes that have enough of each other, numbered anew in their order: who has too few goes, again
 * and again until nobody has. `raters` and `notes` of the result name the ones that stay.
 */
export function enoughRatings(
  ratings: Ratings,
  leastPerRater: number,
  leastPerNote: number,
): { ratings: Ratings; raters: Int32Array; notes: Int32Array } {
  let kept = upTo(ratings.value.length)
  for (;;) {
    const [perRater, perNote] = [new Int32Array(ratings.raters), new Int32Array(ratings.notes)]
    for (const i of kept) {
      perRater[ratings.rater[i]!]!++
      perNote[ratings.note[i]!]!++
    }
    const next = kept.filter(
      (i) => perRater[ratings.rater[i]!]! >= leastPerRater && perNote[ratings.note[i]!]! >= leastPerNote,
    )
    if (next.length === kept.length) return renumbered(ratings, kept)
    kept = next
  }
}

function renumbered(ratings: Ratings, kept: Int32Array) {
  const pick = (key: Int32Array) => Int32Array.from([...new Set(kept.map((i) => key[i]!))]).sort()
  const [raters, notes] = [pick(ratings.rater), pick(ratings.note)]
  const place = (all: Int32Array) => new Map(Array.from(all, (each, i) => [each, i]))
  const [raterPlace, notePlace] = [place(raters), place(notes)]
  return {
    raters,
    notes,
    ratings: {
      raters: raters.length,
      notes: notes.length,
      rater: kept.map((i) => raterPlace.get(ratings.rater[i]!)!),
      note: kept.map((i) => notePlace.get(ratings.note[i]!)!),
      value: Float64Array.from(kept, (i) => ratings.value[i]!),
    },
  }
}
