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
 * Folds entries twice, once in one piece and once asking the questions at the places given (after every entry unless
 * told), and expects the same bytes at the end. Gives them, one for each question.
 */
export function sameWhenAskedBetween(
  { entries, evidence }: { entries: readonly Entry[]; evidence: Evidence },
  questions: readonly Question[],
  places: readonly number[] = entries.map((_, i) => i + 1),
): string[] {
  const [whole, parts] = [new Fold(), new Fold()]
  whole.push(entries, evidence)
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    parts.push(entries.slice(parts.size, place), evidence)
    for (const [view, params] of questions) parts.view(view, params)
  }
  parts.push(entries.slice(parts.size), evidence)
  const texts = answersOf(whole, questions)
  expect(answersOf(parts, questions)).toEqual(texts)
  return texts
}
