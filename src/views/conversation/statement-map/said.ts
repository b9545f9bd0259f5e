import type { RobustSpread } from '../opinion-map/robust-spread.ts'
import { type AnyMap, isRobust } from '../opinion-map/robust-value.ts'
import type { SideSaid, StatementPerson } from './value.ts'

/** What people of a map say on one statement of it. */
export interface SaidOnMap {
  participants: StatementPerson[]
  said: Omit<SideSaid, 'id' | 'size'>
  sides: { cut: 'groups' | 'halves' | 'none'; of: SideSaid[] }
}

/**
 * What everybody on a map says on the statement at `position` of its conversation. `spread` is that of the same log, and
 * has the last vote of each; who has none there has said nothing.
 */
export function saidOnMap(map: AnyMap, spread: Pick<RobustSpread, 'opinions' | 'votes'>, position: number): SaidOnMap {
  const choices = choicesOn(spread, position)
  const halves = isRobust(map)
    ? new Map(map.participants.map(({ key, half }) => [key, half]))
    : new Map<string, number | null>()
  const participants = map.participants.map(({ key, x, y, group }): StatementPerson => {
    const choice = choices.get(key)
    return { key, x, y, group, half: halves.get(key) ?? null, said: choice === undefined ? null : nameOf(choice) }
  })
  const everybody = tallyOf(participants)
  return { participants, said: everybody, sides: sidesOf(map, participants) }
}

const nameOf = (choice: number): 'agree' | 'disagree' | 'pass' =>
  choice === 0 ? 'pass' : choice > 0 ? 'agree' : 'disagree'

/** The last vote of each person on one statement, by key. */
function choicesOn(
  { opinions, votes }: Pick<RobustSpread, 'opinions' | 'votes'>,
  position: number,
): Map<string, number> {
  const found = new Map<string, number>()
  opinions.people.forEach((key, person) => {
    const row = votes.column.subarray(votes.start[person]!, votes.start[person + 1]!)
    const at = row.indexOf(position)
    if (at >= 0) found.set(key, votes.choice[votes.start[person]! + at]!)
  })
  return found
}

function tallyOf(people: readonly StatementPerson[]): SaidOnMap['said'] {
  const tally = { agree: 0, disagree: 0, pass: 0, none: 0 }
  for (const { said } of people) tally[said ?? 'none']++
  return tally
}

/** The clear groups; without them the halves of the first axis, where the map tells them. */
function sidesOf(map: AnyMap, participants: readonly StatementPerson[]): SaidOnMap['sides'] {
  if (map.groups.length > 0) {
    const of = map.groups.map(({ id }) =>
      sideOf(
        id,
        participants.filter(({ group }) => group === id),
      ),
    )
    return { cut: 'groups', of }
  }
  const halves = isRobust(map) ? map.ends : []
  const of = halves.map(({ id }) =>
    sideOf(
      id,
      participants.filter(({ half }) => half === id),
    ),
  )
  return { cut: of.length > 0 ? 'halves' : 'none', of }
}

const sideOf = (id: number, people: readonly StatementPerson[]): SideSaid => ({
  id,
  size: people.length,
  ...tallyOf(people),
})
