/** What an import found in the files of Polis that whoever imports should know before it is in the log for good. */

import type { PolisReading } from '../evidence/polis.ts'
import { sentenceOf } from '../words/refusal.ts'
import type { Output } from './output.ts'

/** Says on standard error what was made of the files; nothing where there was nothing to decide. */
export function tell(talk: Output, read: PolisReading): void {
  for (const line of [signLine(read), ownLine(read), sameLine(read), ...shownLines(read)])
    if (line !== null) talk.say(line)
  for (const { first, rows } of read.left)
    talk.say(`left out: ${counted(rows, 'row')}; the first: ${sentenceOf(talk.language, first)}`)
}

function signLine({ sign: { agree, by, own } }: PolisReading): string | null {
  if (agree === 1) return null
  const because = {
    given: 'as --sign says',
    declared: 'as the files declare',
    authors: `as authors show, who voted -1 on ${own.minus} of ${counted(own.plus + own.minus, 'statement')} of their own`,
    counts: 'as the counts of the comments show',
    form: 'as in the answers of the API',
  }[by]
  return `sign: agree is -1 in these files, ${because}; read as agreement`
}

/** Too few votes on own statements to decide anything, but they would disagree. */
function ownLine({ sign: { agree, by, own } }: PolisReading): string | null {
  const against = agree === 1 ? own.minus : own.plus
  if (by === 'given' || against === 0 || 2 * against <= own.plus + own.minus) return null
  const all = counted(own.plus + own.minus, 'vote')
  return `sign: ${against} of ${all} of authors on their own statements disagree; if agree is ${-agree} in these files, give --sign ${agree === 1 ? 'turned' : 'plain'}`
}

/** Statements in the words of another one: people may have voted on either. */
function sameLine({ set: { statements } }: PolisReading): string | null {
  const words = statements.filter(({ body }) => body !== '').map(({ body }) => body.trim().toLowerCase())
  const again = words.length - new Set(words).size
  return again > 0 ? `statements: ${again} in the words of another one; each keeps its own votes` : null
}

function shownLines({ seconds, rejected, unaccepted, about }: PolisReading): (string | null)[] {
  return [
    seconds > 0 ? `time: seconds in ${counted(seconds, 'row')}; kept as milliseconds` : null,
    rejected > 0 ? `moderated: the words of ${counted(rejected, 'rejected statement')} are not passed on` : null,
    unaccepted > 0
      ? `moderated: only accepted statements were shown there, so ${counted(unaccepted, 'statement')} that nobody accepted count as rejected`
      : null,
    about.closed ? 'closed: no more votes were taken there; here it goes on unless --closes says when it ends' : null,
    about.full
      ? 'closed: no more statements were taken there; here only the operator may add some unless --add anyone'
      : null,
  ]
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
