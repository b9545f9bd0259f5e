/** How something that was said was rated, and whether it stands: by points for each side. Explanations and notes alike. */

import type { PersonOf } from '../../../folds/chain/names.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import type { Address } from '../../../log/ss58.ts'
import { standingOf } from '../../../math/standing.ts'
import type { RecordId } from '../../../records/ids.ts'
import type { Rated } from '../../chain/values.ts'
import { grouped } from '../refs.ts'
import type { Sides } from '../sides.ts'

/** What is rated: whose it is, and where it stands in the log. */
export type Said = Pick<ActiveRecord, 'id' | 'index' | 'account'>

export type Verdict = 'explains' | 'partly' | 'does-not'

/** One rating as it was signed, in the order of the log; `of` names what is rated. */
export interface Rating {
  account: Address
  of: RecordId
  verdict: Verdict
}

/** One rating that counts, and who wrote what it rates: both are persons. */
interface Cast {
  rater: Address
  author: Address
  of: Said
  verdict: Verdict
}
type Counts = Rated['ratings']

/** What people find of each of these, which are all judged by the same sides. */
export function ratedBy(
  persons: PersonOf,
  sides: Sides,
  all: readonly Said[],
  ratings: readonly Rating[],
): (each: Said) => Rated {
  const cast = castOn(persons, all, ratings)
  const castFor = grouped(cast, ({ of }) => of.id)
  const rejectors = rejectorsOf(sides, cast)
  return (each) => {
    const { ratings, rows, unplaced } = countsOf(sides, each, castFor.get(each.id) ?? [])
    const { state, why, asked, named, more, enough } = standingOf(rows, unplaced)
    const own = sides.at(each.index).of(persons(each.account))
    return {
      ratings,
      standing: state,
      why,
      named: named.map((at) => numberOf(sides, at)),
      more,
      enough,
      cut: sides.cut,
      sides: rows.map((row, at) => ({ side: numberOf(sides, at), ...row, asked: asked.includes(at) })),
      unplaced,
      rejectedBy: own === null ? [] : rejectors(own).map((at) => numberOf(sides, at)),
    }
  }
}

/** In which order what was said about one thing is shown. */
const standings: readonly Rated['standing'][] = ['stands', 'open', 'disputed', 'does-not-stand']

/** Those that stand first; those in one state in the order of the log. */
export const byStanding = (a: Pick<Rated, 'standing'> & { index: number }, b: typeof a): number =>
  standings.indexOf(a.standing) - standings.indexOf(b.standing) || a.index - b.index

const numberOf = ({ ids }: Sides, at: number): number => ids[at] ?? at

/** One rating of each person for each thing: the latest. The person who wrote it has no say in it. */
function castOn(persons: PersonOf, all: readonly Said[], ratings: readonly Rating[]): Cast[] {
  const byId = new Map<RecordId, Said>(all.map((each) => [each.id, each]))
  const latest = new Map<string, Cast>()
  for (const { account, of: id, verdict } of ratings) {
    const of = byId.get(id)
    if (of === undefined) continue
    const [rater, author] = [persons(account), persons(of.account)]
    if (rater !== author) latest.set(`${rater} ${of.id}`, { rater, author, of, verdict })
  }
  return [...latest.values()]
}

/** Ratings of one thing: all of them, by side, and how many are of people without a place. */
function countsOf(sides: Sides, { index }: Said, cast: readonly Cast[]) {
  const placed = sides.at(index)
  const ratings = none()
  const rows = placed.people.map((people) => ({ people, ...none() }))
  let unplaced = 0
  for (const { rater, verdict } of cast) {
    add(ratings, verdict)
    const at = placed.of(rater)
    const row = at === null ? undefined : rows[at]
    if (row) add(row, verdict)
    else unplaced++
  }
  return { ratings, rows, unplaced }
}

const none = (): Counts => ({ explains: 0, partly: 0, doesNot: 0 })

function add(counts: Counts, verdict: Verdict): void {
  if (verdict === 'explains') counts.explains++
  else if (verdict === 'partly') counts.partly++
  else counts.doesNot++
}

/** From so many ratings on, a side that says "does not" to nine tenths of what another side writes is named. */
const fewestToTell = 10

/** Which sides say "does not" to nearly everything that a side writes, whatever it says: for a reader to weigh. */
function rejectorsOf(sides: Sides, cast: readonly Cast[]): (author: number) => number[] {
  const size = sides.ids.length
  const [all, against] = [new Uint32Array(size * size), new Uint32Array(size * size)]
  if (sides.cut === 'crowd') return () => []
  for (const { rater, author, of, verdict } of cast) {
    const placed = sides.at(of.index)
    const [by, on] = [placed.of(rater), placed.of(author)]
    if (by === null || on === null || by === on) continue
    const cell = by * size + on
    all[cell] = (all[cell] ?? 0) + 1
    if (verdict === 'does-not') against[cell] = (against[cell] ?? 0) + 1
  }
  return (author) =>
    [...sides.ids.keys()].filter((by) => {
      const [rated, no] = [all[by * size + author] ?? 0, against[by * size + author] ?? 0]
      return rated >= fewestToTell && 10 * no >= 9 * rated
    })
}
