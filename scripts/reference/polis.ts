import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ReferenceLine } from './line.ts'
import {
  againstExact,
  againstProduction,
  againstPublished,
  type Finding,
  formulas,
  formulasExact,
  place,
  secondUpdate,
} from './polis-compare.ts'
import { type ExactReference, type ProductionReference, readConversation, readJson } from './polis-data.ts'
import { clearLead, compareGroups, type GroupFinding, sameGroups } from './polis-groups.ts'

/** Of the twelve conversations so many must have production's groups. */
const mostlySame = 10 / 12

/**
 * Compares the opinion map of every conversation under DIR/polis with two implementations, one line each, and counts
 * those whose cold-start groups are the same. A conversation or a reference that is missing is a line that fails.
 */
export async function referencePolis(dir: string): Promise<ReferenceLine[]> {
  const folder = join(dir, 'polis-reference', 'production-clojure')
  if (!existsSync(folder)) return [{ name: 'polis', ok: false, line: `missing: ${folder}` }]
  const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))
  const results = names.sort().map((name) => compare(dir, name))
  const same = results.filter(({ groups }) => groups !== null && groups.departs === null).length
  const ok = same >= mostlySame * results.length
  const line = `${same} of ${results.length} conversations have production's groups (at least 10 of 12 must)`
  return [...results.map((result) => result.line), { name: 'polis groups', ok, line }]
}

function compare(dir: string, name: string): { line: ReferenceLine; groups: GroupFinding | null } {
  const paths = [
    join(dir, 'polis', name),
    join(dir, 'polis-reference', `${name}.json`),
    join(dir, 'polis-reference', 'production-clojure', `${name}.json`),
  ] as const
  const missing = paths.find((path) => !existsSync(path))
  if (missing) return { line: { name: `polis ${name}`, ok: false, line: `missing: ${missing}` }, groups: null }
  const conversation = readConversation(paths[0])
  const exact = readJson<ExactReference>(paths[1])
  const production = readJson<ProductionReference>(paths[2])
  const placed = place(conversation)
  const second = secondUpdate(conversation, placed, production)
  const groups = compareGroups(conversation, placed.points, production)
  const parts: [string, Finding[]][] = [
    ['published map', againstPublished(conversation, placed)],
    ['exact', againstExact(conversation, placed, exact)],
    ['production', againstProduction(placed, production, second)],
    ["given production's groups", formulas(conversation, production, second)],
    ["given the second implementation's groups", formulasExact(conversation, exact)],
  ]
  const within = parts.every(([, found]) => found.every(({ worst, bound }) => worst <= bound))
  const ok = within && (groups.k === groups.referenceK || groups.gap < clearLead)
  const size = `${conversation.votes.people} x ${conversation.votes.statements}`
  const line = [size, ...parts.map(describe), describeGroups(groups)].join('; ')
  return { line: { name: `polis ${name}`, ok, line }, groups }
}

/** `exact: centre 5e-11, axes 5e-11`: the largest differences; one beyond its bound says so. */
function describe([title, found]: [string, Finding[]]): string {
  const each = found.map(({ what, worst, bound }) =>
    worst <= bound ? `${what} ${figure(worst)}` : `${what} ${figure(worst)} EXCEEDS ${bound}`,
  )
  return `${title}: ${each.join(', ')}`
}

function figure(value: number): string {
  return value === 0 ? '0' : value.toExponential(0)
}

function describeGroups({ k, referenceK, gap, ari, departs }: GroupFinding): string {
  const same = `groups from a cold start: k ${k} (${referenceK}), adjusted Rand index ${ari.toFixed(4)}`
  if (departs === null) return same
  const causes = {
    filter: 'other people are on the map',
    projection: "production's own projections lead to its groups, so differences after its 100 rounds decide",
    'base cluster': "production's own base clusters lead to its groups: ties between near points, or hash order",
    group:
      ari >= sameGroups
        ? `only k differs; production's two best silhouettes are ${gap.toFixed(4)} apart`
        : 'the weighted k-means over the same base clusters ends elsewhere',
  }
  return `${same}; departs at the ${departs}: ${causes[departs]}`
}
