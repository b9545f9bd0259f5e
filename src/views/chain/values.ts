/**
 * The shapes that the views about the chain publish. Amounts are decimal strings of rao of TAO; shares are fractions of
 * one; each value names the snapshot that it follows from.
 */

import type { Address } from '../../log/ss58.ts'
import type { LabelRole } from '../../records/chain/known-accounts.ts'
import type { RecordId } from '../../records/ids.ts'

/** Decimal digits: an amount in rao of TAO, which may exceed what a JSON number holds. */
export type Rao = string

/** Where figures come from: the snapshot and how far it is backed. */
export interface Source {
  id: RecordId
  /** Place of the record in the log. */
  index: number
  block: number
  hash: string
  /** Time of the block, Unix milliseconds. */
  at: number
  spec: number
  /** SHA-256 of the evidence. */
  holdings: string
  endpoints: number
  agreed: number
  /** Endpoints that gave another answer to any question. */
  dissenting: number
  /** More than half of the endpoints gave the same answer to every question, and none another one. */
  proven: boolean
  confirmed: Address[]
  contradicted: { account: Address; holdings: string; index: number }[]
}

/** An account or an entity as it is named in a picture or a table. */
export interface Named {
  /** The coldkey that the entity is named by, or the account itself. */
  key: Address
  /** What it calls itself in this log, by its latest introduction; nobody checks it, and it is not unique. */
  introduced: string | null
  /** What it says of itself on the chain; nobody checks it. */
  name: string | null
  /** What the log's list of known accounts says. */
  label: { role: LabelRole; name: string } | null
}

export type Level = 'entity' | 'account'

/** What one entity, or one account, holds and can move. */
export interface Influence extends Named {
  /** Coldkeys and hotkeys of an entity, the one it is named by first; at most 64. */
  accounts: { account: Address; kind: 'coldkey' | 'hotkey' }[]
  accountCount: number
  free: Rao
  /** Stake that it put on any validator. */
  ownStake: Rao
  /** Stake that others put on its validators. */
  delegated: Rao
  /** Stake on its validators, whoever put it there. */
  weight: Rao
  shares: {
    /** Free and own stake, of all TAO. */
    holdings: number
    /** Own stake, of all stake. */
    ownStake: number
    /** Delegated stake, of all stake. */
    delegated: number
    /** Weight, of all stake. */
    weight: number
    /** The larger of holdings and weight: its share of influence. */
    influence: number
  }
  /** Of the validator weight on each subnet, what its hotkeys have; the largest 16. */
  subnetWeights: { netuid: number; share: number }[]
  subnetsOwned: number[]
  /** Bodies that it sits in, such as the senate, and the seats of root. */
  seats: string[]
  /** Keys that it holds or shares: "sudo", or "2 of 3 of <multisig>". */
  keys: string[]
}

/**
 * What the chain says of an account of an entity and of another account. The other may act for it (`proxy`) or it for
 * the other (`proxy-for`); it shares a multisig, gives weight to a child hotkey or takes it from a parent, or its coldkey
 * was swapped or is about to be.
 */
export interface Relation {
  own: Address
  other: Named | null
  how:
    | 'proxy'
    | 'proxy-for'
    | 'signatory'
    | 'signatory-of'
    | 'child'
    | 'parent'
    | 'swap-due'
    | 'swapped-from'
    | 'swapped-to'
  detail: string
}

export interface InfluenceValue {
  source: Source | null
  level: Level
  /** Roles left out. */
  without: LabelRole[]
  totals: { issuance: Rao; free: Rao; staked: Rao; delegated: Rao; accounts: number; hotkeys: number; entities: number }
  /** Largest share of influence first. */
  rows: Influence[]
  /** Of the entity that was asked for; null when none was. At most 200. */
  relations: Relation[] | null
  /** What the rows leave out. */
  rest: { count: number; holdings: Rao; weight: Rao }
  /** How the shares were found, in one sentence each. */
  methods: string[]
}

/** How unequally one thing is spread. */
export interface Spread {
  holders: number
  total: Rao
  gini: number
  hhi: number
  /** 1 / HHI: as many equal holders would be as concentrated. */
  effective: number
  /** The fewest holders that together have more than this share; 0 when there is nothing to hold. */
  nakamoto: { third: number; half: number; twoThirds: number }
  top10: number
  top100: number
}

export interface ConcentrationValue {
  source: Source | null
  without: LabelRole[]
  /** holdings: free and own stake; stake: own stake; weight: stake on one's validators. */
  spreads: { level: Level; measure: 'holdings' | 'stake' | 'weight'; all: Spread; withoutKnown: Spread | null }[]
  /** For each rule in force: the fewest players that can pass it. */
  rules: { rule: string; title: string; needed: number | null }[]
  /** Entity level, oldest first. */
  history: { block: number; at: number; index: number; holdings: Spread; weight: Spread }[]
}

/** One player of a rule. */
export interface Player extends Named {
  weight: Rao
  share: number
  /** Probability to turn a loss into a win when the others vote at random, and its share of all such turns. */
  banzhaf: number
  banzhafShare: number
  shapley: number
  /** Nothing passes without it. */
  veto: boolean
}

