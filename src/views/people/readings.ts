import * as z from 'zod'
import { type Naming, named, naming } from '../../folds/chain/names.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { conversations, type Statement, totalsHidden } from '../../folds/conversation/conversations.ts'
import { importedTally } from '../../folds/conversation/values.ts'
import { ledger } from '../../folds/derived.ts'
import { effectiveVoices, stanceOn, type WeightedCounts } from '../../math/weighted-votes.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { conversationId, nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { type Compared, type ReadingState, readingStates, stancesOn } from './readings/compare.ts'
import { flipOf } from './readings/flips.ts'
import { readingMaps } from './readings/maps.ts'
import { onMaps } from './readings/on-maps.ts'
import { type Read, readingsOf, type Weighed } from './readings/read.ts'
import { type ReadingsValue, type ReadRow, readingsValue } from './values/readings.ts'

/** The same votes under several weightings side by side. */
export const readings = defineView({
  name: 'readings',
  version: 2,
  title: 'Readings',
  summary:
    'What the signed votes of a conversation say when they are weighed in several ways: each person one, by what they staked, by what they locked, each side of the map one. On which statements all readings agree, and which reading says what others deny, by whom; and what the opinion map is under each. Guests are read apart.',
  value: readingsValue,
  params: z.strictObject({
    conversation: conversationId,
    state: z.enum(readingStates).optional().describe('Only statements in this state.'),
    ...pageUpTo(100, 50),
  }),

  from: { ledger, conversations, importedTally, readingsOf, readingMaps, naming, snapshots },

  answer(
    { ledger, conversations, importedTally, readingsOf, readingMaps, naming, snapshots },
    { conversation: id, state, ...page },
  ) {
    const conversation = conversations.all.get(id)
    if (!conversation) return new Refusal('conversation-unknown', { id })
    if (totalsHidden(ledger, conversation)) return new Refusal('totals-hidden', { title: conversation.title })
    const read = readingsOf(id)
    const asked = read.rows.filter(({ compared }) => state === undefined || compared.state === state)
    return {
      source: latestSource(snapshots),
      persons: read.voices.persons.length,
      imported: importedTally(id).participants,
      guests: read.guests.voices,
      readings: read.weighed.map(aboutOf),
      onMaps: onMaps(read, readingMaps(id), conversation.statements),
      states: countsOf(read),
      rows: rowsOn(asked, page).map(({ statement, compared }) => rowOf(read, naming, statement, compared)),
      next: nextOf(page, asked.length),
      total: asked.length,
    }
  },
})

function aboutOf({ name, weight }: Weighed): ReadingsValue['readings'][number] {
  const units = weight ?? new Float64Array(0)
  const all = units.reduce((sum, each) => sum + each, 0)
  const voices = units.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0)
  const largest = units.reduce((top, each) => Math.max(top, each), 0)
  return { reading: name, known: weight !== null, voices, largest: all > 0 ? largest / all : 0 }
}

function countsOf({ rows }: Read): Record<ReadingState, number> {
  const counts: Record<ReadingState, number> = { robust: 0, contested: 0, partly: 0, open: 0, few: 0 }
  for (const { compared } of rows) counts[compared.state]++
  return counts
}

function guestsOn(guests: WeightedCounts, position: number): ReadRow['guests'] {
  const seen = guests.seen[position] ?? 0
  if (seen === 0) return null
  const part = (column: Float64Array): number => (column[position] ?? 0) / seen
  return { says: stanceOn(guests, position), agree: part(guests.agree), disagree: part(guests.disagree), voters: seen }
}

function rowOf(read: Read, naming: Naming, { id, imported, position }: Statement, compared: Compared): ReadRow {
  const counts = read.weighed.map((each) => each.counts)
  const stances = stancesOn(counts, position)
  return {
    id,
    imported,
    state: compared.state,
    side: compared.side,
    readings: read.weighed.map(({ name, counts: own }, at) => {
      const seen = own?.seen[position] ?? 0
      const part = (column: Float64Array | undefined): number => (seen > 0 ? (column?.[position] ?? 0) / seen : 0)
      return {
        reading: name,
        says: stances[at] ?? 'few',
        agree: part(own?.agree),
        disagree: part(own?.disagree),
        voters: own?.voters[position] ?? 0,
        effective: own ? effectiveVoices(own, position) : 0,
      }
    }),
    guests: guestsOn(read.guests, position),
    flips: compared.odd.flatMap((at) => {
      const [side, own] = [stances[at], read.weighed[at]]
      if ((side !== 'agree' && side !== 'disagree') || !own?.weight) return []
      const others = read.weighed.flatMap(({ weight }, other) =>
        weight && stances[other] !== side && (stances[other] === 'agree' || stances[other] === 'disagree')
          ? [weight]
          : [],
      )
      const { voters, elsewhereNone, largest } = flipOf(read.voices, read.votesOn(position), side, own.weight, others)
      const people = largest.map(({ person, part }) => ({ person: named(naming, person), part }))
      return [{ reading: own.name, side, voters, elsewhereNone, largest: people }]
    }),
  }
}
