import { bestAssignment } from '../assignment.ts'

/** What the groups of a map and those of an earlier one have in common. */
export interface InCommon {
  /** People of each group now who were in each group before: a row for each group now. */
  shared: readonly (readonly number[])[]
  /** How alike what they say is, -1 to 1. */
  likeness: readonly (readonly number[])[]
  /** People of each group before who are in some group now. */
  placed: readonly number[]
}

/** What a group came from: the one that it is, or those that most of its people were in. */
export interface Origin {
  how: 'same' | 'split-of' | 'merged-from' | 'new'
  /** The group before that it is; -1: none. */
  is: number
  /** Groups before that its people came from, the one that it is first, then the one that most came from. */
  from: number[]
}

/** Fewer people than this who were in a group before say nothing of where a group came from. */
const fewest = 5
/** Part of those who were in some group before, for a group to have come from one. */
const oneIn = 3
/** So alike what is said has to be where people do not tell. */
const alike = 0.5

/**
 * Which groups are which. As many people as can keep their group; of equally good ways the one in which the groups say what
 * is most alike. A group is the same as an earlier one only if a third of its people who were in any were in that one, or,
 * where fewer than five were in any, if it says nearly the same. Another one of which most went into it too, and that is
 * no more, has merged into it. What is no earlier group is a part of one or formed from several, or new.
 */
export function originsOf({ shared, likeness, placed }: InCommon): Origin[] {
  const known = shared.map((row) => row.reduce((sum, each) => sum + each, 0))
  const mayBe = (now: number, before: number): boolean =>
    known[now]! < fewest ? likeness[now]![before]! >= alike : shared[now]![before]! * oneIn >= known[now]!
  // What is said decides only among equals: it is less than one person.
  const worth = shared.map((row, now) =>
    row.map((people, before) => (mayBe(now, before) ? people + 0.25 + likeness[now]![before]! / 5 : 0)),
  )
  const found = bestAssignment(worth).map((before, now) => (before >= 0 && worth[now]![before]! > 0 ? before : -1))
  return found.map((same, now): Origin => {
    const most = (a: number, b: number): number => shared[now]![b]! - shared[now]![a]! || a - b
    const all = Array.from(placed.keys())
    if (same >= 0) {
      const joined = all.filter(
        (each) => !found.includes(each) && shared[now]![each]! >= fewest && shared[now]![each]! * 2 > placed[each]!,
      )
      return { how: joined.length > 0 ? 'merged-from' : 'same', is: same, from: [same, ...joined.sort(most)] }
    }
    if (known[now]! < fewest) return { how: 'new', is: -1, from: [] }
    const from = all.filter((each) => shared[now]![each]! * oneIn >= known[now]!).sort(most)
    return { how: from.length === 0 ? 'new' : from.length === 1 ? 'split-of' : 'merged-from', is: -1, from }
  })
}
