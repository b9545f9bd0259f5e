/** Numbers and names in words, the same everywhere. */

import { figure } from '../../draw/words.ts'
import { codeInWords } from './language.ts'

export { figure, middle, nameOf, shorten } from '../../draw/words.ts'

/** `1 vote`, `2 votes`, `1,921 people`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`
}

/** `62 %`; a dash where there is nothing to divide. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`
}

/** The first paragraph of a text, and what follows it. */
export function firstParagraph(text: string): { first: string; rest: string } {
  const split = text.indexOf('\n\n')
  return split < 0 ? { first: text, rest: '' } : { first: text.slice(0, split), rest: text.slice(split).trim() }
}

const KINDS: Readonly<Record<string, string>> = {
  session: 'Let a browser key vote',
  revoke: 'Took back a record',
  conversation: 'Began a conversation',
  statement: 'Added a statement',
  vote: 'Voted',
  import: 'Imported a conversation',
  removal: 'Removed content',
  policy: 'Said who runs this log',
  snapshot: 'Took a snapshot of the chain',
  observation: 'Took a snapshot again',
  movement: 'Pointed at a large movement',
  'known-accounts': 'Listed accounts that hold for many',
  introduction: 'Introduced themselves',
  inquiry: 'Asked somebody',
  answer: 'Answered',
  'web-proof': 'Pointed at a proof on the web',
  'web-check': 'Looked at a proof on the web',
  link: 'Linked an account',
  unlink: 'Ended a link',
  attribution: 'Claimed whose an account is',
  profiles: 'Brought in a list of profiles',
  remark: 'Found a remark on the chain',
  ladder: 'Said what is expected of whom',
  interests: 'Said what they own and earn',
  'use-of-influence': 'Reported how they used influence',
  decline: 'Declined an expectation',
  announcement: 'Announced a movement',
  explanation: 'Explained a movement',
  rating: 'Rated an explanation',
  question: 'Put a standing question',
  position: 'Took a position',
  promise: 'Promised something',
}

/** What a record of a kind does, in words; unknown kinds keep their name. */
export function kindInWords(kind: string): string {
  return KINDS[kind] ?? `Signed a record of kind “${kind}”`
}

/** A signature suite in words. */
export const suiteInWords = (suite: string): string => codeInWords('suite', suite)
