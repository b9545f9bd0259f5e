import type { FieldsOf } from '../records/registry.ts'
import { formatTime } from '../records/time.ts'
import { csvRow } from './csv.ts'
import { conventionRow, guardRow } from './polis-about.ts'
import { lastVotes, type PolisCounts, type Tallies, talliesOf } from './polis-count.ts'
import { guard } from './polis-guard.ts'
import { importedStatementId, type PolisSet } from './polis-set.ts'
import { msOfStamp } from './polis-time.ts'
import { voteRows } from './polis-votes.ts'
import { textOf } from './polis-write.ts'

/** What signed accounts added to a conversation and what counts of it, in the order of the log. */
export interface SignedVoices {
  statements: { id: string; author: string; body: string; ms: number }[]
  /** `about`: id of a signed statement, or `importedStatementId` of an imported one. */
  votes: { account: string; about: string; choice: FieldsOf<'vote'>['choice']; ms: number }[]
}

/** What summary.csv says of a conversation. */
export interface Described {
  title: string
  description: string
  url: string
}

/** Imported and signed voices under the numbers of Polis. */
interface Joined {
  set: PolisSet
  /** Number of each account. */
  accounts: Map<string, number>
}

/** The files of Polis, each as texts to be written one after the other. */
export type PolisFiles = Record<
  'summary.csv' | 'comments.csv' | 'votes.csv' | 'participants-votes.csv' | 'comment-groups.csv' | 'accounts.csv',
  Iterable<string>
>

const values = { agree: 1, disagree: -1, pass: 0 } as const

/**
 * A conversation as the files of Polis (compdemocracy/polis, docs/export-format.md): imported voices under their numbers,
 * then signed ones from the next free comment-id and voter-id on. accounts.csv says which voter-id is which account. Whatever
 * follows from the votes is counted anew. Times are milliseconds; agree is +1. `groups`: the opinion group of each voice by its key
 * on the opinion map, `import:<voter-id>` or an address.
 */
export function exportPolis(
  conversation: string,
  imported: PolisSet | null,
  signed: SignedVoices,
  described: Described,
  groups: ReadonlyMap<string, number>,
): PolisFiles {
  const { set, accounts } = join(conversation, imported, signed)
  const counts = lastVotes(set)
  const keys = new Map(Array.from(accounts, ([account, number]) => [number, account]))
  const groupOf = counts.people.map((id) => groups.get(keys.get(id) ?? `import:${id}`) ?? null)
  const found = [...new Set(groupOf.filter((group) => group !== null))].sort((a, b) => a - b)
  const by = found.map((group) => talliesOf(counts, set.statements.length, (person) => groupOf[person] === group))
  const all = talliesOf(counts, set.statements.length)
  return {
    'summary.csv': textOf(summaryLines(set, described, groupOf, found.length)),
    'comments.csv': textOf(commentLines(set, all)),
    'votes.csv': textOf(voteLines(set)),
    'participants-votes.csv': textOf(matrixLines(set, counts, groupOf)),
    'comment-groups.csv': textOf(groupLines(set, all, by, found)),
    'accounts.csv': textOf([
      'voter-id,account',
      ...Array.from(accounts, ([account, number]) => csvRow([number, account])),
    ]),
  }
}

/** Free numbers for signed statements, and for accounts in the order in which the log names them. */
function join(conversation: string, imported: PolisSet | null, signed: SignedVoices): Joined {
  const old = imported ?? { statements: [], votes: voteRows().done() }
  const nextStatement = old.statements.reduce((next, { id }) => Math.max(next, id + 1), 0)
  const authors = old.statements.reduce((next, { author }) => Math.max(next, (author ?? -1) + 1), 0)
  const nextVoter = old.votes.participant.reduce((next, id) => Math.max(next, id + 1), authors)
  const named = new Set([...signed.statements.map(({ author }) => author), ...signed.votes.map((vote) => vote.account)])
  const accounts = new Map(Array.from(named, (account, i) => [account, nextVoter + i]))
  const places = new Map([
    ...old.statements.map(({ id }) => [importedStatementId(conversation, id), id] as [string, number]),
    ...signed.statements.map(({ id }, i) => [id, nextStatement + i] as [string, number]),
  ])
  const rows = voteRows()
  const { length, participant, statement, value, ms } = old.votes
  for (let i = 0; i < length; i++)
    rows.add(participant[i] ?? 0, statement[i] ?? 0, value[i] ?? 0, msOfStamp(ms[i] ?? 0))
  for (const { account, about, choice, ms } of signed.votes) {
    const [place, voter] = [places.get(about), accounts.get(account)]
    if (place !== undefined && voter !== undefined) rows.add(voter, place, values[choice], ms)
  }
  const own = signed.statements.map(({ author, body, ms }, i) => {
    const marks = { moderated: 0, meta: false, seed: false } as const
    return { id: nextStatement + i, author: accounts.get(author) ?? null, body, ...marks, ms }
  })
  const before = old.statements.map((statement) => ({ ...statement, ms: msOfStamp(statement.ms) }))
  return { set: { statements: [...before, ...own], votes: rows.done() }, accounts }
}

