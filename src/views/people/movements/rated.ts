/** How explanations were rated, and whether each stands: by points for each side. */

import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords } from '../../../folds/people/records.ts'
import type { Address } from '../../../log/ss58.ts'
import { standingOf } from '../../../math/standing.ts'
import type { RecordId } from '../../../records/ids.ts'
import type { Explanation } from '../../chain/values.ts'
import { grouped, type Speaking } from '../refs.ts'
import type { Sides } from '../sides.ts'

/** One rating of an explanation, and who wrote it: both are persons. */
interface Cast {
  rater: Address
  author: Address
  explanation: ActiveRecord<'explanation'>
  verdict: Verdict
}
type Verdict = 'explains' | 'partly' | 'does-not'
type Counts = Explanation['ratings']

export type Opinion = Pick<
  Explanation,
  'ratings' | 'standing' | 'why' | 'named' | 'more' | 'enough' | 'cut' | 'sides' | 'unplaced' | 'rejectedBy'
>

/** What people find of each of these explanations. */
export function opinionsOn(
  context: Speaking,
  sides: Sides,
  explanations: readonly ActiveRecord<'explanation'>[],
): (explanation: ActiveRecord<'explanation'>) => Opinion {
  const cast = castOn(context, explanations)
  const ofExplanation = grouped(cast, ({ explanation }) => explanation.id)
  const rejectors = rejectorsOf(sides, cast)
  return (explanation) => {
    const { ratings, rows, unplaced } = countsOf(sides, explanation, ofExplanation.get(explanation.id) ?? [])
    const { state, why, asked, named, more, enough } = standingOf(rows, unplaced)
    const own = sides.at(explanation.index).of(context.persons(explanation.account))
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

const numberOf = ({ ids }: Sides, at: number): number => ids[at] ?? at

/** One rating of each person for each explanation: the latest. The person who explains has no say in it. */
function castOn({ persons, peopleRecords }: Speaking, explanations: readonly ActiveRecord<'explanation'>[]): Cast[] {
  const byId = new Map<RecordId, ActiveRecord<'explanation'>>(explanations.map((each) => [each.id, each]))
  const latest = new Map<string, Cast>()
  for (const { account, fields } of activeRecords(peopleRecords, 'rating')) {
    const explanation = byId.get(fields.explanation)
    if (explanation === undefined) continue
    const [rater, author] = [persons(account), persons(explanation.account)]
    if (rater !== author)
      latest.set(`${rater} ${explanation.id}`, { rater, author, explanation, verdict: fields.verdict })
  }
  return [...latest.values()]
}

/** Ratings of one explanation: all of them, by side, and how many are of people without a place. */
function countsOf(sides: Sides, { index }: ActiveRecord<'explanation'>, cast: readonly Cast[]) {
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
  for (const { rater, author, explanation, verdict } of cast) {
    const { of } = sides.at(explanation.index)
    const [by, on] = [of(rater), of(author)]
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