/** A rule in force, or one that is proposed. */
export interface Rule {
  /** Such as `sudo`, `triumvirate`, `senate`, `review-pass`, `review-cancel`, `stake-half`. */
  rule: string
  title: string
  status: 'in force' | 'proposed' | 'past'
  /** What a player counts for: a key, a seat, or rao of stake. */
  unit: 'keys' | 'seats' | 'rao'
  /** Needed to pass, and all there is. */
  quota: Rao
  total: Rao
  players: Player[]
  /** How many players are not listed because they are small, and what they weigh together. */
  others: { count: number; weight: Rao }
  /** The fewest that can pass, and the fewest that can block, largest first. */
  canPass: Address[] | null
  canBlock: Address[] | null
  /** How many they are; the lists above have at most 64. */
  fewest: { pass: number | null; block: number | null }
  /** How much more than is needed the fewest that can pass have, in words. */
  margin: string
  /** Null, or why the players are not known (signatories never seen in a call). */
  unknown: string | null
}

export interface PowerValue {
  source: Source | null
  rules: Rule[]
  /** The collectives of the proposal as they would be filled from this snapshot. */
  rotation: { body: 'economic' | 'building'; title: string; basis: string; seats: (Named & { basis: string })[] }[]
}

export interface DelegationValue {
  source: Source | null
  /** The snapshot that changes are counted from. */
  since: { block: number; at: number; index: number } | null
  /** Heaviest first. */
  validators: (Named & {
    hotkey: Address
    /** What it takes, as a fraction. */
    take: number
    own: Rao
    delegated: Rao
    delegators: number
    /** Stake that came and went in the window, as flows say. */
    gained: Rao
    lost: Rao
  })[]
  /** Stake that went from validator to validator in the window, largest first; null: from or to none. */
  flows: { from: Address | null; to: Address | null; amount: Rao; coldkeys: number; count: number }[]
  /** Who delegates to the validator asked for. */
  delegators: (Named & { amount: Rao; share: number })[] | null
}

export type Severity = 'notable' | 'large' | 'very large'

export interface Movement {
  /** Record that points at it, or null while there is none. */
  id: RecordId | null
  index: number | null
  what: string
  /** Entities by the coldkey that names them. */
  from: Named
  to: Named | null
  hotkey: Address | null
  toHotkey: Address | null
  netuid: number | null
  toNetuid: number | null
  amount: Rao
  /** Of all TAO. */
  share: number
  first: number
  block: number
  /** Time of the snapshot that covers it, Unix milliseconds. */
  at: number
  because: 'issuance' | 'habit' | 'power' | 'price'
  severity: Severity
  /** What has been said about it by whoever it belongs to, and whether that stands. */
  state: 'unexplained' | 'announced' | 'explained' | 'disputed' | 'not attributable'
  /** The owner's first. */
  explanations: Explanation[]
  /** The announcement in force when it began. */
  announced: { index: number; ms: number; text: string | null } | null
  /** Time of its first block as the pace of blocks gives it, Unix milliseconds. */
  begun: number
  /** SHA-256 of the flows, and the rows that it consists of. */
  flows: string
  rows: number[]
  /** Steps of a chain: unstake, transfer, stake. */
  steps: {
    block: number
    extrinsic: number | null
    what: string
    from: Address | null
    to: Address | null
    hotkey: Address | null
    amount: Rao
  }[]
}

/** Where something stands in the log, who said it, and how that is known. */
export interface SaidRef {
  id: RecordId
  index: number
  ms: number
  /** The account that signed, and the person it belongs to. */
  account: Address
  by: Named
  how: 'signed' | 'by remark'
}

/** What somebody said about a movement, and whether people who usually disagree find that it explains it. */
export interface Explanation extends SaidRef {
  text: string
  /** Whose explanation: of whoever moved it, of whoever has it now, or of somebody else. */
  role: 'owner' | 'receiver' | 'other'
  /** The announcement that it opens: whether its words are the ones that were fixed, and fixed before the movement. */
  opens: { index: number; ms: number; fits: boolean; before: boolean } | null
  /** People who said each. */
  ratings: { explains: number; partly: number; doesNot: number }
  standing: 'stands' | 'does not stand' | 'open'
  /** How that was found; null: too few ratings. */
  basis:
    | { rule: 'bridging'; raters: number; intercept: number; factor: number }
    | { rule: 'both sides'; raters: number; mean: number }
    | null
}

export interface MovementsValue {
  source: Source | null
  /** What an amount had to reach: of issuance, in rao. */
  threshold: Rao
  /** Latest first. */
  movements: Movement[]
  total: number
  /** Movement records for which the evidence shows no such movement. */
  unfounded: { id: RecordId; index: number }[]
  /** Blocks between snapshots that no flows cover. */
  gaps: { first: number; last: number }[]
}

/** One figure before and after. */
export interface Change {
  before: number
  after: number
}

export interface WhatIfValue {
  source: Source | null
  /** What was asked, in words. */
  change: string
  moved: Rao
  gini: Change
  nakamoto: { half: Change; third: Change }
  /** Rules whose minimal sets change. */
  rules: { rule: string; title: string; pass: Change | null; block: Change | null; players: Address[] }[]
  /** Who gains and who loses weight, largest change first. */
  gains: (Named & { before: number; after: number })[]
}
