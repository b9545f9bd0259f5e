import { expect } from 'vitest'
import { Fold } from '../../src/views/fold.ts'
import type { Entry, Evidence } from '../../src/views/view.ts'

export type Question = readonly [view: string, params: Record<string, string>]

/** The bytes that every question gives at the present size of a fold. */
export function answersOf(fold: Fold, questions: readonly Question[]): string[] {
  const checkpoint = { origin: 'story.example.org/log', size: fold.size, root: new Uint8Array(32) }
  return questions.map(([view, params]) => JSON.stringify(fold.result(view, params, checkpoint)))
}

/**
 * Folds entries twice, once in one piece and once asking questions after each entry, and expects the same bytes at the
 * end. `asks`: whether a question, by its number, is asked after so many entries; every one always unless told. Gives
 * the bytes, one text for each question.
 */
export function sameWhenAskedBetween(
  { entries, evidence }: { entries: readonly Entry[]; evidence: Evidence },
  questions: readonly Question[],
  asks: (question: number, place: number) => boolean = () => true,
): string[] {
  const [whole, parts] = [new Fold(), new Fold()]
  whole.push(entries, evidence)
  for (const [i, entry] of entries.entries()) {
    parts.push([entry], evidence)
    for (const [q, [view, params]] of questions.entries()) if (asks(q, i + 1)) parts.view(view, params)
  }
  const texts = answersOf(whole, questions)
  expect(answersOf(parts, questions)).toEqual(texts)
  return texts
}
