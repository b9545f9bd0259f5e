/** What the views about people say, in words. */

import type { Expectation } from '../../records/people/expectations.ts'
import type { Role } from '../../records/people/introduction.ts'
import type { Stance } from '../../records/people/position.ts'
import type { DisclosureState, Keeping } from '../../views/people/values.ts'
import { codeInWords } from './language.ts'

export const expectationInWords = (expectation: Expectation): string => codeInWords('expectation', expectation)

/** Short headings for the columns of a table. */
export const expectationInShort = (expectation: Expectation): string => codeInWords('expectation-short', expectation)

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

/** `6 of 7, mostly yes`; `it depends`. */
export function stanceInWords(stance: Stance): string {
  return stance === 'depends' ? stanceWord(stance) : `${stance} of 7, ${stanceWord(stance)}`
}

/** `mostly yes`. */
export const stanceWord = (stance: Stance): string => codeInWords('stance', stance)

export const roleInWords = (role: Role): string => codeInWords('role', role)

/** `0.1 %` of a band's lower end. */
export const bandInWords = (from: number): string => `${Math.round(from * 1e6) / 1e4} %`

/** Whole days between two times. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / 86_400_000)
