import { hex } from '../log/bytes.ts'
import { formatNote } from '../log/note.ts'
import type { AccountKey } from '../log/sign.ts'
import { textId } from '../records/envelope.ts'
import { questionParts } from '../records/people/question.ts'
import { parseRecord, type SignedRecord, writeText } from '../records/record.ts'
import { isRefusal, refusalLine } from '../records/refusals.ts'
import type { FieldsOf, KindName } from '../records/registry.ts'
import { writeSections } from '../records/sections.ts'
import { starterConversation, starterStatements } from '../records/starter/first-records.ts'
import { type StarterQuestion, starterQuestions } from '../records/starter/questions.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import type { Engine } from './engine.ts'
import type { Random } from './ports.ts'
import { HeadConflict } from './store-errors.ts'

/** Writes and signs records of one key for one log at one time. */
export function scribe(key: AccountKey, origin: string, ms: number, random: Random) {
  return <K extends KindName>(kind: K, fields: FieldsOf<K>): { id: ReturnType<typeof textId>; note: string } => {
    const time = Math.floor(ms / 1000) * 1000
    const text = writeText(kind, fields, { origin, account: key.address, time, nonce: hex(random(16)) })
    if (isRefusal(text)) throw new Error(`a ${kind} record of our own is refused: ${sentenceOf(english, text)}`)
    return { id: textId(text), note: formatNote(text, [key.sign(text)]) }
  }
}

/** The first records of a log, in order: the operator's policy, and with `starter` a conversation and the book of questions. */
export function firstNotes(write: ReturnType<typeof scribe>, policy: FieldsOf<'policy'>, starter: boolean): string[] {
  const rules = write('policy', policy)
  if (!starter) return [rules.note]
  const conversation = write('conversation', starterConversation)
  const statements = starterStatements.map((body) =>
    write('statement', { conversation: conversation.id, title: starterConversation.title, body }),
  )
  const questions = starterQuestions.map((each) => write('question', questionFields(each)))
  return [rules, conversation, ...statements, ...questions].map(({ note }) => note)
}

/** The record of a question of the book. */
export function questionFields({ title, touches, ...texts }: StarterQuestion): FieldsOf<'question'> {
  const body = writeSections(questionParts, texts)
  if (isRefusal(body)) throw new Error(`a question of our own is refused: ${refusalLine(body)}`)
  return { title, ...(touches && { touches: [...touches] }), body }
}

/**
 * Appends the first entries of a new log, in one batch. Another process may do the same at the same time: one of them
 * wins, and the other follows.
 */
export async function begin(
  engine: Engine,
  write: ReturnType<typeof scribe>,
  policy: FieldsOf<'policy'>,
  starter: boolean,
): Promise<void> {
  try {
    await engine.append(firstNotes(write, policy, starter).map(ownRecord))
  } catch (error) {
    if (!(error instanceof HeadConflict)) throw error
    await engine.recover()
  }
}

function ownRecord(note: string): SignedRecord {
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(`a record of our own is refused: ${sentenceOf(english, record)}`)
  return record
}
