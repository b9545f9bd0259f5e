/** Notes on statements and events, and whether each stands with people who usually disagree. */

import { type Conversations, conversations, type Statement } from '../../../folds/conversation/conversations.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import type { ActiveRecord } from '../../../folds/fold.ts'
import { activeRecords } from '../../../folds/people/records.ts'
import type { RecordId } from '../../../records/ids.ts'
import { noteTexts } from '../../../records/people/context.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { readSources } from '../../../records/sources.ts'
import { maps } from '../../conversation/opinion-map/maps.ts'
import { grouped, latestOfEach, refOf, type Speaking, speaking } from '../refs.ts'
import { type Sides, sides, sidesBy } from '../sides.ts'
import { byStanding, type Rating, ratedBy, type Verdict } from '../standing/rated.ts'
import type { Note } from '../values/context.ts'

/** What is judged by the same sides: the statements of one conversation, or all events. */
export type Place = RecordId | 'events'

/** How many places are kept at once. */
const most = 4

/** Notes as views publish them. */
export interface SaidNotes {
  /** Those of one place: the ones that stand first; at most one of each account on the same. */
  in(place: Place): readonly Note[]
  /** The sides that judge them there. */
  sidesOf(place: Place): Sides
}

/** Notes and their ratings, read once. */
export const saidNotes = derived({
  name: 'said notes',
  from: { ...speaking, sides, conversations, maps },
  compute: (given): SaidNotes => {
    const { persons, peopleRecords, sides: named, conversations } = given
    const written = latestOfEach(activeRecords(peopleRecords, 'context'), ({ fields }) => fields.about)
    const places = grouped(written, ({ fields }) => placeOf(given, fields.about))
    const ratings = grouped(activeRecords(peopleRecords, 'context-rating').map(ratingIn), ({ of }) => of)
    // A conversation that the operator names gives the sides of everything; else each gives those of its own statements.
    const sidesOf = remembered(most, (place: Place): Sides => {
      const own = place === 'events' || named.conversation !== null ? null : conversations.all.get(place)
      return own ? sidesBy(own, given) : named
    })
    const notesIn = remembered(most, (place: Place): readonly Note[] => {
      const all = places.get(place) ?? []
      const cast = all.flatMap(({ id }) => ratings.get(id) ?? [])
      const rated = ratedBy(persons, sidesOf(place), all, cast)
      return all.map((each): Note => ({ ...wordsOf(given, each), ...rated(each) })).sort(byStanding)
    })
    return { in: notesIn, sidesOf }
  },
})

/** A statement of this log on which notes stand: not an imported one, which has no record, nor one that was taken back. */
const isNoted = (statement: Statement | undefined): statement is Statement =>
  statement !== undefined && statement.index !== null && !statement.revoked

/** Where something that notes are about belongs; null: it was taken back or removed, and its notes are shown nowhere. */
export function placeOf(
  { conversations, peopleRecords }: Pick<Speaking, 'peopleRecords'> & { conversations: Readonly<Conversations> },
  about: RecordId,
): Place | null {
  const statement = conversations.statements.get(about)
  if (isNoted(statement)) return statement.conversation
  return peopleRecords.event.has(about) ? 'events' : null
}

const verdicts: Readonly<Record<ActiveRecord<'context-rating'>['fields']['verdict'], Verdict>> = {
  helpful: 'explains',
  'in-part': 'partly',
  'not-helpful': 'does-not',
}

const ratingIn = ({ account, fields }: ActiveRecord<'context-rating'>): Rating => ({
  account,
  of: fields.note,
  verdict: verdicts[fields.verdict],
})

function wordsOf(given: Speaking, record: ActiveRecord<'context'>) {
  const { about, body } = record.fields
  const { note = '', sources = '' } = noteTexts(body)
  const read = readSources(sources)
  // The rule of the kind has read the sources already.
  return { ...refOf(given, record), about, text: note, sources: isRefusal(read) ? [] : read }
}
