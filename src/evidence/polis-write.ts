import { concat, utf8 } from '../log/bytes.ts'
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
  return { comments: bytesOf([csvRow(commentColumns), ...rows.map(csvRow)]), votes: bytesOf(voteLines(votes)) }
}

const commentColumns = ['timestamp', 'comment-id', 'author-id', 'moderated', 'is-meta', 'is-seed', 'comment-body']

function* voteLines({ length, ms, statement, participant, value }: PolisSet['votes']): Generator<string> {
  yield 'timestamp,comment-id,voter-id,vote'
  for (let i = 0; i < length; i++) yield `${ms[i]},${statement[i]},${participant[i]},${value[i]}`
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

function bytesOf(lines: Iterable<string>): Uint8Array {
  return concat(...Array.from(textOf(lines), utf8))
}
