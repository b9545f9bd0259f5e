import type { Refusal } from '../records/refusals.ts'
import type { Language } from './language.ts'

/** What happened, to what, and what to do: the sentence of a refusal. A code without a sentence of its own says its meaning. */
export function sentenceOf(language: Language, { code, params }: Pick<Refusal, 'code' | 'params'>): string {
  if (typeof params.sentence === 'string') return params.sentence
  const own = typeof params.reason === 'string' ? `refusal.${code}.${params.reason}` : `refusal.${code}`
  return language.say(language.has(own) ? own : `refusal.${code}`, params)
}
