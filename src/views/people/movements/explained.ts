/** What was said about movements, and whether it stands with people who usually disagree. */

import { derived } from '../../../folds/derived.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords } from '../../../folds/people/records.ts'
import type { Address } from '../../../log/ss58.ts'
import { bridging, bridgingStatus, type Ratings } from '../../../math/bridging.ts'
import { fewestRatings, gaussianHelpful, gaussianRule } from '../../../math/gaussian-rule.ts'
import type { RecordId } from '../../../records/ids.ts'
import { commitmentTo } from '../../../records/people/announcement.ts'
import type { Explanation, Movement } from '../../chain/values.ts'
import { type LargestMap, largestMap } from '../../conversation/opinion-map/largest.ts'
import { grouped, refOf, type Speaking, speaking } from '../refs.ts'

/** From this many raters on, the matrix factorisation says where people stand; below, the opinion map does. */
const ratersForBridging = 20

/** Everything said about movements, ready to be asked for one. */
export interface SaidOfMovements {
  /** The explanations of a movement, the owner's first, then those that stand; at most one of each account. */
  explanations(movement: RecordId, owner: Address, receiver: Address | null, begun: number): Explanation[]
  /** An announcement of a person that was in force at a time, or null. */
  announced(owner: Address, at: number): { index: number; ms: number; text: string | null } | null
}

/** Explanations, announcements and ratings, read once. */
export const saidOfMovements = derived({
  name: 'said of movements',
  from: { ...speaking, largestMap },
  compute: ({ naming, persons, peopleRecords, ledger, largestMap }) =>
    readSaid({ naming, persons, peopleRecords, ledger, largestMap }),
})

interface Context extends Speaking {
  readonly largestMap: LargestMap | null
}

function readSaid(context: Context): SaidOfMovements {
  const latest = latestOfEach(activeRecords(context.peopleRecords, 'explanation'))
  const announcements = activeRecords(context.peopleRecords, 'announcement')
  const opinion = opinionsOn(context, latest)
  const announcementById = new Map(announcements.map((each) => [each.id, each]))
  const ofMovement = grouped(latest, ({ fields }) => fields.movement)
  const announcedBy = grouped(announcements, ({ account }) => context.persons(account))
  const opens = (each: ActiveRecord<'explanation'>, begun: number): Explanation['opens'] => {
    const { announcement, secret, body } = each.fields
    const named = announcement === undefined ? undefined : announcementById.get(announcement)
    if (!named || secret === undefined) return null
    const { index, ms, fields } = named
    return { index, ms, fits: fields.commitment === commitmentTo(secret, body), before: ms < begun }
  }
  return {
    explanations: (movement, owner, receiver, begun) =>
      (ofMovement.get(movement) ?? [])
        .map((each) => {
          const person = context.persons(each.account)
          const role = person === owner ? 'owner' : person === receiver ? 'receiver' : 'other'
          const said = { ...refOf(context, each), text: each.fields.body, role, opens: opens(each, begun) } as const
          return { ...said, ...opinion(each.id) }
        })
        .sort(
          (a, b) =>
            roles.indexOf(a.role) - roles.indexOf(b.role) ||
            standings.indexOf(a.standing) - standings.indexOf(b.standing) ||
            a.index - b.index,
        ),
    announced: (owner, at) => {
      const found = announcedBy.get(owner)?.findLast(({ ms, fields }) => ms <= at && at <= fields.until)
      return found ? { index: found.index, ms: found.ms, text: found.fields.body ?? null } : null
    },
  }
}

const roles = ['owner', 'receiver', 'other']
const standings = ['stands', 'open', 'does-not-stand']

/** The latest explanation of each account for each movement, in the order of the log. */
function latestOfEach(all: ActiveRecord<'explanation'>[]): ActiveRecord<'explanation'>[] {
  const latest = new Map(all.map((each) => [`${each.account} ${each.fields.movement}`, each]))
  return [...latest.values()].sort((a, b) => a.index - b.index)
}

const values = { explains: 1, partly: 0.5, 'does-not': 0 } as const
type Verdict = keyof typeof values

type Opinion = Pick<Explanation, 'ratings' | 'standing' | 'basis'>

/** Whether each explanation stands: by one rule for all of them, chosen by how many people rate. */
function opinionsOn(context: Context, explanations: readonly ActiveRecord<'explanation'>[]): (id: RecordId) => Opinion {
  const cast = castBy(context, explanations)
  const raters = [...new Set(cast.map(({ rater }) => rater))]
  const rule = raters.length >= ratersForBridging ? byBridging(cast, raters) : byPlaces(context, cast)
  const ofNote = grouped(cast, ({ note }) => note)
  return (id) => {
    const own = ofNote.get(id) ?? []
    const count = (verdict: Verdict): number => own.filter((each) => each.verdict === verdict).length
    const ratings = { explains: count('explains'), partly: count('partly'), doesNot: count('does-not') }
    return { ratings, ...rule(id) }
  }
}

