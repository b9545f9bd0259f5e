/** What the views about people say, in words. */

import { percent } from '../../../draw/amounts.ts'
import { decimal, taoText } from '../../../records/amounts.ts'
import type { Expectation } from '../../../records/people/expectations.ts'
import type { Role } from '../../../records/people/introduction.ts'
import type { Stance } from '../../../records/people/position.ts'
import { predicateText } from '../../../records/people/predicate.ts'
import type { Disclosure, Offices, SaidPredicate, ShownValue } from '../../../views/people/values.ts'
import { keyInWords } from '../chain/words.ts'
import { codeInWords, say } from '../language.ts'

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

/** `6 of 7, mostly yes`; `it depends`. */
export function stanceInWords(stance: Stance): string {
  return stance === 'depends' ? stanceWord(stance) : `${stance} of 7, ${stanceWord(stance)}`
}

/** `mostly yes`. */
export const stanceWord = (stance: Stance): string => codeInWords('stance', stance)

export const roleInWords = (role: Role): string => codeInWords('role', role)

/** `0.1 %` of a band's lower end. */
export const bandInWords = (from: number): string => `${Math.round(from * 1e6) / 1e4} %`

/** `3 % of all TAO, 5 % of all stake`: parts of two wholes. */
export const sharesInWords = ({ holdings, weight }: { holdings: number; weight: number }): string =>
  say('shares', { holdings: percent(holdings), weight: weight === 0 ? 'none' : percent(weight) })

/** Whole days between two times. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / 86_400_000)

/** What there is of a disclosure: how many of how many, or the reason of whoever declines it; empty when nothing is said. */
export function disclosureDetail({ expectation, detail, reason }: Disclosure): string {
  if (reason !== null) return reason
  if (detail === null) return ''
  if ('of' in detail) return say(`disclosure.detail.${expectation}`, detail)
  if ('from' in detail) return say('disclosure.detail.report', detail)
  return [
    ...(detail.linked > 0 ? [say('disclosure.detail.linked', { n: detail.linked })] : []),
    ...(detail.unnamed === null ? [] : [say('disclosure.detail.unnamed', { n: detail.unnamed })]),
  ].join(', ')
}

/** Subnets, seats and keys that somebody holds. */
export const officesInWords = ({ subnets, seats, keys }: Offices): string[] => [
  ...subnets.map((netuid) => say('office.subnet', { netuid })),
  ...seats,
  ...keys.map(keyInWords),
]

/** A predicate in the one way that it is written in a record. */
export const predicateInWords = (predicate: SaidPredicate): string =>
  predicateText('least' in predicate ? { ...predicate, least: BigInt(predicate.least) } : predicate)

/** `18 %`, `100 TAO`, `12.5 alpha`, or an address: what a snapshot shows of a predicate. */
export function shownInWords(shown: ShownValue): string {
  if ('share' in shown) return `${decimal(BigInt(shown.share), 2)} %`
  if ('alpha' in shown) return say('commitment.alpha', { alpha: decimal(BigInt(shown.alpha), 9) })
  return 'rao' in shown ? taoText(BigInt(shown.rao)) : (shown.account ?? say('commitment.nobody'))
}
