/** What is remembered of a conversation, moment after moment, and what of that a further vote leaves as it is. */

import type { Ballots } from '../../../../folds/conversation/ballots.ts'
import type { ImportedVotes } from '../../../../folds/conversation/values.ts'
import { opinionsOf } from '../collect.ts'
import { groupsOn } from '../robust-map.ts'
import { robustSpreadOf } from '../robust-spread.ts'
import type { Opinions } from '../spread.ts'
import { type Cut, momentsOf } from './moments.ts'
import { type Memory, remember } from './remember.ts'

/** What a walk goes over. */
export interface Remembering {
  /** Id of the conversation, its place in the log and its time in Unix milliseconds. */
  id: string
  index: number
  ms: number
  statements: Opinions['statements']
  signed: Ballots
  imported: ImportedVotes
}

/** The votes that count up to a moment, with the names of those who cast them. */
type Cast = Pick<Ballots, 'voters' | 'voter' | 'statement' | 'choice'>

/** A walk that has come to the last moment there is. */
export interface Walk {
  memory: Memory | null
  /** How many moments there were, and the last of them. */
  moments: number
  last: Cut | null
  /** What it went over, as it was then. */
  statements: Opinions['statements']
  imported: ImportedVotes
  cast: Cast
}

/**
 * Walks over the moments of a conversation. From a walk `before` it goes on, if all that was walked over is as it was: the
 * same statements, and the same votes up to the last moment. Otherwise, and without one, from the first moment. The memory
 * is the same either way.
 */
export function walkOver(over: Remembering, withGroups: boolean, before: Walk | null): Walk {
  const { id, index, ms, statements, signed, imported } = over
  const cuts = momentsOf({ votes: imported.ballots.person.length, size: index + 1, ms }, signed)
  const goesOn = before !== null && isBeginningOf(before, over, cuts)
  if (goesOn && before.moments === cuts.length) return before
  let memory = goesOn ? before.memory : null
  let cast: Cast = firstOf(signed, 0)
  for (const { signed: until, ...moment } of goesOn ? cuts.slice(before.moments) : cuts) {
    cast = firstOf(signed, until)
    const spread = robustSpreadOf(opinionsOf(statements, imported, cast))
    memory = remember(memory, moment, spread, withGroups ? groupsOn(spread, id) : null)
  }
  const kept = statements.map((statement) => ({ ...statement }))
  return { memory, moments: cuts.length, last: cuts.at(-1) ?? null, statements: kept, imported, cast }
}

function isBeginningOf(walk: Walk, { statements, signed, imported }: Remembering, cuts: readonly Cut[]): boolean {
  const { last, cast } = walk
  if (last === null || walk.imported !== imported || walk.statements.length !== statements.length) return false
  const cut = cuts[walk.moments - 1]
  if (cut?.signed !== last.signed || cut.votes !== last.votes || cut.size !== last.size) return false
  return (
    walk.statements.every((each, s) => sameStatement(each, statements[s]!)) &&
    begins(cast.voter, signed.voter) &&
    begins(cast.statement, signed.statement) &&
    begins(cast.choice, signed.choice) &&
    begins(cast.voters, signed.voters)
  )
}

type Stated = Opinions['statements'][number]

const sameStatement = (a: Stated, b: Stated): boolean =>
  a.id === b.id && a.imported === b.imported && a.moderated === b.moderated && a.meta === b.meta

function begins<T>(beginning: readonly T[], whole: readonly T[]): boolean {
  for (let i = 0; i < beginning.length; i++) if (beginning[i] !== whole[i]) return false
  return true
}

function firstOf({ voters, voter, statement, choice }: Ballots, until: number): Cast {
  const cut = (column: number[]): number[] => column.slice(0, until)
  return { voters: voters.slice(), voter: cut(voter), statement: cut(statement), choice: cut(choice) }
}
