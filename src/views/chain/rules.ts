import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import { rowOfAddress } from '../../folds/chain/balance-sheet.ts'
import type { ChainFlows } from '../../folds/chain/flows.ts'
import type { Groups } from '../../folds/chain/groups.ts'
import { type Naming, named } from '../../folds/chain/names.ts'
import type { Observed } from '../../folds/chain/observed.ts'
import { byFalling } from '../../folds/chain/order.ts'
import { decidingFor } from '../../folds/chain/privileged.ts'
import type { Address } from '../../log/ss58.ts'
import { ratio } from '../../math/concentration.ts'
import { fewestToBlock, fewestToReach, type PowerIndices, powerIndices } from '../../math/power.ts'
import { rotationOf } from './rotation.ts'
import type { Named, Player, Rule, RuleTerms } from './values.ts'

/** A game before its power is counted: who plays, with how much, and how much is needed. */
export interface Game extends Pick<Rule, 'rule' | 'terms' | 'status' | 'unit'> {
  players: { key: Address; weight: bigint }[]
  quota: bigint
  /** Why the players are not known, or null. */
  unknown: Rule['unknown']
}

/** What the rules are read from. */
export interface Governed {
  observed: Observed
  flows: Readonly<Pick<ChainFlows, 'multisigs'>>
  naming: Naming
}

/** The rules that are in force after a snapshot, and those that are proposed, filled as they would be now. */
export function gamesOf(governed: Governed): Game[] {
  const { holdings, groups } = governed.observed
  return [
    ...sudoGames(governed),
    ...bodyGames(governed.observed),
    ...reviewGames(governed),
    ...stakeGames(holdings, groups),
  ]
}

const noTerms: RuleTerms = { threshold: null, of: null, percent: null }

/** Seats or keys count for the entity that holds them. */
function seatGame(
  { holdings, groups: { groupOf } }: Observed,
  rule: Pick<Game, 'rule' | 'terms' | 'status' | 'unit'>,
  members: readonly Address[],
  quota: number,
): Game {
  const seats = new Map<Address, bigint>()
  for (const member of members) {
    const row = rowOfAddress(holdings, member)
    const key = row === nobody ? member : addressOfRow(holdings.accounts, rowAt(groupOf, row))
    seats.set(key, (seats.get(key) ?? 0n) + 1n)
  }
  const players = [...seats].map(([key, weight]) => ({ key, weight }))
  return { ...rule, players, quota: BigInt(quota), unknown: null }
}

/** Privileged calls go through one key, which may be a multisig, or held by one as its proxy (design: chain facts 1.1). */
function sudoGames({ observed, flows }: Governed): Game[] {
  const { facts } = observed.holdings
  const { sudo } = facts
  if (sudo === null) return []
  const multisig = decidingFor(facts, flows.multisigs)
  const common = { rule: 'sudo', status: 'in-force', unit: 'keys' } as const
  if (multisig) {
    const { threshold, signatories } = multisig
    const terms = { ...noTerms, threshold, of: signatories.length }
    return [seatGame(observed, { ...common, terms }, signatories, threshold)]
  }
  return [{ ...seatGame(observed, { ...common, terms: noTerms }, [sudo], 1), unknown: 'signatories-not-seen' }]
}

const membersOf = ({ holdings }: Observed, name: string): Address[] =>
  holdings.facts.bodies.find((body) => body.name === name)?.members ?? []

/** More than a share of n, in whole votes. */
const moreThanHalf = (n: number): number => Math.floor(n / 2) + 1
/** At least a share of n, in percent. */
const atLeast = (n: number, percent: number): number => Math.ceil((n * percent) / 100)

/** The Triumvirate, 2 of 3; the Senate, more than half. */
function bodyGames(observed: Observed): Game[] {
  const [triumvirate, senate] = [membersOf(observed, 'triumvirate'), membersOf(observed, 'senate')]
  const common = { status: 'in-force', unit: 'seats' } as const
  const games: Game[] = []
  if (triumvirate.length > 0) {
    const terms = { ...noTerms, threshold: 2, of: triumvirate.length }
    games.push(seatGame(observed, { ...common, rule: 'triumvirate', terms }, triumvirate, 2))
  }
  if (senate.length > 0) {
    const rule = { ...common, rule: 'senate', terms: noTerms } as const
    games.push(seatGame(observed, rule, senate, moreThanHalf(senate.length)))
  }
  return games
}

