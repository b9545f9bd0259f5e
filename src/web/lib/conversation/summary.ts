import { groupStyle } from '../../../draw/palette.ts'
import { mostly } from '../../../views/conversation/opinion-map/held.ts'
import type { HeldStatement } from '../../../views/conversation/opinion-statements.ts'
import { say } from '../language.ts'
import { percent } from '../words.ts'

/** Who is compared: clear groups with their numbers, or parts of the first axis. */
export interface Parts {
  cut: 'groups' | 'halves' | 'quarters' | 'none'
  groups: readonly number[]
}

/** What is said of a statement in the summary: a sentence that leads to it, and the figures that it rests on. */
export interface Said {
  id: string
  lead: string
  body: string | null
  /** Whose record can be opened; false for an imported statement, which has none. */
  signed: boolean
  /** A figure of each part. */
  figures: string[]
}

/** The name of a part inside a sentence. */
export function partName({ cut, groups }: Parts, part: number): string {
  return cut === 'groups'
    ? say('report.part.groups', { letter: groupStyle(groups[part] ?? part).letter })
    : say(`report.part.${cut === 'none' ? 'halves' : cut}`, { part: String(part) })
}

/** A statement that joins or divides, in a fixed sentence filled from the tallies. */
export function saidOf({ id, imported, body, parts, state, side }: HeldStatement, compared: Parts): Said {
  const about = { id, body, signed: imported === null }
  if (state === 'joins' && side !== null) {
    const figures = parts.map((part, at) => figureOf(compared, at, percent(part[side], part.seen)))
    return { ...about, lead: say('report.joins', { cut: compared.cut, side }), figures }
  }
  const holding = (choice: 'agree' | 'disagree'): string[] =>
    parts.flatMap((part, at) => (mostly(part, choice) ? [partName(compared, at)] : []))
  const lead = say('report.divides', { agreeing: holding('agree'), disagreeing: holding('disagree') })
  return { ...about, lead, figures: parts.map((part, at) => figureOf(compared, at, percent(part.agree, part.seen))) }
}

const figureOf = (compared: Parts, part: number, figure: string): string =>
  say('report.share', { part: partName(compared, part), share: figure })
