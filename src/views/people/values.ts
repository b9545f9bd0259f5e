/**
 * The shapes that the views about people publish. Every statement names the record that it rests on; ages follow from
 * `ms` (admission, Unix milliseconds) and `now` (the latest entry of the log, which has no other clock).
 */

import type { OwnAccount } from '../../folds/people/persons.ts'
import type { StakeCheck } from '../../folds/people/stake.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import type { Expectation } from '../../records/people/expectations.ts'
import type { Role } from '../../records/people/introduction.ts'
import type { Stance } from '../../records/people/position.ts'
import type { ProofMethod } from '../../records/people/web-proof.ts'
import type { Named, Rao, SaidRef, Source } from '../chain/values.ts'

/** One part of a disclosure before and after. */
export interface FieldChange {
  field: string
  before: string | null
  after: string | null
}

/** One version of something that its author may say anew: its parts in words, and what changed since the one before. */
export interface Version extends SaidRef {
  parts: { field: string; text: string }[]
  changes: FieldChange[]
}

export interface IntroductionVersion extends Version {
  name: string
  anonymous: boolean
  stake: { as: 'exact' | 'band' | 'withheld'; from: Rao | null; below: Rao | null; check: StakeCheck }
  furtherWallets: number | null
  since: string | null
  living: 'yes' | 'partly' | 'no' | 'withheld'
  affiliations: string | null
  roles: Role[]
  contact: string | null
  openTo: 'questions' | 'nothing'
}

export interface Answered extends SaidRef {
  text: string
  disputes: boolean
}

export interface AskedQuestion extends SaidRef {
  text: string
  answer: Answered | null
}

export interface Attributed extends SaidRef {
  subject: Named
  owner: string
  ownerAccount: Named | null
  until: number
  /** Still in force at the latest entry of the log? */
  inForce: boolean
  claim: string
  sources: string
  answer: Answered | null
}

export interface WebProof extends SaidRef {
  method: ProofMethod
  place: string
  /** The latest check; null: the observer has not looked yet. */
  check: { result: 'named' | 'not-named' | 'not-reached'; index: number; ms: number; detail: string | null } | null
}

export interface ProofsValue {
  now: number
  /** Latest first; at most five of each person. */
  rows: WebProof[]
}

/** A profile that a hotkey signed elsewhere, and under what the signature holds. */
export interface ListedProfile {
  hotkey: Address
  name: string
  url: string
  description: string
  verdict: 'raw' | 'wrapped' | 'invalid'
  list: { index: number; title: string }
}

export type DisclosureState = 'met' | 'stale' | 'open' | 'declined' | 'not expected'

/** One expectation of the ladder and one person. */
export interface Disclosure {
  expectation: Expectation
  state: DisclosureState
  /** Does the ladder expect it of this person? What nobody expects may be met all the same. */
  expected: boolean
  /** What meets or declines it. */
  record: { index: number; ms: number } | null
  /** Since when it is open, and until when there is time. */
  since: number | null
  due: number | null
  /** In words: how many of how many, or the reason of a decline. */
  detail: string | null
}

export interface DisclosureRow extends Named {
  share: number
  /** Number of bands that it reaches; 0: none. */
  band: number
  /** Seats, keys and subnets in words. */
  offices: string[]
  /** Has anything at all been said? */
  spoken: boolean
  disclosures: Disclosure[]
  /** Three facts that stand apart. */
  completeness: { met: number; expected: number }
  freshness: { oldest: number | null }
  verification: { stake: StakeCheck['state'] | null; proofs: number; links: number }
}

export interface DisclosureValue {
  source: Source | null
  now: number
  ladder: {
    /** Record of the ladder in force; null: the one that Sensus comes with. */
    index: number | null
    title: string
    bands: {
      /** Share of influence from which on, as a fraction; and how many entities reach this band and no higher one. */
      from: number
      office: boolean
      expects: { what: Expectation; days: number | null }[]
      entities: number
    }[]
    /** Entities below the first band. */
    below: number
  }
  /** Largest share of influence first. */
  rows: DisclosureRow[]
  total: number
}

