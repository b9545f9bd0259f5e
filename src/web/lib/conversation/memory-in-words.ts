import { groupStyle } from '../../../draw/palette.ts'
import type { GroupMemory, RobustMap } from '../../../views/conversation/opinion-map/robust-value.ts'
import { say } from '../language.ts'
import { figure } from '../words.ts'

type From = GroupMemory['from'][number]

/**
 * Where a group came from, a sentence each: what happened to it on the remembered maps, then what it is of the groups of
 * the last one. None of a group of the first maps, before which there was nothing.
 */
export function memoryInWords(id: number, memory: GroupMemory, before: RobustMap['before']): string[] {
  const past = memory.history.flatMap(({ how, at, from }) =>
    at === null ? [] : whatHappened(id, how, from, { when: 'then', votes: figure(at.votes) }),
  )
  if (before === null) return past
  const votes = figure(before.votes)
  if (memory.how === 'same') {
    const [own] = memory.from
    if (own === undefined) return past
    return [...past, say('map.memory.same', { people: own.people, of: own.of, votes })]
  }
  return [...past, ...whatHappened(id, memory.how, memory.from, { when: 'now', votes })]
}

function whatHappened(
  id: number,
  how: Exclude<GroupMemory['how'], 'same'>,
  from: readonly From[],
  told: { when: 'then' | 'now'; votes: string },
): string[] {
  // A group that began with the first map came from nothing that is known.
  if (how === 'new') return told.when === 'now' ? [say('map.memory.new', told)] : []
  const kept = from[0]?.id === id
  const others = (kept ? from.slice(1) : from).map(named).join(', ')
  return [
    say(how === 'merged-from' ? `map.memory.merged-from.${kept ? 'kept' : 'formed'}` : `map.memory.${how}`, {
      ...told,
      others,
    }),
  ]
}

const named = ({ id, people, of }: From): string => say('map.memory.from', { group: groupStyle(id).letter, people, of })
