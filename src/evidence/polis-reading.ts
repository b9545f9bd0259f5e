import { Refusal } from '../records/refusals.ts'
import type { CsvReader } from './csv-scan.ts'
import { type Names, plainStatementsReader, plainVotesReader } from './plain-tables.ts'
import { nothingKnown, type PolisAbout, readSettings, summaryReader } from './polis-about.ts'
import { commentsReader, groupsReader, type PolisStatement, type Reading, type Statements } from './polis-comments.ts'
import { unguarded } from './polis-guard.ts'
import { type Counts, commentsFromJson, jsonReader, notPolis, votesFromJson } from './polis-json.ts'
import { type Left, leftRows } from './polis-left.ts'
import { matrixReader } from './polis-matrix.ts'
import type { PolisSet } from './polis-set.ts'
import { signOf, type VoteSign } from './polis-sign.ts'
import { isSeconds, msOfStamp } from './polis-time.ts'
import { type PolisVotes, type VotesReader, voteRows, votesReader } from './polis-votes.ts'

/**
 * Files that a conversation may come in, in the order in which they are read: those of Polis, or statements.csv and
 * votes.csv of no particular platform.
 */
export const polisFiles = [
  'conversation.json',
  'summary.csv',
  'comments.csv',
  'comments.json',
  'comment-groups.csv',
  'statements.csv',
  'votes.csv',
  'votes.json',
  'participants-votes.csv',
] as const
export type PolisFile = (typeof polisFiles)[number]

/** A conversation as its files have it, in the one form that evidence has: milliseconds, agree +1, no rejected words. */
export interface PolisReading {
  set: PolisSet
  about: PolisAbout
  sign: VoteSign
  /** Rows whose time is in seconds. */
  seconds: number
  /** Rows that could not be used. */
  left: Left[]
  /** Statements whose words are not passed on: rejected by moderators, or never accepted where they accept first. */
  rejected: number
  unaccepted: number
}

/**
 * Which file a name stands for, and what stands before it: a folder, or date and id as on the report page
 * (`2025-08-29-0002-7btrabcujr-votes.csv`). Null: none.
 */
export function polisFileOf(name: string): { file: PolisFile; prefix: string } | null {
  const endings = [...polisFiles.map((file) => ({ file, ending: file })), matrixOfApi]
  const found = endings
    .filter(({ ending }) => name === ending || name.endsWith(`-${ending}`) || name.endsWith(`/${ending}`))
    .sort((a, b) => b.ending.length - a.ending.length)[0]
  return found ? { file: found.file, prefix: name.slice(0, name.length - found.ending.length) } : null
}

const matrixOfApi = { file: 'participants-votes.csv', ending: 'participant-votes.csv' } as const

/** Reads the files of one conversation: each in turn, in the order of `polisFiles`, then `done`. */
export interface PolisReader {
  open(file: PolisFile): CsvReader
  /** `given`: the value that means agree, from whoever imports. */
  done(given: 1 | -1 | null): PolisReading | Refusal
}

/**
 * Which of the files at hand are needed: comments and votes, as CSV rather than JSON, the matrix where there are no votes,
 * the words of the groups where there are no comments. Null: they are no conversation.
 */
export function filesToRead(has: (file: PolisFile) => boolean): PolisFile[] | null {
  const first = (...files: PolisFile[]): PolisFile[] => files.filter(has).slice(0, 1)
  const votes = first('votes.csv', 'votes.json', 'participants-votes.csv')
  const comments = first('comments.csv', 'comments.json', 'comment-groups.csv', 'statements.csv')
  if (votes.length === 0 || (comments.length === 0 && !votes.includes('participants-votes.csv'))) return null
  const chosen = new Set([...first('conversation.json'), ...first('summary.csv'), ...comments, ...votes])
  return polisFiles.filter((file) => chosen.has(file))
}

