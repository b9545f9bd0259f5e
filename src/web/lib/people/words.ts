/** What the views about people say, in words. */

import type { Expectation } from '../../../records/people/expectations.ts'
import type { Role } from '../../../records/people/introduction.ts'
import type { Stance } from '../../../records/people/position.ts'
import type { DisclosureState, Keeping } from '../../../views/people/values.ts'

export const expectationInWords: Readonly<Record<Expectation, string>> = {
  introduction: 'Introduction',
  interests: 'Interests',
  positions: 'Positions',
  explanations: 'Explanations of movements',
  accounts: 'Accounts it controls',
  report: 'Report on use of influence',
  answers: 'Answers to questions',
}

/** Short headings for the columns of a table. */
export const expectationInShort: Readonly<Record<Expectation, string>> = {
  introduction: 'Introduction',
  interests: 'Interests',
  positions: 'Positions',
  explanations: 'Movements',
  accounts: 'Accounts',
  report: 'Report',
  answers: 'Answers',
}

/** The kind of record by which each is met, and a page to write it on. */
export const expectationKind: Readonly<Record<Expectation, string>> = {
  introduction: '/sign/introduction',
  interests: '/sign/interests',
  positions: '/questions',
  explanations: '/movements',
  accounts: '/sign/link',
  report: '/sign/use-of-influence',
  answers: '',
}

export const stateInWords: Readonly<Record<DisclosureState, string>> = {
  met: 'met',
  stale: 'older than expected',
  open: 'open',
  declined: 'declined, with a reason',
  'not expected': 'not expected',
}

export const keepingInWords: Readonly<Record<Keeping, string>> = {
  kept: 'kept so far',
  'not kept': 'not kept',
  'not yet testable': 'not yet testable',
  disputed: 'disputed',
}

const stanceWords: Readonly<Record<Stance, string>> = {
  '1': 'no',
  '2': 'mostly no',
  '3': 'rather no',
  '4': 'undecided',
  '5': 'rather yes',
  '6': 'mostly yes',
  '7': 'yes',
  depends: 'it depends',
}

/** `6 of 7, mostly yes`; `it depends`. */
export function stanceInWords(stance: Stance): string {
  return stance === 'depends' ? stanceWords.depends : `${stance} of 7, ${stanceWords[stance]}`
}

/** `mostly yes`. */
export const stanceWord = (stance: Stance): string => stanceWords[stance]

export const roleInWords: Readonly<Record<Role, string>> = {
  holder: 'Holder',
  validator: 'Validator',
  miner: 'Miner',
  'subnet-owner': 'Subnet owner',
  'core-developer': 'Core developer',
  'application-developer': 'Application developer',
  researcher: 'Researcher',
  foundation: 'Foundation',
  exchange: 'Exchange',
  custodian: 'Custodian',
  investor: 'Investor',
  writer: 'Writer',
}

/** `0.1 %` of a band's lower end. */
export const bandInWords = (from: number): string => `${Math.round(from * 1e6) / 1e4} %`

/** Whole days between two times. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / 86_400_000)
