import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { RecordOf } from '../../records/record.ts'
import type { Refusal } from '../../records/refusals.ts'
import { addTo, emptyTally, type Tally } from '../../views/conversation/tally.ts'
import type { Entry } from '../../views/view.ts'
import type { Ledger } from '../register.ts'

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
  /** Place in the log, rising. */
  index: number[]
  /** Of each voter, the position of the vote that counts, by statement. */
  held: Map<number, number>[]
  /** Of the votes that count. */
  tally: Tally
}

/** The second base fold beside the register: the ballots of every conversation that ever had any. */
export type BallotBox = Map<RecordId, Ballots>

const choiceValue = { agree: 1, disagree: -1, pass: 0 } as const

export function emptyBallots(): Ballots {
  return {
    voters: [],
    numbers: new Map(),
    voter: [],
    statement: [],
    choice: [],
    importance: [],
    index: [],
    held: [],
    tally: emptyTally(),
  }
}

/** Takes in a vote, or the revocation of one; anything else changes nothing. The register is the one after the entry. */
export function stepBallots(box: BallotBox, { index, record }: Entry, register: Ledger, counts: Refusal | null): void {
  if (counts !== null || !record) return
  if (record.kind === 'vote') cast(box, register, record, index)
  else if (record.kind === 'revoke') takeBack(box, register.seen.get(record.fields.record)!)
}

/** How many accounts have a vote that counts. */
export function votersOf({ held }: Ballots): number {
  return held.reduce((sum, votes) => sum + (votes.size > 0 ? 1 : 0), 0)
}

function cast(box: BallotBox, register: Ledger, { account, fields }: RecordOf<'vote'>, index: number): void {
  // A vote counts only on a statement that the register has.
  const { conversation, position } = register.statements.get(fields.about)!
  const ballots = box.get(conversation.id) ?? emptyBallots()
  if (ballots.index.length === 0) box.set(conversation.id, ballots)
  const voter = numberOf(ballots, account)
  ballots.statement.push(position)
  ballots.choice.push(choiceValue[fields.choice])
  ballots.importance.push(fields.importance ?? 0)
  ballots.index.push(index)
  const at = ballots.voter.push(voter) - 1
  hold(ballots, voter, position, at)
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

function takeBack(box: BallotBox, index: number): void {
  for (const ballots of box.values()) {
    const at = positionOf(ballots.index, index)
    if (at < 0) continue
    const [voter, statement] = [ballots.voter[at]!, ballots.statement[at]!]
    ballots.voter[at] = -1
    if (ballots.held[voter]!.get(statement) === at)
      hold(ballots, voter, statement, before(ballots, voter, statement, at))
  }
}

/** Position of the voter's latest vote on the statement before `at`; -1 when there is none. */
function before(ballots: Ballots, voter: number, statement: number, at: number): number {
  let earlier = at - 1
  while (earlier >= 0 && (ballots.voter[earlier] !== voter || ballots.statement[earlier] !== statement)) earlier--
  return earlier
}

/** Where a rising list holds a value; -1 where it does not. */
function positionOf(rising: number[], value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rising[middle]! < value) low = middle + 1
    else high = middle
  }
  return rising[low] === value ? low : -1
}
