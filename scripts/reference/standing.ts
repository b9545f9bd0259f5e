import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SideCounts, standingOf } from '../../src/math/standing.ts'
import { standingByChance } from '../../test/standing-by-chance.ts'
import type { ReferenceLine } from './line.ts'

/** A case as it was worked out elsewhere. */
interface Case {
  sides: SideCounts[]
  state: string
  why: string
  named: number[]
  more?: number[]
}

/** The points per side, against cases worked out elsewhere and against what the rule promises. */
export async function referenceStanding(dir: string): Promise<ReferenceLine[]> {
  return [againstCases(join(dir, 'standing.json')), byChance()]
}

function againstCases(file: string): ReferenceLine {
  const name = 'standing'
  if (!existsSync(file)) return { name, ok: false, line: `${file} is missing` }
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
  const differ = cases.flatMap(({ sides, state, why, named, more = [] }, i) => {
    const found = standingOf(sides, 0)
    const same = JSON.stringify([found.state, found.why, found.named, found.more])
    return same === JSON.stringify([state, why, named, more]) ? [] : [`case ${i} is ${same}`]
  })
  const line = [`${cases.length - differ.length} of ${cases.length} cases`, ...differ].join('; ')
  return { name, ok: cases.length > 0 && differ.length === 0, line }
}

function byChance(): ReferenceLine {
  const { steps, states, fell, moved, crooked, misjudged } = standingByChance(1_200_000)
  const met = Object.entries(states).map(([state, times]) => `${times} ${state}`)
  const ok = fell + moved + crooked + misjudged === 0
  const line = `${steps} steps towards "explains", ${fell} lowered it; other order ${moved}, words exchanged ${crooked}, misjudged ${misjudged} (${met.join(', ')})`
  return { name: 'standing by chance', ok, line }
}
