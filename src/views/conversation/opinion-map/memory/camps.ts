import { cosine } from '../../../../math/cosine.ts'
import type { ClearGroups } from '../../../../math/opinion/clear-groups.ts'
import { type Origin, originsOf } from '../../../../math/opinion/same-groups.ts'
import type { RobustSpread } from '../robust-spread.ts'
import type { RobustMap } from '../robust-value.ts'
import type { Moment } from './moments.ts'

/** Who is in a group, and what they say. */
export interface Camp {
  /** Keys of those who have a part in finding groups. */
  members: ReadonlySet<string>
  /** By position of the statement: the mean choice of the group less that of all; 0 where it has none. */
  profile: Float64Array
}

/** A group before that one came from: how many of the people now were in it, and how many it had. */
export interface From {
  id: number
  people: number
  of: number
}

/** That a group began, parted from another, or took others in. */
export interface Change {
  how: Exclude<Origin['how'], 'same'>
  /** The first remembered map on which it is so; null: none yet. */
  at: Moment | null
  from: From[]
}

/** A group that has its number for as long as it is the same. */
export interface NamedCamp extends Camp {
  id: number
  /** The first remembered map that it is on; null: none yet. */
  since: Moment | null
  /** What it is of the groups of the map before. */
  how: Origin['how']
  from: From[]
  /** What happened to it on the remembered maps, the earliest first. */
  history: Change[]
}

/** Letters and looks that groups have. */
const numbers = 5

/** The groups of a map, in the order in which they were found. */
export function campsOf(
  { opinions, ballots, left, kept, axes }: RobustSpread,
  { of, inCore, verdict }: ClearGroups,
): Camp[] {
  const size = opinions.statements.length
  const found = Array.from({ length: verdict.k }, () => ({
    members: new Set<string>(),
    sum: new Float64Array(size),
    votes: new Float64Array(size),
  }))
  opinions.people.forEach((key, person) => {
    const ballot = ballots.of[person]!
    const camp = ballot < 0 || inCore[ballot] === 0 ? undefined : found[of[ballot]!]
    if (!camp) return
    camp.members.add(key)
    for (let i = left.start[person]!; i < left.start[person + 1]!; i++) {
      const s = kept[left.column[i]!]!
      camp.sum[s]! += left.choice[i]! - axes.mean[left.column[i]!]!
      camp.votes[s]!++
    }
  })
  return found.map(({ members, sum, votes }) => ({
    members,
    profile: sum.map((each, s) => (votes[s]! > 0 ? each / votes[s]! : 0)),
  }))
}

/** The groups of a map as it is published: by their people, since it does not tell what a group says of each statement. */
export function campsOn({ groups, participants }: Pick<RobustMap, 'groups' | 'participants'>): NamedCamp[] {
  return groups.map(({ id, memory }) => {
    const members = new Set(participants.flatMap(({ key, group, few }) => (group === id && !few ? [key] : [])))
    return { id, members, profile: new Float64Array(0), ...memory }
  })
}

/**
 * The numbers of groups, in the light of those before: whoever is the same keeps it, another one takes the lowest that is
 * free and was free before, and only if there is none one that was not.
 */
export function nameCamps(camps: readonly Camp[], before: readonly NamedCamp[]): NamedCamp[] {
  const both = (a: Camp, b: Camp): number => {
    let people = 0
    for (const key of a.members) if (b.members.has(key)) people++
    return people
  }
  const shared = camps.map((now) => before.map((then) => both(now, then)))
  const origins = originsOf({
    shared,
    likeness: camps.map((now) => before.map((then) => likeness(now, then))),
    placed: before.map((_, b) => shared.reduce((sum, row) => sum + row[b]!, 0)),
  })
  const kept = ({ is }: Origin): NamedCamp | undefined => (is < 0 ? undefined : before[is])
  const taken = new Set(origins.flatMap((origin) => kept(origin)?.id ?? []))
  const were = new Set(before.map(({ id }) => id))
  const free = (): number => {
    const all = Array.from({ length: numbers }, (_, id) => id).filter((id) => !taken.has(id))
    const id = all.find((each) => !were.has(each)) ?? all[0]!
    taken.add(id)
    return id
  }
  return camps.map((camp, now) => {
    const origin = origins[now]!
    const same = kept(origin)
    const from = origin.from.map((b) => ({
      id: before[b]!.id,
      people: shared[now]![b]!,
      of: before[b]!.members.size,
    }))
    return {
      ...camp,
      id: same?.id ?? free(),
      since: same?.since ?? null,
      how: origin.how,
      from,
      history: same?.history ?? [],
    }
  })
}

function likeness(now: Camp, then: Camp): number {
  const length = Math.min(now.profile.length, then.profile.length)
  return cosine(now.profile.subarray(0, length), then.profile.subarray(0, length)) ?? 0
}