function summaryLines(set: PolisSet, described: Described, groupOf: (number | null)[], groups: number): string[] {
  const commenters = new Set(set.statements.map(({ author }) => author).filter((author) => author !== null))
  const rows: [string, string | number][] = [
    ['topic', guard(described.title)],
    ['url', guard(described.url)],
    ['voters', groupOf.length],
    ['voters-in-conv', groupOf.filter((group) => group !== null).length],
    ['commenters', commenters.size],
    ['comments', set.statements.length],
    ['groups', groups],
    ['conversation-description', guard(described.description)],
    [conventionRow, 'agree=+1;disagree=-1;pass=0;format=polis-export/1'],
    [guardRow, "'"],
  ]
  return rows.map(csvRow)
}

function* commentLines({ statements }: PolisSet, { agree, disagree }: Tallies): Generator<string> {
  yield 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body'
  for (const [at, { id, author, moderated, meta, seed, body, ms }] of statements.entries()) {
    const counted = [agree[at] ?? 0, disagree[at] ?? 0]
    const marks = [moderated, String(meta), String(seed)]
    yield csvRow([ms, datetime(ms), id, author ?? '', ...counted, ...marks, guard(body)])
  }
}

function* voteLines({ votes: { length, ms, statement, participant, value } }: PolisSet): Generator<string> {
  yield 'timestamp,datetime,comment-id,voter-id,vote'
  for (let i = 0; i < length; i++)
    yield `${ms[i]},${datetime(ms[i] ?? 0)},${statement[i]},${participant[i]},${value[i]}`
}

/** Empty where nobody knows the time. */
function datetime(ms: number): string {
  return ms === 0 ? '' : (formatTime(ms - (ms % 1000)) ?? '')
}

function* matrixLines(
  { statements }: PolisSet,
  { people, start, statement, value }: PolisCounts,
  groupOf: (number | null)[],
): Generator<string> {
  const facts = ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree']
  yield csvRow([...facts, ...statements.map(({ id }) => id)])
  const written = new Map<number | null, number>()
  for (const { author } of statements) written.set(author, (written.get(author) ?? 0) + 1)
  for (const [person, id] of people.entries()) {
    const cells: (number | '')[] = statements.map(() => '')
    const [from, to] = [start[person] ?? 0, start[person + 1] ?? 0]
    for (let at = from; at < to; at++) cells[statement[at] ?? 0] = value[at] ?? 0
    const own = value.subarray(from, to)
    const counted = [own.filter((vote) => vote > 0).length, own.filter((vote) => vote < 0).length]
    yield csvRow([id, groupOf[person] ?? '', written.get(id) ?? 0, to - from, ...counted, ...cells])
  }
}

function* groupLines({ statements }: PolisSet, all: Tallies, by: Tallies[], groups: number[]): Generator<string> {
  const figures = ['votes', 'agrees', 'disagrees', 'passes']
  const names = ['total', ...groups.map((group) => `group-${String.fromCharCode(97 + group)}`)]
  yield csvRow(['comment-id', 'comment', ...names.flatMap((name) => figures.map((figure) => `${name}-${figure}`))])
  for (const [at, { id, body }] of statements.entries()) {
    const counted = [all, ...by].flatMap(({ agree, disagree, pass }) => {
      const [a, d, p] = [agree[at] ?? 0, disagree[at] ?? 0, pass[at] ?? 0]
      return [a + d + p, a, d, p]
    })
    yield csvRow([id, guard(body), ...counted])
  }
}
