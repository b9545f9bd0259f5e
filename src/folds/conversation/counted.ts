/** Which votes count for whom: those of accounts with what they adopted from guests, and those of guests apart. */

import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { derived, remembered } from '../derived.ts'
import { adoptions } from '../ledger/adoptions.ts'
import { type Ballots, ballots, cast, emptyBallots, guestBallots, votersOf } from './ballots.ts'
import { emptyTally, type Tally } from './tally.ts'

/** How many conversations in which votes were adopted are kept at once. */
const most = 64

/** What is known of the votes of guests that nobody adopted. */
export interface GuestVotes {
  /** Guests with a vote that counts. */
  participants: number
  tally: Tally
  ballots: Ballots | null
}

/** The votes of one conversation by who cast them. */
export interface Counted {
  /** Of accounts; null: nobody signed any. */
  signed: Ballots | null
  guests: GuestVotes
}

/**
 * The votes of each conversation. An account has the votes of the guests that it adopted, but where it has voted itself; of
 * several guests the latest counts.
 */
export const countedVotes = derived({
  name: 'counted votes',
  from: { ballots, guestBallots, adoptions },
  compute: ({ ballots: signed, guestBallots: guests, adoptions: { by } }) => {
    const split = remembered(most, (id: RecordId) => splitVotes(signed.get(id) ?? null, guests.get(id), by))
    return (id: RecordId): Counted => {
      const cast = guests.get(id)
      const isAdopted = cast?.voters.some((guest) => by.has(guest)) === true
      return isAdopted ? split(id) : { signed: signed.get(id) ?? null, guests: guestVotes(cast ?? null) }
    }
  },
})

const guestVotes = (ballots: Ballots | null): GuestVotes => ({
  participants: ballots ? votersOf(ballots) : 0,
  tally: ballots?.tally ?? emptyTally(),
  ballots,
})

function splitVotes(signed: Ballots | null, guests: Ballots | undefined, by: ReadonlyMap<Address, Address>): Counted {
  const [own, left] = [emptyBallots(), emptyBallots()]
  const votes = [...votesIn(signed, false), ...votesIn(guests ?? null, true)].sort((a, b) => a.index - b.index)
  for (const vote of votes) {
    const owner = vote.isGuest ? by.get(vote.account) : vote.account
    if (owner === undefined) cast(left, vote)
    else if (!vote.isGuest || !votedItself(signed, owner, vote.statement)) cast(own, { ...vote, account: owner })
  }
  return { signed: own, guests: guestVotes(left) }
}

function votedItself(signed: Ballots | null, account: Address, statement: number): boolean {
  const number = signed?.numbers.get(account)
  return number !== undefined && signed?.held[number]?.has(statement) === true
}

/** The votes that were not taken back. */
function votesIn(ballots: Ballots | null, isGuest: boolean) {
  const { voter = [], voters, statement, choice, importance, index, ms } = ballots ?? emptyBallots()
  return voter.flatMap((number, at) =>
    number < 0
      ? []
      : [
          {
            isGuest,
            account: voters[number]!,
            statement: statement[at]!,
            choice: choice[at]!,
            importance: importance[at]!,
            index: index[at]!,
            ms: ms[at]!,
          },
        ],
  )
}
