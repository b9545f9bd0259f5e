import type { Address } from '../../log/ss58.ts'
import { leading } from '../../math/search.ts'
import type { RecordId } from '../../records/ids.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'
import { conversations, type Statement, statementVotedOn } from './conversations.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'
import { votePlaces } from './vote-places.ts'

/**
 * The signed votes of one conversation, column by column in the order of the log. The last vote of a voter on a statement
 * counts. A vote that was taken back is as if it had never been cast: the one before it counts again.
 */
export interface Ballots {
  /** In the order of their first votes; `voter` names them by position. */
  voters: Address[]
  numbers: Map<Address, number>
  /** -1: taken back. */
  voter: number[]
  /** Position in `conversation.statements`. */
  statement: number[]
  /** +1 agree, -1 disagree, 0 pass. */
  choice: number[]
  /** 1 to 3; 0: not said. */
  importance: number[]
  /** Place in the log, rising, and admission time in Unix milliseconds. */
  index: number[]
  ms: number[]
  /** Position of the vote that counted before it, of the same voter on the same statement; -1: none. */
  previous: number[]
  /** Of each voter, the position of the vote that counts, by statement. */
  held: Map<number, number>[]
  /** Of the votes that count. */
  tally: Tally
}

/** The ballots of every conversation that ever had any. */
export type BallotBox = Map<RecordId, Ballots>

/** A vote as ballots keep it. */
interface Cast extends Pick<ActiveRecord<'vote'>, 'account' | 'index' | 'ms'> {
  /** Position of its statement. */
  statement: number
  choice: number
  importance: number
}

const choiceValue = { agree: 1, disagree: -1, pass: 0 } as const

/** Before any vote. */
export function emptyBallots(): Ballots {
  return {
    voters: [],
    numbers: new Map(),
    voter: [],
    statement: [],
    choice: [],
    importance: [],
    index: [],
    ms: [],
    previous: [],
    held: [],
    tally: emptyTally(),
  }
}

/** The votes of accounts. */
export const ballots = boxOf('ballots', false)

/** The votes of guests, whoever has adopted them since. */
export const guestBallots = boxOf('guest-ballots', true)

function boxOf(name: string, ofGuests: boolean) {
  return defineFold({
    name,
    needs: { conversations, votePlaces },
    kinds: ['vote', 'opening', 'sealed-vote'],
    start: (): BallotBox => new Map(),
    take(box, { id, account, index, ms, fields }, { conversations: all, ledger: { guests } }) {
      // A sealed vote says nothing until it is opened; the opening is the vote.
      if (guests.has(account) !== ofGuests || !('choice' in fields)) return undefined
      const statement = statementVotedOn(all, fields.about)
      if (!statement) throw new Error(`The vote ${id} counts without its statement.`)
      put(box, statement, { account, index, ms, fields })
      return undefined
    },
    takeBack(box, { id, index }, { conversations: { sealed }, votePlaces: places }) {
      const place = sealed.all.get(id)?.opened ?? index
      const conversation = places.conversation[positionOf(places.index, place)]
      const ballots = conversation && box.get(conversation)
      if (ballots) takeBackAt(ballots, place)
    },
  })
}

/** How many accounts have a vote that counts. */
export function votersOf({ held }: Ballots): number {
  return held.reduce((sum, votes) => sum + (votes.size > 0 ? 1 : 0), 0)
}

type Voted = Pick<ActiveRecord<'vote' | 'opening'>, 'account' | 'index' | 'ms' | 'fields'>

function put(box: BallotBox, { conversation, position }: Statement, record: Voted): void {
  const { account, index, ms, fields } = record
  const own = box.get(conversation) ?? emptyBallots()
  if (own.index.length === 0) box.set(conversation, own)
  const choice = choiceValue[fields.choice]
  const importance = 'importance' in fields ? (fields.importance ?? 0) : 0
  cast(own, { account, index, ms, statement: position, choice, importance })
}

/** Adds the next vote in the order of the log. */
export function cast(ballots: Ballots, { account, index, ms, statement, choice, importance }: Cast): void {
  const voter = numberOf(ballots, account)
  ballots.statement.push(statement)
  ballots.choice.push(choice)
  ballots.importance.push(importance)
  ballots.index.push(index)
  ballots.ms.push(ms)
  ballots.previous.push(ballots.held[voter]?.get(statement) ?? -1)
  const at = ballots.voter.push(voter) - 1
  hold(ballots, voter, statement, at)
}

function numberOf({ numbers, voters, held }: Ballots, account: Address): number {
  const known = numbers.get(account)
  if (known !== undefined) return known
  numbers.set(account, voters.length)
  held.push(new Map())
  return voters.push(account) - 1
}

/** Lets the vote at position `at` be the one that counts; -1: none. */
function hold(ballots: Ballots, voter: number, statement: number, at: number): void {
  const votes = ballots.held[voter]!
  const before = votes.get(statement)
  if (before !== undefined) addTo(ballots.tally, statement, ballots.choice[before]!, ballots.importance[before]!, -1)
  if (at >= 0) {
    votes.set(statement, at)
    addTo(ballots.tally, statement, ballots.choice[at]!, ballots.importance[at]!, 1)
  } else votes.delete(statement)
}

function takeBackAt(ballots: Ballots, index: number): void {
  const at = positionOf(ballots.index, index)
  // An opening may be taken back after the sealed vote beneath it was.
  if (at < 0 || ballots.voter[at] === -1) return
  const [voter, statement] = [ballots.voter[at]!, ballots.statement[at]!]
  ballots.voter[at] = -1
  if (ballots.held[voter]!.get(statement) === at) hold(ballots, voter, statement, standingBefore(ballots, at))
}

/** Position of the vote that counts once the one at `at` does not; -1 when there is none. */
function standingBefore({ previous, voter }: Ballots, at: number): number {
  let earlier = previous[at] ?? -1
  while (earlier >= 0 && voter[earlier] === -1) earlier = previous[earlier] ?? -1
  return earlier
}

/** Where a rising list holds a value; -1 where it does not. */
function positionOf(rising: readonly number[], value: number): number {
  const at = leading(rising, (each) => each < value)
  return rising[at] === value ? at : -1
}
