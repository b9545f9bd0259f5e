/** The signed votes of a conversation, weighed in every way that the table knows. */

import { locksNow } from '../../../folds/chain/held-locks.ts'
import { persons } from '../../../folds/chain/names.ts'
import { observed } from '../../../folds/chain/observed.ts'
import { emptyBallots } from '../../../folds/conversation/ballots.ts'
import { conversations, type Statement } from '../../../folds/conversation/conversations.ts'
import { countedVotes } from '../../../folds/conversation/counted.ts'
import { derived, remembered } from '../../../folds/derived.ts'
import { type WeightedCounts, weighVotes } from '../../../math/weighted-votes.ts'
import type { RecordId } from '../../../records/ids.ts'
import { maps } from '../../conversation/opinion-map/maps.ts'
import { sidesOf } from '../sides.ts'
import { type Compared, compare, stancesOn } from './compare.ts'
import { votesByStatement } from './flips.ts'
import { type ReadingName, readingTable } from './table.ts'
import { type Voices, voicesOf } from './voices.ts'

/** How many conversations are kept at once. */
const most = 4

/** One way of weighing the votes of a conversation, done. */
export interface Weighed {
  name: ReadingName
  fromChain: boolean
  /** Whole units by voice; null: there is nothing to weigh by. */
  weight: Float64Array | null
  counts: WeightedCounts | null
}

/** The votes of a conversation under every reading. */
export interface Read {
  voices: Voices
  weighed: readonly Weighed[]
  /** Statements that are compared, in their order. */
  rows: readonly { statement: Statement; compared: Compared }[]
  votesOn(statement: number): readonly number[]
  /** The votes of guests, each of whom counts one, apart from every reading. */
  guests: WeightedCounts
}

/** All readings of a conversation that is there. */
export const readingsOf = derived({
  name: 'readings',
  from: { conversations, countedVotes, maps, persons, observed, locksNow },
  compute: ({ conversations, countedVotes, maps, persons, observed, locksNow }) =>
    remembered(most, (id: RecordId): Read => {
      const statements = conversations.all.get(id)?.statements ?? []
      const { signed, guests: apart } = countedVotes(id)
      const voices = voicesOf(signed ?? emptyBallots(), persons)
      const guests = unweighted(
        voicesOf(apart.ballots ?? emptyBallots(), (guest) => guest),
        statements.length,
      )
      const known = { observed, locks: locksNow, sides: sidesOf(maps(id), persons), persons: voices.persons }
      const weighed = readingTable.map(({ name, fromChain, weights }): Weighed => {
        const units = weights(known)
        const weight = units && Float64Array.from(voices.persons, units)
        return { name, fromChain, weight, counts: weight && weighVotes(voices.votes, weight, statements.length) }
      })
      const counts = weighed.map((each) => each.counts)
      const rows = statements
        .filter(({ moderated, meta }) => !moderated && !meta)
        .map((statement) => ({ statement, compared: compare(stancesOn(counts, statement.position)) }))
      return { voices, weighed, rows, votesOn: votesByStatement(voices), guests }
    }),
})

/** Each voice one. */
function unweighted({ persons, votes }: Voices, statements: number): WeightedCounts {
  return weighVotes(votes, new Float64Array(persons.length).fill(1), statements)
}
