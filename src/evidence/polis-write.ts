import { utf8 } from '../log/bytes.ts'
import { csvRow } from './csv.ts'
import type { PolisSet } from './polis-set.ts'

/** Lines that are made into one text at a time. */
const linesAtOnce = 4096

/**
 * The files that an import names, in the one form in which they are written: the same set has the same bytes, so whoever has
 * the export can check that it was brought in as it is. Nothing that follows from the votes, and no words that moderators
 * rejected.
 */
export function polisEvidence({ statements, votes }: PolisSet): { comments: Uint8Array; votes: Uint8Array } {
  const rows = statements.map(({ ms, id, author, moderated, meta, seed, body }) => {
    return [ms, id, author ?? '', moderated, String(meta), String(seed), body]
  })
  return {
    comments: utf8([...textOf([csvRow(commentColumns), ...rows.map(csvRow)])].join('')),
    votes: voteBytes(votes),
  }
}

const commentColumns = ['timestamp', 'comment-id', 'author-id', 'moderated', 'is-meta', 'is-seed', 'comment-body']

/** Digits of a time, an id, an id and a vote, with what stands between them. */
const longestVote = 15 + 10 + 10 + 2 + 4

function voteBytes({ length, ms, statement, participant, value }: PolisSet['votes']): Uint8Array {
  const header = utf8('timestamp,comment-id,voter-id,vote\n')
  const bytes = new Uint8Array(header.length + length * longestVote)
  bytes.set(header)
  let at = header.length
  for (let i = 0; i < length; i++) {
    at = putNumber(bytes, at, ms[i] ?? 0, comma)
    at = putNumber(bytes, at, statement[i] ?? 0, comma)
    at = putNumber(bytes, at, participant[i] ?? 0, comma)
    at = putNumber(bytes, at, value[i] ?? 0, lf)
  }
  return bytes.slice(0, at)
}

const comma = 44
const lf = 10

/** Writes a whole number and what comes after it; gives the place behind. */
function putNumber(bytes: Uint8Array, from: number, number: number, after: number): number {
  let at = from
  if (number < 0) bytes[at++] = 45
  let rest = Math.abs(number)
  let end = at
  do {
    const tenth = Math.floor(rest / 10)
    bytes[end++] = 48 + rest - 10 * tenth
    rest = tenth
  } while (rest > 0)
  bytes[end] = after
  for (let last = end - 1; at < last; at++, last--) {
    const digit = bytes[at] ?? 0
    bytes[at] = bytes[last] ?? 0
    bytes[last] = digit
  }
  return end + 1
}

/** Lines with their ends, many at a time. */
export function* textOf(lines: Iterable<string>): Generator<string> {
  let some: string[] = []
  for (const line of lines) {
    if (some.push(line) < linesAtOnce) continue
    yield `${some.join('\n')}\n`
    some = []
  }
  if (some.length > 0) yield `${some.join('\n')}\n`
}
