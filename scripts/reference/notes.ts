import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type SideCounts, standingOf } from '../../src/math/standing.ts'
import { robustMapOf } from '../../src/views/conversation/opinion-map/robust-map.ts'
import { robustSpreadOf } from '../../src/views/conversation/opinion-map/robust-spread.ts'
import type { Opinions } from '../../src/views/conversation/opinion-map/spread.ts'
import { cutOf } from '../../src/views/people/sides.ts'
import type { ReferenceLine } from './line.ts'
import { type ExactReference, readJson, readOpinions } from './polis-data.ts'

/** The conversations in which an independent program finds two groups. */
const conversations = [
  '15-per-hour-seattle',
  'bg2050-volunteers',
  'scoop-hivemind.biodiversity',
  'scoop-hivemind.taxes',
  'vtaiwan.uberx',
]

/** What those groups hold of a statement that this many of each have seen; statements between the bounds say nothing. */
const fewestSeen = 15
const many = 0.65
const third = 1 / 3

type Label = 'good' | 'one-sided' | 'rejected'

/** By label: how many statements there are, how many of them stand, and how many do not. */
type Found = Record<Label, { of: number; stand: number; fall: number }>

/**
 * Statements of real conversations read as notes: who agrees says that it helps, who passes that it does in part, who
 * disagrees that it does not. By the sides of the robust map all but two of those that both groups of an independent
 * program agree to have to stand, at most one of those that one group alone agrees to, and those that both reject fall.
 */
export function referenceNotes(dir: string): ReferenceLine[] {
  const missing = conversations.find((name) => !existsSync(join(dir, 'polis', name)))
  if (missing !== undefined) return [{ name: 'notes', ok: false, line: `missing: ${missing}` }]
  const all = conversations.map((name) => ({ name, ...judged(dir, name) }))
  const sum = none()
  for (const { found } of all)
    for (const label of labels) for (const key of ['of', 'stand', 'fall'] as const) sum[label][key] += found[label][key]
  const { good, 'one-sided': one, rejected } = sum
  const enough = good.stand >= good.of - 2 && one.stand <= mostOneSided && rejected.fall === rejected.of
  return [
    ...all.map(({ name, cut, found }) => ({ name: `notes ${name}`, ok: true, line: `${cut}: ${inWords(found)}` })),
    { name: 'notes', ok: enough && good.of > 0 && one.of > 0 && rejected.of > 0, line: inWords(sum) },
  ]
}

/**
 * The halves of the first axis are not the groups: where one group is small, its half holds others too, and what it denies
 * may have most of that half for it.
 */
const mostOneSided = 1

const labels: readonly Label[] = ['good', 'one-sided', 'rejected']
const counts = () => ({ of: 0, stand: 0, fall: 0 })
const none = (): Found => ({ good: counts(), 'one-sided': counts(), rejected: counts() })

const inWords = ({ good, 'one-sided': one, rejected }: Found): string =>
  `${good.stand} of ${good.of} good stand, ${one.stand} of ${one.of} one-sided, ${rejected.fall} of ${rejected.of} rejected do not stand`

function judged(dir: string, name: string): { cut: string; found: Found } {
  const opinions = readOpinions(join(dir, 'polis', name))
  const map = robustMapOf(robustSpreadOf(opinions), name)
  const { cut, ids, placeOf } = cutOf(map)
  const place = new Map(map.participants.map((each) => [each.key, placeOf(each)]))
  const people = ids.map((_, side) => [...place.values()].filter((at) => at === side).length)
  const { groups } = readJson<ExactReference>(join(dir, 'polis-reference', `${name}.json`))
  const ofGroup = (key: string): number | null => groups[key.replace(/^\D*/, '')] ?? null
  const [bySide, byGroup] = [
    countsBy(opinions, people, (key) => place.get(key) ?? null),
    countsBy(opinions, [0, 0], ofGroup),
  ]
  const found = none()
  for (const [statement, { moderated, meta }] of opinions.statements.entries()) {
    const label = moderated || meta ? null : labelOf(byGroup[statement] ?? [])
    if (label === null) continue
    const { state } = standingOf(bySide[statement] ?? [], 0)
    found[label].of++
    if (state === 'stands') found[label].stand++
    if (state === 'does-not-stand') found[label].fall++
  }
  return { cut, found }
}

/** The last vote of each person on each statement, by statement and by where the person stands. */
function countsBy(
  { people: keys, statements, ballots }: Opinions,
  people: readonly number[],
  placeOf: (key: string) => number | null,
): SideCounts[][] {
  const rows = statements.map(() => people.map((n): SideCounts => ({ people: n, explains: 0, partly: 0, doesNot: 0 })))
  const places = keys.map(placeOf)
  const last = new Map<number, number>()
  ballots.person.forEach((person, i) => {
    last.set(person * statements.length + ballots.statement[i]!, i)
  })
  for (const i of last.values()) {
    const row = rows[ballots.statement[i]!]?.[places[ballots.person[i]!] ?? -1]
    if (row === undefined) continue
    if (ballots.choice[i] === 1) row.explains++
    else if (ballots.choice[i] === 0) row.partly++
    else row.doesNot++
  }
  return rows
}

/** What both groups hold of a statement; null: too few have seen it, or neither much nor little of it. */
function labelOf(groups: readonly SideCounts[]): Label | null {
  const shares = groups.map(({ explains, partly, doesNot }) => {
    const seen = explains + partly + doesNot
    return { seen, agree: explains / seen, disagree: doesNot / seen }
  })
  if (shares.some(({ seen }) => seen < fewestSeen)) return null
  if (shares.every(({ agree }) => agree >= many)) return 'good'
  if (shares.every(({ disagree }) => disagree >= many)) return 'rejected'
  const isSplit = shares.some(({ agree }) => agree >= many) && shares.some(({ agree }) => agree <= third)
  return isSplit ? 'one-sided' : null
}
