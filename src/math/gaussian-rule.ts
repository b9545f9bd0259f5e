/**
 * Does something help people on both sides? The rule that Community Notes uses beside its matrix factorisation (published
 * code `gaussian_scorer.py`; constants of `GaussianParams`): smooth the ratings over the places of their raters, and take
 * the geometric mean over places on either side. Where one side is silent or says no, the mean is small. No training is
 * needed, so it works for few ratings, when the raters have places from elsewhere.
 */

/** Ratings of one thing: where each rater stands, from -1 to 1 with 0 in the middle, and 1, 0.5 or 0. */
export interface PlacedRatings {
  place: Float64Array
  value: Float64Array
}

const pointsPerSide = 25
const bandwidth = 0.1
/** What a rating in the middle counts, and how much heavier one of 0 weighs. */
const somewhat = 0.7
const heavier = 1.75
/** What is believed before any rating, where a side has enough of them and where it has not; and how much that weighs. */
const prior = 0.35
const priorOfFew = 0.1
const fewRatings = 3
const priorWeight = 0.4
const [least, most] = [0.05, 0.8]

/** From here on something is found to help on both sides; with fewer ratings than `fewestRatings` nothing is. */
export const gaussianHelpful = 0.51
export const fewestRatings = 5

/**
 * The geometric mean of smoothed ratings over 25 places on each side, which are quantiles of `everybody`: the places of all
 * raters there are. From 0.05 to 0.8. Sums run in the order given; the exponential function is rounded where it is published.
 */
export function gaussianRule({ place, value }: PlacedRatings, everybody: Float64Array): number {
  const sorted = everybody.toSorted()
  const sides = [sorted.filter((each) => each < 0), sorted.filter((each) => each >= 0)]
  const points = sides.flatMap((side) => quantiles(side))
  if (points.length === 0) return least
  const kernels = kernelsOf(place, points)
  const weight = (priorWeight * Math.log(Math.max(place.length, 9))) / Math.log(9)
  let logs = 0
  for (let p = 0; p < points.length; p++) {
    const enough = countOn(place, points[p]!) >= fewRatings
    const believed = enough ? prior : priorOfFew
    let [sum, all] = [believed * weight, weight]
    for (let i = 0; i < place.length; i++) {
      const w = kernels[p]![i]! * (value[i] === 0 ? heavier : 1)
      sum += w * (value[i] === 0.5 ? somewhat : value[i]!)
      all += w
    }
    logs += Math.log(Math.min(most, Math.max(least, sum / all)))
  }
  return Math.exp(logs / points.length)
}

/** Places at equal steps of rank; none for an empty side. */
function quantiles(side: Float64Array): number[] {
  if (side.length === 0) return []
  return Array.from({ length: pointsPerSide }, (_, i) => {
    const at = ((i + 0.5) / pointsPerSide) * side.length - 0.5
    const low = Math.max(0, Math.floor(at))
    const high = Math.min(side.length - 1, low + 1)
    return side[low]! + (side[high]! - side[low]!) * Math.max(0, at - low)
  })
}

/** Weight of each rating at each place; those of one rating add up to the number of places on its side. */
function kernelsOf(place: Float64Array, points: number[]): Float64Array[] {
  const kernels = points.map((point) => place.map((x) => Math.exp(-((x - point) ** 2) / (2 * bandwidth * bandwidth))))
  for (let i = 0; i < place.length; i++) {
    let sum = 0
    for (const kernel of kernels) sum += kernel[i]!
    if (sum > 0) for (const kernel of kernels) kernel[i]! *= pointsPerSide / sum
  }
  return kernels
}

/** Ratings on the side of a place. */
function countOn(place: Float64Array, point: number): number {
  return place.reduce((count, each) => count + (each < 0 === point < 0 ? 1 : 0), 0)
}
