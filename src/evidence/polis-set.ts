import { hex, sha256, utf8 } from '../log/bytes.ts'
import type { RecordId } from '../records/ids.ts'
import type { Refusal } from '../records/refusals.ts'
import { readWhole } from './csv-scan.ts'
import { commentsReader, type PolisStatement, type Reading, type Statements } from './polis-comments.ts'
import { type PolisVotes, votesReader } from './polis-votes.ts'

/** A conversation of Polis as its export has it. */
export interface PolisSet {
  /** In the order of the file. */
  statements: PolisStatement[]
  votes: PolisVotes
}

/** Id under which signed accounts vote on an imported statement: hex SHA-256 of `<import id>/<comment-id>` and LF. */
export function importedStatementId(importId: RecordId | string, commentId: number): RecordId {
  return hex(sha256(utf8(`${importId}/${commentId}\n`))) as RecordId
}

/**
 * Reads comments.csv and votes.csv as an import names them. Columns are found by name; others are passed over. Every row has
 * to be good: what an import could not use it left out of them.
 */
export function parsePolis(files: { comments: Uint8Array; votes: Uint8Array }): PolisSet | Refusal {
  const asItIs: Reading = { problem: (problem) => problem, ms: (stamp) => stamp }
  const statements: Statements = { list: [], known: new Set() }
  const badComments = readWhole(commentsReader(statements, asItIs), files.comments)
  if (badComments) return badComments
  const votes = votesReader(statements.known, asItIs)
  return readWhole(votes.reader, files.votes) ?? { statements: statements.list, votes: votes.done() }
}
