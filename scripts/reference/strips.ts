import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { adjustedRandIndex } from '../../src/math/rand-index.ts'
import { type Random, random } from '../../src/math/random.ts'
import { stableOrder } from '../../src/math/sparse.ts'
import { makeMap } from '../../src/views/conversation/opinion-map/map.ts'
import { robustMapOf } from '../../src/views/conversation/opinion-map/robust-map.ts'
import { robustSpreadOf } from '../../src/views/conversation/opinion-map/robust-spread.ts'
import type { RobustMap } from '../../src/views/conversation/opinion-map/robust-value.ts'
import type { Opinions } from '../../src/views/conversation/opinion-map/spread.ts'
import { stableJson } from '../../src/views/json.ts'
import type { ReferenceLine } from './line.ts'
import { readJson, readOpinions } from './polis-data.ts'

/** What an independent program found. */
interface Found {
  conversation: string
  people: number
  ballots?: number
  coreFrom?: number
  core: number
  statements: number
  groups: number
  worstPair: Record<string, { ratio: number; z: number }>
}

const orders = 20
/** At two groups the figures must be within this of those found elsewhere. */
const bounds = { ratio: 0.05, z: 0.2 }
/** Conversations in which half of the people, turned round on everything, must be found so often. */
const implanted = [
  'brexit-consensus',
  'bg2050-volunteers',
  'scoop-hivemind.biodiversity',
  'scoop-hivemind.freshwater',
  'scoop-hivemind.ubi',
]
const leastImplants = 18

/** The strip rule on the twelve conversations: its figures, other orders of rows, and groups that are put into them. */
export function referenceStrips(dir: string): ReferenceLine[] {
  const file = join(dir, 'strips.json')
  if (!existsSync(file)) return [{ name: 'strips', ok: false, line: `missing: ${file}` }]
  return readJson<{ rows: Found[] }>(file).rows.flatMap((row) => {
    const folder = join(dir, 'polis', row.conversation)
    const name = `strips ${row.conversation}`
    if (!existsSync(folder)) return [{ name, ok: false, line: `missing: ${folder}` }]
    const opinions = readOpinions(folder)
    const lines = [
      { name, ...figures(mapOf(opinions, row.conversation), row) },
      { name: `orders ${row.conversation}`, ...inOtherOrders(opinions, row.conversation) },
    ]
    if (implanted.includes(row.conversation))
      lines.push({ name: `implants ${row.conversation}`, ...implants(opinions, row.conversation) })
    return lines
  })
}

const mapOf = (opinions: Opinions, name: string): RobustMap => robustMapOf(robustSpreadOf(opinions), name)

function figures({ verdict, participants }: RobustMap, row: Found): Omit<ReferenceLine, 'name'> {
  const ballots = participants.filter(({ half, group }) => half !== null || group !== null).length
  const differ = [
    ['statements', verdict.statements, row.statements],
    ['core', verdict.core, row.core],
    ['groups', Math.max(1, verdict.k), row.groups],
    ['votes for the core', verdict.from, row.coreFrom ?? verdict.from],
  ].filter(([, mine, theirs]) => mine !== theirs)
  const tried = verdict.tried.map(({ k, worst }) => {
    const theirs = row.worstPair[k]
    const [ratio, z] = [worst?.ratio ?? Number.NaN, worst?.z ?? Number.NaN]
    const near = theirs && Math.abs(ratio - theirs.ratio) <= bounds.ratio && Math.abs(z - theirs.z) <= bounds.z
    if (k === 2 && !near) differ.push(['ratio and z', ratio, theirs?.ratio ?? Number.NaN])
    const strip = worst && `${worst.near.toFixed(1)} ${worst.middle.toFixed(1)} ${worst.far.toFixed(1)}, `
    return `k ${k}: ${strip}ratio ${ratio.toFixed(2)} (${theirs?.ratio ?? '-'}), z ${z.toFixed(1)} (${theirs?.z ?? '-'})`
  })
  const said = `${verdict.state}; ${ballots} placed, ${verdict.repeated} repeated, core ${verdict.core} from ${verdict.from} votes, ${verdict.statements} statements`
  const wrong = differ.map(([what, mine, theirs]) => `${what} ${mine} DIFFERS from ${theirs}`)
  return { ok: differ.length === 0, line: [said, ...tried, ...wrong].join('; ') }
}

/** Each order of people gives the same map in robust mode; what classic mode makes of it stands beside it. */
function inOtherOrders(opinions: Opinions, name: string): Omit<ReferenceLine, 'name'> {
  const source = random(20, name.length, name.charCodeAt(0))
  const texts = new Set<string>([stableJson(mapOf(opinions, name))])
  const groups: Map<string, number>[] = []
  for (let order = 0; order < orders; order++) {
    const turned = inOrderOf(opinions, shuffled(opinions.people.length, source))
    texts.add(stableJson(mapOf(turned, name)))
    groups.push(new Map(makeMap(turned).participants.map(({ key, group }) => [key, group ?? -1])))
  }
  const keys = [...groups[0]!.keys()]
  const labels = groups.map((each) => keys.map((key) => each.get(key)!))
  const likeness = labels
    .flatMap((a, i) => labels.slice(0, i).map((b) => adjustedRandIndex(a, b)))
    .sort((a, b) => a - b)
  const numbers = labels.map((each) => Math.max(...each) + 1)
  const classic = `classic: ${Math.min(...numbers)} to ${Math.max(...numbers)} groups, adjusted Rand index ${likeness[0]!.toFixed(2)} to ${likeness.at(-1)!.toFixed(2)}, median ${likeness[likeness.length >> 1]!.toFixed(2)}`
  return { ok: texts.size === 1, line: `robust: ${texts.size} map of ${orders} orders; ${classic}` }
}

/** Half of the people, turned round on every statement, are a group that has to be found. */
function implants(opinions: Opinions, name: string): Omit<ReferenceLine, 'name'> {
  const source = random(21, name.length, name.charCodeAt(0))
  let right = 0
  for (let time = 0; time < orders; time++) {
    const place = shuffled(opinions.people.length, source)
    const { person, choice, statement } = opinions.ballots
    const turned = choice.map((each, i) => (place[person[i]!]! % 2 === 0 ? each : -each))
    if (mapOf({ ...opinions, ballots: { person, statement, choice: turned } }, name).verdict.k > 0) right++
  }
  return {
    ok: right >= leastImplants,
    line: `half of the people turned round: found in ${right} of ${orders} (at least ${leastImplants})`,
  }
}

/** The same votes with people in another order; each person's own stay in theirs. */
function inOrderOf({ people, statements, ballots }: Opinions, place: Int32Array): Opinions {
  const renamed = ballots.person.map((p) => place[p]!)
  const order = stableOrder(renamed, people.length, Int32Array.from(renamed.keys()))
  const moved = people.slice()
  place.forEach((to, from) => {
    moved[to] = people[from]!
  })
  return {
    people: moved,
    statements,
    ballots: {
      person: order.map((i) => renamed[i]!),
      statement: order.map((i) => ballots.statement[i]!),
      choice: Int8Array.from(order, (i) => ballots.choice[i]!),
    },
  }
}

function shuffled(n: number, { below }: Random): Int32Array {
  const place = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1)
    const kept = place[i]!
    place[i] = place[j]!
    place[j] = kept
  }
  return place
}
