import type { Refusal } from '../records/refusals.ts'
import type { Language } from './language.ts'

/**
 * What happened, to what, and what to do: the sentence of a refusal. A code without a sentence of its own says its
 * meaning. A parameter `expected` is a code itself, and is said as `expected.<code>` with the same parameters.
 */
export function sentenceOf(language: Language, { code, params }: Pick<Refusal, 'code' | 'params'>): string {
  if (typeof params.sentence === 'string') return params.sentence
  const own = typeof params.reason === 'string' ? `refusal.${code}.${params.reason}` : `refusal.${code}`
  const id = language.has(own) ? own : `refusal.${code}`
  if (typeof params.expected !== 'string') return language.say(id, params)
  return language.say(id, { ...params, expected: language.say(`expected.${params.expected}`, params) })
}