export interface PersonSummary extends Named {
  share: number | null
  band: number
  introduction: { index: number; ms: number; anonymous: boolean; roles: Role[]; openTo: 'questions' | 'nothing' } | null
  /** What is open: questions without an answer, movements without an explanation. */
  openQuestions: number
  openMovements: number
  positions: number
}

export interface PeopleValue {
  source: Source | null
  now: number
  rows: PersonSummary[]
  total: number
  /** How many people are of each band, and how many named each role. */
  bands: { band: number; from: number; count: number }[]
  roles: { role: Role; count: number }[]
}

export interface PersonValue {
  now: number
  account: Address
  person: Named
  /** Accounts beside the hotkeys that the chain says it owns. */
  accounts: OwnAccount[]
  /** Latest first. */
  introductions: IntroductionVersion[]
  interests: Version[]
  reports: (Version & { from: string; to: string })[]
  declines: (SaidRef & { expectation: Expectation; reason: string })[]
  questions: AskedQuestion[]
  proofs: WebProof[]
  attributions: Attributed[]
  /** Links that one side signed and the other has not. */
  halfLinks: { from: Address; to: Address; index: number }[]
  profiles: ListedProfile[]
  /** Places of records by this person that were removed, oldest first. */
  removed: { index: number; by: number; category: string }[]
}

/** Somebody's position as it counts, with the ones before it. */
export interface PositionRow extends SaidRef {
  question: RecordId
  title: string
  stance: Stance
  importance: number | null
  reason: string | null
  mind: string | null
  conditions: string | null
  /** Band and share of influence after the latest snapshot. */
  band: number
  share: number | null
  /** Opinion group on the largest map; null: on none. */
  group: number | null
  stale: boolean
  /** The earlier ones, oldest first. */
  earlier: { index: number; ms: number; stance: Stance; changes: FieldChange[] }[]
  changes: FieldChange[]
}

/** How many take each stance, and how much influence they have together. */
export interface Spread7 {
  stance: Stance
  people: number
  /** Of all influence. */
  share: number
}

export interface QuestionSummary extends SaidRef {
  title: string
  /** Put by the operator, so that the ladder expects positions on it. */
  standing: boolean
  background: string
  precedents: string | null
  acute: string | null
  spread: Spread7[]
  people: number
}

export interface PositionsValue {
  now: number
  source: Source | null
  questions: QuestionSummary[]
  /** Of the question that was asked for, the largest share of influence first; null: none was. */
  positions: PositionRow[] | null
  byBand: { band: number; from: number; spread: Spread7[]; silent: number }[]
  byGroup: { group: number; spread: Spread7[] }[]
  groupsFrom: { conversation: RecordId; title: string } | null
  /** The largest from whom the ladder expects a position and who have none. */
  silent: (Named & { share: number })[]
}

export interface MatchValue {
  now: number
  /** How many questions were answered by whoever asks. */
  answered: number
  /** Least mean difference first. */
  rows: (Named & {
    share: number | null
    /** Mean absolute difference in steps of the scale, weighted by importance; and its standard error. */
    difference: number
    uncertainty: number
    common: number
    /** Where the two are furthest apart. */
    furthest: { question: RecordId; title: string; theirs: Stance; index: number; steps: number }[]
  })[]
  /** People with fewer questions in common than are needed. */
  tooFew: number
  /** When nobody asks: how far apart the largest stand from one another, those furthest apart first. */
  pairs: { a: Named; b: Named; difference: number; uncertainty: number; common: number }[]
  needed: number
}

export type Keeping = 'kept' | 'not kept' | 'not yet testable' | 'disputed'

export interface Commitment extends SaidRef {
  kind: 'promise' | 'position'
  predicate: string
  text: string | null
  until: number | null
  state: Keeping
  /** Snapshots that were looked at, and the last of them. */
  checked: number
  last: { block: number; index: number; value: string } | null
  /** The first snapshot that shows otherwise. */
  broken: { block: number; index: number; at: number; value: string; proven: boolean } | null
  answer: Answered | null
}

export interface CommitmentsValue {
  now: number
  rows: Commitment[]
  total: number
}

export type { SaidRef }
