import type { Points } from '../../src/math/kmeans.ts'
import { groupAwareConsensus, majority } from '../../src/math/polis/consensus.ts'
import { allVotes, type Counts, groupVotes } from '../../src/math/polis/counts.ts'
import { centre, extremity, pca, project, projectStatements } from '../../src/math/polis/pca.ts'
import { type Representative, representative, type Side } from '../../src/math/polis/representative.ts'
import { priorities } from '../../src/math/polis/routing.ts'
import type { Conversation, ExactReference, ProductionReference, ReferenceStatement } from './polis-data.ts'
import { warmAxes } from './power-iteration.ts'

/** The largest difference found between two sets of numbers, and the largest allowed. */
export interface Finding {
  what: string
  worst: number
  bound: number
}

type Axes = readonly [Float64Array, Float64Array]
type Voting = Pick<Conversation, 'votes' | 'zeroed'>

/** Centre, axes and places of a conversation, agree = +1. */
export interface Placed {
  mean: Float64Array
  axes: Axes
  points: Points
  extremity: Float64Array
}

export function place({ votes, zeroed }: Voting): Placed {
  const mean = centre(votes, zeroed)
  return placeAlong({ votes, zeroed }, mean, pca(votes, zeroed, mean).axes)
}

function placeAlong({ votes, zeroed }: Voting, mean: Float64Array, axes: Axes): Placed {
  const points = project(votes, zeroed, mean, axes)
  return { mean, axes, points, extremity: extremity(projectStatements(mean, axes)) }
}

/** Against the exact decomposition, whose file rounds to ten digits. */
export function againstExact(conversation: Conversation, placed: Placed, reference: ExactReference): Finding[] {
  const column = new Map(conversation.statements.map((id, c) => [id, c]))
  const mine = (values: Float64Array): number[] => reference.statement_ids.map((id) => values[column.get(id)!]!)
  const theirs = (axis: 0 | 1): number[] => conversation.participants.map((id) => reference.projections[id]![axis])
  return [
    { what: 'centre', worst: difference(mine(placed.mean), reference.pca.center), bound: 1e-9 },
    { what: 'axes', worst: upToSign(placed.axes.map(mine), reference.pca.comps), bound: 1e-8 },
    { what: 'projection', worst: upToSign(xy(placed.points), [theirs(0), theirs(1)]), bound: 1e-8 },
    {
      what: 'extremity',
      worst: difference(
        placed.extremity,
        conversation.statements.map((id) => reference.extremity[id]!),
      ),
      bound: 1e-8,
    },
  ]
}

/** The published map against the steps that are compared here one by one. */
export function againstPublished({ map, participants, statements }: Conversation, placed: Placed): Finding[] {
  const people = new Map(map.participants.map((person) => [person.key, person]))
  const said = new Map(map.statements.map((statement) => [statement.imported, statement]))
  const of = (axis: 'x' | 'y'): number[] => participants.map((id) => people.get(`import:${id}`)?.[axis] ?? Number.NaN)
  const pull = statements.map((id) => said.get(id)?.extremity ?? Number.NaN)
  return [
    {
      what: 'projection',
      worst: Math.max(difference(of('x'), placed.points.x), difference(of('y'), placed.points.y)),
      bound: 0,
    },
    { what: 'extremity', worst: difference(pull, placed.extremity), bound: 0 },
  ]
}

/**
 * Against production, which stops its power iteration after 100 rounds. Where two eigenvalues are so close that this
 * leaves its own axes further from the exact ones than the bound, the same iteration is continued from where it
 * stopped, as its next update does, and that is what is compared.
 */
export function againstProduction(
  placed: Placed,
  reference: ProductionReference,
  { placed: later }: SecondUpdate,
): Finding[] {
  const theirs = [reference.proj.map(([x]) => x), reference.proj.map(([, y]) => y)]
  const found: Finding[] = [
    {
      what: 'centre',
      worst: difference(
        placed.mean,
        reference.pca.center.map((mu) => -mu),
      ),
      bound: 1e-9,
    },
    { what: 'axes', worst: upToSign(placed.axes, reference.pca.comps), bound: 1e-4 },
    { what: 'projection', worst: upToSign(xy(placed.points), theirs), bound: 1e-4 },
    { what: 'extremity', worst: difference(placed.extremity, reference.pca['comment-extremity']), bound: 1e-4 },
  ]
  const again: Record<string, number> = {
    projection: upToSign(xy(placed.points), xy(later.points)),
    extremity: difference(placed.extremity, later.extremity),
  }
  return found.map((finding) => {
    const worst = again[finding.what]
    if (worst === undefined || finding.worst <= finding.bound) return finding
    const what = `${finding.what} after its second update (${finding.worst.toExponential(1)} before: not converged)`
    return { ...finding, what, worst }
  })
}

/** Production's next update: where it puts everything, and what remains between its priorities and ours. */
export interface SecondUpdate {
  placed: Placed
  priorities: number
  /** Rounds that its second axis took. */
  rounds: number
}

/**
 * Production's second, empty update starts from the components in the file. Its priorities are in the file, its axes
 * are not: the iteration is run again and the number of rounds is the one whose priorities agree.
 */
export function secondUpdate(conversation: Conversation, placed: Placed, reference: ProductionReference): SecondUpdate {
  const { votes, statements, zeroed, meta } = conversation
  const counts = countsIn(conversation, reference.groups, reference.group_sizes)
  const theirs = statements.map((id) => reference['comment-priorities-after-second-update'][id]!)
  const { first, second } = warmAxes(votes, zeroed, placed.mean, reference.pca.comps)
  const gaps = second.map((axis) => {
    const pull = extremity(projectStatements(placed.mean, [first, axis]))
    return difference(priorities(counts, pull, meta), theirs)
  })
  const round = gaps.indexOf(Math.min(...gaps))
  const axes: Axes = [first, second[round]!]
  return { placed: placeAlong(conversation, placed.mean, axes), priorities: gaps[round]!, rounds: round + 1 }
}

