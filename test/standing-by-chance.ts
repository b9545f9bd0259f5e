/** What the rule of points per side promises, tried on counts drawn by chance. */

import { type Random, random } from '../src/math/random.ts'
import { type SideCounts, type Standing, type StandingState, standingOf } from '../src/math/standing.ts'

/** How often each state was met, and how often a promise was broken. */
export interface Tried {
  /** Steps towards "explains" that were compared. */
  steps: number
  states: Record<StandingState, number>
  /** A supporter more, or a voice moved towards "explains", that lowered the state. */
  fell: number
  /** Sides in another order that gave another state, reason or other sides named. */
  moved: number
  /** The words exchanged that did not exchange the states. */
  crooked: number
  /** As many more as were said to be enough that were not, or one fewer that were. */
  misjudged: number
}

/** Tries counts of one to four sides until so many steps were compared; the same at every call. */
export function standingByChance(atLeast: number): Tried {
  const chance = random(16)
  const states = { stands: 0, open: 0, disputed: 0, 'does-not-stand': 0 }
  const tried: Tried = { steps: 0, states, fell: 0, moved: 0, crooked: 0, misjudged: 0 }
  while (tried.steps < atLeast) {
    const sides = drawn(chance)
    const found = standingOf(sides, 0)
    states[found.state]++
    for (const [i, side] of sides.entries())
      for (const next of stepsUp(side)) {
        tried.steps++
        if (rank[standingOf(sides.with(i, next), 0).state] < rank[found.state]) tried.fell++
      }
    if (!isSameTurned(sides, found)) tried.moved++
    if (standingOf(sides.map(exchanged), 0).state !== mirrored[found.state]) tried.crooked++
    if (found.why === 'few' && isMisjudged(sides, found)) tried.misjudged++
  }
  return tried
}

/** Mostly small, where the bounds are. */
function drawn({ below }: Random): SideCounts[] {
  const voices = (): number => (below(4) === 0 ? below(40) : below(6))
  return Array.from({ length: 1 + below(4) }, () => ({
    people: below(3) === 0 ? below(60) : 3 + below(6),
    explains: voices(),
    partly: below(2) * voices(),
    doesNot: below(3) === 0 ? voices() : below(3),
  }))
}

const rank: Readonly<Record<StandingState, number>> = { stands: 2, open: 1, disputed: 1, 'does-not-stand': 0 }
const mirrored: Readonly<Record<StandingState, StandingState>> = {
  stands: 'does-not-stand',
  'does-not-stand': 'stands',
  open: 'open',
  disputed: 'disputed',
}

const exchanged = ({ explains, doesNot, ...rest }: SideCounts): SideCounts => ({
  ...rest,
  explains: doesNot,
  doesNot: explains,
})

/** Every step towards "explains" that one voice of a side can make. */
function stepsUp({ explains, partly, doesNot, people }: SideCounts): SideCounts[] {
  return [
    { people, explains: explains + 1, partly, doesNot },
    ...(partly > 0 ? [{ people, explains: explains + 1, partly: partly - 1, doesNot }] : []),
    ...(doesNot > 0 ? [{ people, explains: explains + 1, partly, doesNot: doesNot - 1 }] : []),
    ...(doesNot > 0 ? [{ people, explains, partly: partly + 1, doesNot: doesNot - 1 }] : []),
  ]
}

function isSameTurned(sides: readonly SideCounts[], { state, why, named }: Standing): boolean {
  const turned = standingOf(sides.toReversed(), 0)
  const back = turned.named.map((i) => sides.length - 1 - i).sort((a, b) => a - b)
  return turned.state === state && turned.why === why && back.join() === named.join()
}

/** Those of a crowd that come on top go where most support it already: it does not matter whose they are. */
function isMisjudged(sides: readonly SideCounts[], { named, more, enough }: Standing): boolean {
  const net = sides.map(({ explains, partly, doesNot }) => 2 * explains - partly - 3 * doesNot)
  const first = named[0] ?? net.indexOf(Math.max(...net))
  const added = new Map(named.length === 0 ? [[first, more[0]]] : named.map((i, n) => [i, more[n]]))
  const standsWith = (less: number): boolean => {
    const raised = sides.map((side, i) => {
      const own = (added.get(i) ?? 0) - (i === first ? less : 0)
      return { ...side, explains: side.explains + own }
    })
    return standingOf(raised, 0).state === 'stands'
  }
  return standsWith(0) !== enough || standsWith(1)
}
