import { utf8 } from '../log/bytes.ts'
import { Refusal, refusalLine } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { formatTime } from '../records/time.ts'
import { csvRow, readCsv } from './csv.ts'
import { commentColumns, file, voteColumns } from './polis-json.ts'
import { decodeUtf8, importedStatementId, type PolisSet, parsePolis } from './polis-set.ts'

/** What signed accounts added to a conversation and what counts of it, in the order of the log. */
export interface SignedVoices {
  statements: { id: string; author: string; body: string; ms: number }[]
  /** `about`: id of a signed statement, or `importedStatementId` of an imported one. */
  votes: { account: string; about: string; choice: FieldsOf<'vote'>['choice']; ms: number }[]
}

interface Numbers {
  statement: Map<string, number>
  account: Map<string, number>
}

const values = { agree: 1, disagree: -1, pass: 0 } as const

/**
 * A conversation as Polis files. The rows of an import come back as they were, byte for byte; signed statements and votes
 * follow, numbered from the next free comment-id and voter-id. accounts.csv says which voter-id is which account.
 */
export function exportPolis(
  conversation: string,
  imported: { comments: Uint8Array; votes: Uint8Array } | null,
  signed: SignedVoices,
): { comments: string; votes: string; accounts: string } | Refusal {
  const base = imported ?? { comments: utf8File(commentColumns), votes: utf8File(voteColumns) }
  const set = parsePolis(base)
  if (set instanceof Refusal) return set
  const numbers = numberAll(conversation, set, signed)
  const votes = signed.votes.filter(({ about }) => numbers.statement.has(about))
  return {
    comments: append('comments.csv', base.comments, commentCells(signed, numbers)),
    votes: append(
      'votes.csv',
      base.votes,
      votes.map((vote) => voteCells(vote, numbers)),
    ),
    accounts: file(
      ['voter-id', 'account'],
      [...numbers.account].map(([account, number]) => [number, account]),
    ),
  }
}

const utf8File = (columns: readonly string[]): Uint8Array => utf8(file(columns, []))

/** Free numbers for signed statements, and for accounts in the order in which the log names them. */
function numberAll(conversation: string, { statements, votes }: PolisSet, signed: SignedVoices): Numbers {
  const nextStatement = statements.reduce((next, { id }) => Math.max(next, id + 1), 0)
  const authors = statements.reduce((next, { author }) => Math.max(next, (author ?? -1) + 1), 0)
  const nextVoter = votes.participant.reduce((next, id) => Math.max(next, id + 1), authors)
  const accounts = new Set([
    ...signed.statements.map(({ author }) => author),
    ...signed.votes.map(({ account }) => account),
  ])
  return {
    statement: new Map([
      ...statements.map(({ id }) => [importedStatementId(conversation, id), id] as const),
      ...signed.statements.map(({ id }, i) => [id, nextStatement + i] as const),
    ]),
    account: new Map([...accounts].map((account, i) => [account, nextVoter + i])),
  }
}

type Cells = Record<string, string | number>

function commentCells(signed: SignedVoices, numbers: Numbers): Cells[] {
  const counts = countLast(signed.votes)
  return signed.statements.map(({ id, author, body, ms }) => ({
    ...timeCells(ms),
    'comment-id': numbers.statement.get(id)!,
    'author-id': numbers.account.get(author)!,
    agrees: counts.get(`${id} agree`) ?? 0,
    disagrees: counts.get(`${id} disagree`) ?? 0,
    moderated: 0,
    'is-meta': 'false',
    'is-seed': 'false',
    'comment-body': harmless(body),
  }))
}

/** How many accounts chose what last, by `<statement> <choice>`. */
function countLast(votes: SignedVoices['votes']): Map<string, number> {
  const last = new Map(votes.map(({ account, about, choice }) => [`${about} ${account}`, `${about} ${choice}`]))
  const counts = new Map<string, number>()
  for (const key of last.values()) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function voteCells({ account, about, choice, ms }: SignedVoices['votes'][number], numbers: Numbers): Cells {
  return {
    ...timeCells(ms),
    'comment-id': numbers.statement.get(about)!,
    'voter-id': numbers.account.get(account)!,
    vote: values[choice],
  }
}

function timeCells(ms: number): Cells {
  return { timestamp: ms, datetime: formatTime(ms - (ms % 1000)) ?? '' }
}

/** A text that a spreadsheet does not take for a formula (OWASP ASVS 1.2.10). */
function harmless(body: string): string {
  return /^[=+\-@]/.test(body) ? `'${body}` : body
}

/** The file as it is, and rows under its own columns with its own line ends. */
function append(name: string, bytes: Uint8Array, rows: Cells[]): string {
  const text = decodeUtf8(bytes)!
  const csv = readCsv(name, text, [])
  if (csv instanceof Refusal) throw new Error(`${name} was read a moment ago: ${refusalLine(csv)}`)
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const start = text.endsWith('\n') || rows.length === 0 ? text : `${text}${end}`
  return start + rows.map((row) => csvRow([...csv.columns.keys()].map((column) => row[column] ?? '')) + end).join('')
}
