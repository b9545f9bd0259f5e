// What a log of an older version lacks of what a new one begins with, and what it holds that this program cannot read.
import { text, utf8 } from '../log/bytes.ts'
import { parseCheckpoint } from '../log/checkpoint.ts'
import { parseNote } from '../log/note.ts'
import { tileWidth } from '../log/tile.ts'
import { parseRecord } from '../records/record.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { kindNamed } from '../records/registry.ts'
import { starterStatements } from '../records/starter/first-records.ts'
import { type StarterQuestion, starterQuestions } from '../records/starter/questions.ts'
import { questionFields, type scribe } from './begin.ts'
import { checkpointPath, starterQuestionsPath } from './layout.ts'
import type { Blobs } from './ports.ts'
import { readBundle, type Stored } from './reader.ts'
import { NoLog } from './reading.ts'
import type { Site } from './site.ts'
import { foreignResults, type OtherVersion, otherVersions } from './stored-result.ts'

/** Records of one kind that this program cannot read. */
export interface UnreadKind {
  /** The word after `action:`; `?` where there is none. */
  kind: string
  /** Whether this program has a kind of that name, in another form. */
  known: boolean
  count: number
}

/** What an upgrade would change, and what it cannot change. */
export interface Upgrade {
  /** Stored results to drop. */
  results: OtherVersion[]
  /** Standing questions to append, in the order of the book. */
  questions: StarterQuestion[]
  /** Kept in the log and shown by no view. */
  unread: UnreadKind[]
}

/** What the records of a log say about the book of questions and about kinds. */
interface Survey {
  /** Titles of the operator's questions, also of those that were taken back. */
  titles: Set<string>
  /** Places of removed records of the first append. */
  removedFirst: number[]
  unread: Map<string, number>
}

/** Entries before the first question, in a log that began with the book: policy, conversation and its statements. */
const beforeBook = 2 + starterStatements.length

/**
 * What an upgrade of the log in these blobs would change, as of its published checkpoint. Reads bundle by bundle and
 * result by result. Throws NoLog when there is no log, CorruptStore when its bundles do not agree.
 */
export async function upgradeOf(blobs: Pick<Blobs, 'get' | 'list'>, operator: string): Promise<Upgrade> {
  const foreign: { view: string; version: number }[] = []
  for await (const { view, version } of foreignResults(blobs)) foreign.push({ view, version })
  const survey = await surveyOf(blobs, operator)
  const settled = await settledTitles(blobs, survey)
  const unread = [...survey.unread].map(([kind, count]) => ({ kind, known: kindNamed(kind) !== null, count }))
  return {
    results: otherVersions(foreign),
    questions: starterQuestions.filter(({ title }) => !settled.has(title)),
    unread: unread.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
  }
}

/**
 * Signs the lacking questions and submits them one after another, as anybody submits, so that they stand in the log in
 * the order of the book. Gives their titles, or the first refusal; what came before it is in the log.
 */
export async function appendQuestions(
  blobs: Blobs,
  site: Pick<Site, 'submit'>,
  operator: string,
  write: ReturnType<typeof scribe>,
): Promise<string[] | Refusal> {
  const { questions } = await upgradeOf(blobs, operator)
  const settled = await settledTitles(blobs, await surveyOf(blobs, operator))
  await remember(blobs, settled)
  for (const question of questions) {
    const answer = await site.submit(write('question', questionFields(question)).note, {})
    if (isRefusal(answer)) return answer
    await remember(blobs, settled.add(question.title))
  }
  return questions.map(({ title }) => title)
}

/** The titles that need not be brought: they are in the log, or were, and somebody took them out. */
async function settledTitles(blobs: Pick<Blobs, 'get'>, { titles, removedFirst }: Survey): Promise<Set<string>> {
  const kept = await blobs.get(starterQuestionsPath)
  const remembered = kept === null ? [] : text(kept).split('\n').slice(0, -1)
  const removed = removedFirst.flatMap((index) => starterQuestions[index - beforeBook]?.title ?? [])
  return new Set([...titles, ...remembered, ...removed])
}

/** A removed record does not say its title any more, so titles are noted while they are known. */
async function remember(blobs: Blobs, titles: ReadonlySet<string>): Promise<void> {
  const book = starterQuestions.map(({ title }) => title).filter((title) => titles.has(title))
  await blobs.put(starterQuestionsPath, utf8(book.map((title) => `${title}\n`).join('')))
}

async function surveyOf(blobs: Pick<Blobs, 'get' | 'list'>, operator: string): Promise<Survey> {
  const published = await blobs.get(checkpointPath)
  if (published === null) throw new NoLog('there is no log here: start one with "sensus serve", or name another folder')
  const { size } = parseCheckpoint(parseNote(text(published)).text)
  const survey: Survey = { titles: new Set(), removedFirst: [], unread: new Map() }
  let began = 0
  for (let n = 0; n * tileWidth < size; n++) {
    const bundle = await readBundle(blobs, n, size)
    if (n === 0) began = bundle[0]?.ms ?? 0
    for (const place of bundle) look(survey, place, operator, began)
  }
  return survey
}

/** `began`: admission time of entry 0, which the whole first append shares. */
function look(survey: Survey, { index, ms, line }: Stored, operator: string, began: number): void {
  if ('removed' in line) {
    if (ms === began) survey.removedFirst.push(index)
    return
  }
  const record = parseRecord(line.note)
  if (isRefusal(record)) count(survey.unread, /^action: ([a-z0-9-]{1,64})$/m.exec(line.note)?.[1] ?? '?')
  else if (!record.known) count(survey.unread, record.action)
  else if (record.kind === 'question' && record.account === operator) survey.titles.add(record.fields.title)
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