/** The proposed review by the Economic and Building collectives together: 75 % pass at once, 51 % cancel. */
function reviewGames({ observed, naming }: Governed): Game[] {
  const onChain = [...membersOf(observed, 'economic'), ...membersOf(observed, 'building')]
  const status = onChain.length > 0 ? 'in-force' : 'proposed'
  const forecast = rotationOf(observed, naming).flatMap(({ seats }) => seats.map(({ key }) => key))
  // Who sits in both has one vote: the voters are the union of both bodies, and what is needed follows its size.
  const members = [...new Set(onChain.length > 0 ? onChain : forecast)]
  if (members.length === 0) return []
  const game = (rule: 'review-pass' | 'review-cancel', percent: number): Game =>
    seatGame(
      observed,
      { rule, status, unit: 'seats', terms: { ...noTerms, percent } },
      members,
      atLeast(members.length, percent),
    )
  return [game('review-pass', 75), game('review-cancel', 51)]
}

/** Stake decides no vote on the chain today; it is what every proposal to vote by stake would count. */
export function stakeGames(latest: Holdings, groups: Pick<Groups, 'groupOf' | 'weight'>): Game[] {
  const players = weightsOf(latest, groups)
  const total = players.reduce((sum, { weight }) => sum + weight, 0n)
  if (total === 0n) return []
  const common = { status: 'proposed', unit: 'rao', terms: noTerms, players, unknown: null } as const
  return [
    { ...common, rule: 'stake-half', quota: total / 2n + 1n },
    { ...common, rule: 'stake-two-thirds', quota: (2n * total + 2n) / 3n },
  ]
}

/** Stake on the validators of each entity that has some, largest first. */
function weightsOf({ accounts }: Holdings, { groupOf, weight }: Pick<Groups, 'groupOf' | 'weight'>): Game['players'] {
  const rows = groupOf.filter((group, row) => group === row && raoAt(weight, row) > 0n)
  rows.sort((a, b) => byFalling(raoAt(weight, a), raoAt(weight, b)) || a - b)
  return Array.from(rows, (row) => ({ key: addressOfRow(accounts, row), weight: raoAt(weight, row) }))
}

/** A rule with the power of its players: all are counted, and the largest are listed. */
export function ruleOf(naming: Naming, game: Game): Rule {
  const players = game.players.toSorted((a, b) => byFalling(a.weight, b.weight) || (a.key < b.key ? -1 : 1))
  const total = players.reduce((sum, { weight }) => sum + weight, 0n)
  const [listed, others] = [players.slice(0, mostListed), players.slice(mostListed)]
  const smaller = others.reduce((sum, { weight }) => sum + weight, 0n)
  const all = players.map(({ weight }) => weight)
  const indices = powerIndices(all, game.quota)
  const [pass, block] = [fewestToReach(all, game.quota), fewestToBlock(all, game.quota)]
  const keysOf = (places: number[] | null): Address[] | null =>
    places?.slice(0, mostListed).map((place) => players[place]!.key) ?? null
  const { rule, terms, status, unit, quota, unknown } = game
  return {
    rule,
    terms,
    status,
    unit,
    quota: String(quota),
    total: String(total),
    players: listed.map((player, i) => describe(named(naming, player.key), player.weight, total, quota, indices, i)),
    others: { count: others.length, weight: String(smaller) },
    canPass: keysOf(pass),
    canBlock: keysOf(block),
    fewest: { pass: pass?.length ?? null, block: block?.length ?? null },
    margin: marginOf(pass, all, quota),
    unknown,
  }
}

/** Longest list of players, and of those who can pass. */
const mostListed = 64

function describe(who: Named, weight: bigint, total: bigint, quota: bigint, indices: PowerIndices, i: number): Player {
  return {
    ...who,
    weight: String(weight),
    share: ratio(weight, total),
    banzhaf: indices.banzhaf[i]!,
    banzhafShare: indices.banzhafShare[i]!,
    shapley: indices.shapley[i]!,
    veto: total >= quota && total - weight < quota,
  }
}

/** What the fewest that can pass have beyond the quota, as a fraction of it; null when all together do not reach it. */
function marginOf(pass: number[] | null, weights: readonly bigint[], quota: bigint): number | null {
  if (pass === null) return null
  const sum = pass.reduce((whole, place) => whole + weights[place]!, 0n)
  return ratio(sum - quota, quota)
}