/** What has been read so far. */
interface State extends Reading {
  about: PolisAbout
  statements: Statements
  counts: Counts
  /** Votes have the names of the API itself. */
  raw: boolean
  /** Who and what statements.csv and the votes.csv beside it name; null where there is none. */
  names: Names | null
  /** Votes say in words what they mean. */
  inWords: boolean
  /** Rows whose time is in seconds. */
  seconds: number
  votes: () => PolisVotes
}

/** Begins to read a conversation. Rows that cannot be used are left out and counted; a file of such rows is refused. */
export function polisReader(): PolisReader {
  const left = leftRows()
  const state: State = {
    about: nothingKnown(),
    statements: { list: [], known: new Set() },
    counts: new Map(),
    raw: false,
    names: null,
    inWords: false,
    seconds: 0,
    votes: voteRows().done,
    problem: left.take,
    ms(stamp) {
      if (isSeconds(stamp)) state.seconds++
      return msOfStamp(stamp)
    },
  }
  return {
    open: (file) => readers[file](state),
    done(given) {
      const set = { statements: state.statements.list, votes: state.votes() }
      const bad = left.tooMany({ comments: set.statements.length, votes: set.votes.length })
      return bad ?? finish(set, state, given, left.all())
    },
  }
}

const readers: Record<PolisFile, (state: State) => CsvReader> = {
  'summary.csv': ({ about }) => summaryReader(about),
  'conversation.json': ({ about, problem }) =>
    jsonReader('conversation.json', (json) =>
      readSettings(about, json) ? null : problem(notPolis('conversation.json', '(all)')),
    ),
  'comments.csv': (state) => commentsReader(state.statements, state),
  'comments.json': (state) => commentsFromJson(state.statements, state.counts, state),
  'comment-groups.csv': (state) => groupsReader(state.statements, state),
  'statements.csv': (state) => {
    state.names = { people: new Map(), statements: new Map() }
    return plainStatementsReader(state.statements, state.names, state)
  },
  'votes.csv': (state) => keep(state, votesOf(state)),
  'votes.json': (state) =>
    keep(
      state,
      votesFromJson(state.statements.known, state, () => {
        state.raw = true
      }),
    ),
  'participants-votes.csv': (state) => keep(state, matrixReader(state.statements, state)),
}

function votesOf(state: State): VotesReader {
  if (state.names === null) return votesReader(state.statements.known, state)
  return plainVotesReader(state.names, state, () => {
    state.inWords = true
  })
}

function keep(state: State, { reader, done }: VotesReader): CsvReader {
  state.votes = done
  return reader
}

/** The set in the one form that evidence has. */
function finish(set: PolisSet, state: State, given: 1 | -1 | null, left: Left[]): PolisReading | Refusal {
  const { about, counts, raw, inWords, seconds } = state
  const sign = signOf(set, {
    given,
    declared: inWords ? 1 : about.agree,
    authorsAgree: !about.guarded && !inWords,
    form: raw ? -1 : 1,
    counts: counts.size > 0 ? counts : null,
  })
  if (sign instanceof Refusal) return sign
  const votes = sign.agree === 1 ? set.votes : { ...set.votes, value: set.votes.value.map((value) => -value) }
  const rejected = set.statements.filter(({ moderated }) => moderated === -1).length
  const statements = set.statements.map((statement) => asShown(statement, about))
  const unaccepted = statements.filter(({ moderated }) => moderated === -1).length - rejected
  return { set: { statements, votes }, about: words(about), sign, seconds, left, rejected, unaccepted }
}

/** Where moderators accept before anything is shown, what they did not accept is as if it had been rejected. */
function asShown(statement: PolisStatement, { strict, guarded }: PolisAbout): PolisStatement {
  if (strict && statement.moderated === 0) return { ...statement, moderated: -1, body: '' }
  return guarded ? { ...statement, body: unguarded(statement.body) } : statement
}

function words(about: PolisAbout): PolisAbout {
  if (!about.guarded) return about
  const { topic, description, url } = about
  return { ...about, topic: unguarded(topic), description: unguarded(description), url: unguarded(url) }
}
