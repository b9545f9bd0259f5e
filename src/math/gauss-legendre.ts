/** Nodes and weights of the Gauss-Legendre rule (Abramowitz and Stegun 25.4.29), here from 0 to 1. */
export interface Quadrature {
  /** Rising, between 0 and 1, symmetric about a half. */
  nodes: Float64Array
  /** They sum to 1. */
  weights: Float64Array
}

/** Halvings of the interval before Newton's steps: enough that the nearest root is the one looked for. */
const halvings = 30

/**
 * The rule of `count` points, exact for polynomials of degree below 2 × count. Roots of the Legendre polynomial are told
 * apart by the changes of sign of its sequence, so that no arithmetic but + - * / is needed. Throws RangeError below 1.
 */
export function gaussLegendre(count: number): Quadrature {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`a rule of ${count} points: at least 1 is needed`)
  const [nodes, weights] = [new Float64Array(count), new Float64Array(count)]
  for (let above = 0; above < count / 2; above++) {
    let x = isolate(count, above)
    for (let step = 0; step < 4; step++) {
      const { value, slope } = legendre(count, x)
      x -= value / slope
    }
    const { slope } = legendre(count, x)
    const weight = 1 / ((1 - x * x) * slope * slope)
    nodes[above] = (1 - x) / 2
    nodes[count - 1 - above] = (1 + x) / 2
    weights[above] = weight
    weights[count - 1 - above] = weight
  }
  return { nodes, weights }
}

/** A number near the root of the Legendre polynomial that has so many roots above it. */
function isolate(degree: number, above: number): number {
  let [low, high] = [-1, 1]
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (legendre(degree, middle).rootsAbove > above) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The Legendre polynomial of a degree at x inside (-1, 1), its slope, and how many of its roots are larger. */
function legendre(degree: number, x: number): { value: number; slope: number; rootsAbove: number } {
  let [before, value, rootsAbove] = [1, x, x < 0 ? 1 : 0]
  for (let n = 1; n < degree; n++) {
    const next = ((2 * n + 1) * x * value - n * before) / (n + 1)
    if (next < 0 !== value < 0) rootsAbove++
    ;[before, value] = [value, next]
  }
  return { value, slope: (degree * (before - x * value)) / (1 - x * x), rootsAbove }
}