/** The formulas that start from groups, given production's groups (and, for routing, its second update's axes). */
export function formulas(conversation: Conversation, reference: ProductionReference, second: SecondUpdate): Finding[] {
  const { votes, statements, zeroed } = conversation
  const counts = countsIn(conversation, reference.groups, reference.group_sizes)
  const perStatement = (values: Record<string, number>): number[] => statements.map((id) => values[id]!)
  const agreed = majority(allVotes(votes), zeroed)
  return [
    { what: 'group votes', worst: countDifference(counts, statements, reference), bound: 0 },
    { what: 'representative', worst: representativeDifference(counts, conversation, reference, true), bound: 1e-9 },
    {
      what: 'group-aware consensus',
      worst: difference(groupAwareConsensus(counts, 'agree'), perStatement(reference['group-aware-consensus'])),
      bound: 1e-9,
    },
    { what: 'consensus', worst: consensusDifference(agreed, statements, reference.consensus), bound: 1e-9 },
    { what: `priorities (second axis after round ${second.rounds})`, worst: second.priorities, bound: 1e-9 },
  ]
}

/** The same formulas given the groups of the second implementation. */
export function formulasExact(conversation: Conversation, reference: ExactReference): Finding[] {
  const counts = countsIn(conversation, reference.groups, reference.group_sizes)
  const gac = (side: Side, values: Record<string, number>): Finding => ({
    what: `group-aware consensus (${side})`,
    worst: difference(
      groupAwareConsensus(counts, side),
      conversation.statements.map((id) => values[id]!),
    ),
    bound: 1e-9,
  })
  const agreed = majority(allVotes(conversation.votes), conversation.zeroed)
  return [
    { what: 'representative', worst: representativeDifference(counts, conversation, reference, false), bound: 1e-9 },
    gac('agree', reference.group_aware_consensus_agree),
    gac('disagree', reference.group_aware_consensus_disagree),
    {
      what: 'consensus',
      worst: consensusDifference(agreed, conversation.statements, reference.consensus),
      bound: 1e-9,
    },
  ]
}

function countsIn(
  { votes, participants }: Conversation,
  groups: Record<string, number>,
  sizes: Record<string, number>,
): Counts {
  const group = Int32Array.from(participants, (id) => groups[id] ?? -1)
  return groupVotes(votes, group, Object.keys(sizes).length)
}

function countDifference(counts: Counts, statements: number[], reference: ProductionReference): number {
  return Math.max(
    ...Object.entries(reference['group-votes']).flatMap(([group, { votes }]) =>
      statements.map((id, c) => {
        const cell = Number(group) * statements.length + c
        const { A, D, S } = votes[id]!
        return difference([counts.agree[cell]!, counts.disagree[cell]!, counts.seen[cell]!], [A, D, S])
      }),
    ),
  )
}

/**
 * Infinite when another statement, side or order is chosen for any group. Production stores its repness test in single
 * precision, so ours is rounded to that before it is compared.
 */
function representativeDifference(
  counts: Counts,
  { statements, zeroed }: Conversation,
  reference: { repness?: Record<string, ReferenceStatement[]>; representative?: Record<string, ReferenceStatement[]> },
  single: boolean,
): number {
  const theirs = reference.repness ?? reference.representative ?? {}
  const test = (each: Representative): number => (single ? Math.fround(each.repnessTest) : each.repnessTest)
  const worst = representative(counts, zeroed).map((list, group) =>
    difference(
      list.flatMap((each) => [
        statements[each.statement]!,
        each.side === 'agree' ? 1 : -1,
        ...[each.votes, each.seen, each.probability, each.probabilityTest, each.repness, test(each)],
      ]),
      (theirs[group] ?? []).flatMap((each) => [
        each.tid,
        each['repful-for'] === 'agree' ? 1 : -1,
        ...[each['n-success'], each['n-trials'], each['p-success'], each['p-test']],
        each.repness ?? Number.NaN,
        each['repness-test'] ?? Number.NaN,
      ]),
    ),
  )
  return Math.max(...worst)
}

function consensusDifference(
  mine: ReturnType<typeof majority>,
  statements: number[],
  theirs: Record<Side, ReferenceStatement[]>,
): number {
  const sides: Side[] = ['agree', 'disagree']
  return Math.max(
    ...sides.map((side) =>
      difference(
        mine[side].flatMap((m) => [statements[m.statement]!, m.votes, m.seen, m.probability, m.probabilityTest]),
        theirs[side].flatMap((t) => [t.tid, t['n-success'], t['n-trials'], t['p-success'], t['p-test']]),
      ),
    ),
  )
}

function xy({ x, y }: Points): [Float64Array, Float64Array] {
  return [x, y]
}

/** Each axis may point the other way. */
function upToSign(mine: readonly ArrayLike<number>[], theirs: readonly ArrayLike<number>[]): number {
  return Math.max(
    ...mine.map((axis, i) => {
      const other = Array.from(theirs[i]!)
      return Math.min(
        difference(axis, other),
        difference(
          axis,
          other.map((value) => -value),
        ),
      )
    }),
  )
}

/** The largest absolute difference; infinite when lengths differ or a number is missing. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let worst = 0
  for (let i = 0; i < a.length; i++) {
    const gap = Math.abs(a[i]! - b[i]!)
    worst = gap <= worst ? worst : Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap
  }
  return worst
}
