import type { Clusters, Points } from '../../src/math/kmeans.ts'
import {
  baseClusters,
  best,
  filter,
  type Grouping,
  groupings,
  groupOfPeople,
  pick,
} from '../../src/math/polis/groups.ts'
import { adjustedRandIndex } from '../../src/math/rand-index.ts'
import type { Conversation, ProductionReference } from './polis-data.ts'

/** How the groups of a cold start, which are the published ones, compare with production's. */
export interface GroupFinding {
  /** Number of groups here and there, and the gap between production's two best silhouettes. */
  k: number
  referenceK: number
  gap: number
  /** Adjusted Rand index at production's k, over the people on its map. */
  ari: number
  /** The first step whose result departs, given production's result of the step before; null when none does. */
  departs: 'filter' | 'projection' | 'base cluster' | 'group' | null
}

/** Partitions count as equal from here up. */
export const sameGroups = 0.95
/** Production's choice of k is binding when its best silhouette leads by this much. */
export const clearLead = 0.01

/** Compares the published groups where k is the same, else those of the same steps at production's k. */
export function compareGroups(
  conversation: Conversation,
  points: Points,
  reference: ProductionReference,
): GroupFinding {
  const { votes, participants, map } = conversation
  const rows = filter(votes)
  const silhouettes = Object.values(reference['group-clusterings-silhouettes']).sort((a, b) => b - a)
  const expected = Array.from(rows, (row) => reference.groups[participants[row]!] ?? -1)
  const agreement = (base: Clusters): number => {
    const group = groupOfPeople(votes.people, rows, base, atK(groupings(base), reference.k))
    return adjustedRandIndex(
      Array.from(rows, (row) => group[row]!),
      expected,
    )
  }
  const base = baseClusters(pick(points, rows))
  const k = best(groupings(base))?.k ?? 0
  const published = new Map(map.participants.map(({ key, group }) => [key, group ?? -1]))
  const asPublished = Array.from(rows, (row) => published.get(`import:${participants[row]!}`) ?? -1)
  const finding = {
    k,
    referenceK: reference.k,
    gap: (silhouettes[0] ?? 0) - (silhouettes[1] ?? 0),
    ari: k === reference.k ? adjustedRandIndex(asPublished, expected) : agreement(base),
  }
  if (!sameRows(rows, conversation, reference)) return { ...finding, departs: 'filter' }
  if (finding.ari >= sameGroups && finding.k === finding.referenceK) return { ...finding, departs: null }
  if (agreement(baseClusters(pick(referencePoints(reference), rows))) >= sameGroups) {
    return { ...finding, departs: 'projection' }
  }
  const given = agreement(referenceBase(rows, conversation, reference))
  return { ...finding, departs: given >= sameGroups ? 'base cluster' : 'group' }
}

function atK(tried: Grouping[], k: number): Grouping | null {
  return tried.find((each) => each.k === k) ?? null
}

function sameRows(rows: Int32Array, { participants }: Conversation, reference: ProductionReference): boolean {
  const theirs = new Set(reference['in-conv'])
  return rows.length === theirs.size && rows.every((row) => theirs.has(participants[row]!))
}

function referencePoints({ proj }: ProductionReference): Points {
  return { x: Float64Array.from(proj, ([x]) => x), y: Float64Array.from(proj, ([, y]) => y) }
}

function referenceBase(rows: Int32Array, { participants }: Conversation, reference: ProductionReference): Clusters {
  const { members, x, y } = reference['base-clusters']
  const of = new Map(members.flatMap((ids, cluster) => ids.map((id) => [id, cluster] as const)))
  return {
    size: members.length,
    centre: { x: Float64Array.from(x), y: Float64Array.from(y) },
    of: Int32Array.from(rows, (row) => of.get(participants[row]!) ?? -1),
  }
}
