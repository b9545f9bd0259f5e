import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { powerIndices } from '../../src/math/power.ts'
import type { ReferenceLine } from './line.ts'

/** Banzhaf's index of the three largest owners by stake at genesis, under more than half (design: algorithms C8b). */
const published = [0.613, 0.339, 0.181]

/**
 * The power of all owners of stake in the genesis block, under more than half of it. The same indices are counted here in
 * another way: in twice as many units, a weight between two of them drawn for one or the other, one voter taken
 * out by leaving him out of the product, and Simpson's rule over p instead of Gauss's.
 */
export async function referencePower(dir: string): Promise<ReferenceLine[]> {
  const file = join(dir, 'bittensor', 'genesis', 'stakes.json')
  if (!existsSync(file)) return [{ name: 'power at genesis', ok: false, line: `${file} is missing` }]
  const owners = new Map<string, bigint>()
  const stakes: [coldkey: string, hotkey: string, rao: string][] = JSON.parse(readFileSync(file, 'utf8'))
  for (const [coldkey, , rao] of stakes) owners.set(coldkey, (owners.get(coldkey) ?? 0n) + BigInt(rao))
  const weights = [...owners.values()].filter((each) => each > 0n).sort((a, b) => (a < b ? 1 : -1))
  const total = weights.reduce((sum, each) => sum + each, 0n)
  const before = performance.now()
  const { banzhaf, shapley } = powerIndices(weights, total / 2n + 1n)
  const ms = performance.now() - before
  const apart = published.map((each, place) => Math.abs((banzhaf[place] ?? 0) - each))
  const other = published.map((_, place) => otherShapley(weights.map(Number), place))
  const off = Math.max(...other.map((each, place) => Math.abs(each - (shapley[place] ?? 0))))
  const [first, second, third] = Array.from(banzhaf, (each) => each.toFixed(4))
  return [
    {
      name: 'Banzhaf at genesis',
      ok: apart.every((each) => each <= 0.001),
      line: `${weights.length} owners, all counted: ${first}, ${second}, ${third} (published ${published.join(', ')}); both indices in ${ms.toFixed(0)} ms`,
    },
    {
      name: 'Shapley at genesis',
      ok: off <= 1e-6,
      line: `the three largest within ${off.toExponential(1)} of Simpson's rule in other units`,
    },
  ]
}

const units = 10_000
const points = 64

/** Shapley's index of one of many voters under half of all weights, without any code of the index that it checks. */
function otherShapley(weights: readonly number[], voter: number): number {
  const total = weights.reduce((sum, each) => sum + each, 0)
  const scaled = weights.map((each) => (each / total) * units)
  const own = scaled[voter] ?? 0
  const others = scaled.filter((_, place) => place !== voter)
  let sum = 0
  for (let i = 0; i <= points; i++) {
    const factor = i === 0 || i === points ? 1 : i % 2 === 1 ? 4 : 2
    sum += factor * turns(others, own, i / points)
  }
  return sum / (3 * points)
}

/** The chance that the sum of others in favour lies in the last `own` units below a half; fractions of a unit are drawn. */
function turns(others: readonly number[], own: number, p: number): number {
  const length = units / 2 + 2
  const chances = new Float64Array(length)
  chances[0] = 1
  for (const weight of others) {
    const lower = Math.floor(weight)
    const [some, more] = [p * (1 - weight + lower), p * (weight - lower)]
    for (let sum = length - 1; sum >= 0; sum--) {
      const joined =
        (sum >= lower ? some * chances[sum - lower]! : 0) + (sum > lower ? more * chances[sum - lower - 1]! : 0)
      chances[sum] = (1 - p) * chances[sum]! + joined
    }
  }
  const below = (edge: number): number => {
    let mass = 0
    for (const [sum, chance] of chances.entries()) mass += chance * Math.min(1, Math.max(0, edge - sum + 0.5))
    return mass
  }
  return below(units / 2) - below(units / 2 - own)
}
