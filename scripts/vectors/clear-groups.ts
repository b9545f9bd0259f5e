import { robust } from '../../src/math/opinion/robust.ts'
import type { VoteMatrix } from '../../src/math/polis/votes.ts'
import { seedsOf } from '../../src/views/conversation/opinion-map/seeds.ts'
import { type CrowdName, crowdOf } from '../../test/crowds.ts'

const about =
  'Made-up crowds and what the strip rule says of them. rows: for each person the votes as [statement, choice], agree +1, disagree -1, pass 0; starts of k-means are drawn from the SHA-256 of conversation:k:start, 60 of them where fewer than 60 ballots are asked and 12 elsewhere. Numbers are rounded to 1e-9.'
const crowds: [CrowdName, number][] = [
  ['two groups', 80],
  ['three groups', 90],
  ['cloud', 80],
  ['two groups', 16],
]
const statements = 16

/** Golden cases of the strip rule, by hand-sized crowds. */
export function clearGroupVectors(): { about: string; statements: number; cases: object[] } {
  return { about, statements, cases: crowds.map(([name, people]) => caseOf(name, people)) }
}

function caseOf(name: CrowdName, people: number): object {
  const { votes } = crowdOf(name, people, statements, 2026, 0.95)
  const conversation = `${name} of ${people}`
  const { ballots, groups } = robust(votes, null, seedsOf(conversation))
  const group = Array.from(ballots.of, (ballot) => (ballot < 0 ? null : groups.of[ballot]!))
  return { conversation, rows: rowsOf(votes), verdict: rounded(groups.verdict), group }
}

const rowsOf = ({ people, start, column, choice }: VoteMatrix): number[][][] =>
  Array.from({ length: people }, (_, p) =>
    Array.from(column.subarray(start[p]!, start[p + 1]!), (c, i) => [c, choice[start[p]! + i]!]),
  )

const rounded = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? Math.round(each * 1e9) / 1e9 : each)))