interface Cast {
  rater: Address
  note: RecordId
  verdict: Verdict
}

/** One rating of each person for each explanation: the latest. The person who explains has no say in it. */
function castBy(context: Context, explanations: readonly ActiveRecord<'explanation'>[]): Cast[] {
  const author = new Map(explanations.map(({ id, account }) => [id, context.persons(account)]))
  const latest = new Map<string, Cast>()
  for (const { account, fields } of activeRecords(context.peopleRecords, 'rating')) {
    const rater = context.persons(account)
    const by = author.get(fields.explanation)
    if (by === undefined || by === rater) continue
    latest.set(`${rater} ${fields.explanation}`, { rater, note: fields.explanation, verdict: fields.verdict })
  }
  return [...latest.values()]
}

type Rule = (id: RecordId) => Omit<Opinion, 'ratings'>

/** The bridging model over all ratings: an explanation stands when its intercept is high and its factor is small. */
function byBridging(cast: readonly Cast[], raters: readonly Address[]): Rule {
  const notes = [...new Set(cast.map(({ note }) => note))]
  const [raterPlace, notePlace] = [placesOf(raters), placesOf(notes)]
  const ratings: Ratings = {
    raters: raters.length,
    notes: notes.length,
    rater: Int32Array.from(cast, ({ rater }) => raterPlace.get(rater)!),
    note: Int32Array.from(cast, ({ note }) => notePlace.get(note)!),
    value: Float64Array.from(cast, ({ verdict }) => values[verdict]),
  }
  const model = bridging(ratings)
  const perNote = new Int32Array(notes.length)
  for (const note of ratings.note) perNote[note]!++
  return (id) => {
    const note = notePlace.get(id)
    if (note === undefined) return { standing: 'open', basis: null }
    const [intercept, factor] = [model.noteIntercept[note]!, model.noteFactor[note]!]
    const status = perNote[note]! < fewestRatings ? 'needs more ratings' : bridgingStatus(intercept, factor)
    return { standing: words[status], basis: { rule: 'bridging', raters: raters.length, intercept, factor } }
  }
}

const words = { helpful: 'stands', 'not helpful': 'does-not-stand', 'needs more ratings': 'open' } as const

/** With few raters: where each stands on the largest opinion map, and whether both sides of it are helped. */
function byPlaces(context: Context, cast: readonly Cast[]): Rule {
  const places = cast.length === 0 ? new Map<string, number>() : placesOnMap(context)
  const placed = cast.filter(({ rater }) => places.has(rater))
  const everybody = Float64Array.from(new Set(placed.map(({ rater }) => rater)), (rater) => places.get(rater)!)
  const ofNote = grouped(placed, ({ note }) => note)
  return (id) => {
    const own = ofNote.get(id) ?? []
    if (own.length < fewestRatings) return { standing: 'open', basis: null }
    const place = Float64Array.from(own, ({ rater }) => places.get(rater)!)
    const mean = gaussianRule({ place, value: Float64Array.from(own, ({ verdict }) => values[verdict]) }, everybody)
    const against = own.filter(({ verdict }) => verdict === 'does-not').length
    const stands = mean >= gaussianHelpful ? 'stands' : against * 2 > own.length ? 'does-not-stand' : 'open'
    return { standing: stands, basis: { rule: 'both-sides', raters: own.length, mean } }
  }
}

/** The first axis of the largest opinion map, from -1 to 1, by person. */
function placesOnMap({ largestMap, persons }: Context): Map<string, number> {
  const people = largestMap?.map.participants.filter(({ key }) => !key.startsWith('import:')) ?? []
  const widest = people.reduce((most, { x }) => Math.max(most, Math.abs(x)), 0)
  return new Map(people.map(({ key, x }) => [persons(key as Address), widest === 0 ? 0 : x / widest]))
}

const placesOf = <T>(all: readonly T[]): Map<T, number> => new Map(all.map((each, i) => [each, i]))

/** Whether a movement is explained, and by what. Exchanges and custodians move what is not their own. */
export function stateOf(
  explanations: readonly Explanation[],
  announced: object | null,
  label: Movement['from']['label'],
): Movement['state'] {
  const own = explanations.filter(({ role }) => role !== 'other')
  if (own.some(({ standing }) => standing === 'does-not-stand')) return 'disputed'
  if (own.length > 0) return 'explained'
  if (announced !== null) return 'announced'
  return label?.role === 'exchange' || label?.role === 'custody' ? 'not-attributable' : 'unexplained'
}
