/** What can be frozen from a page, and the ways to a frozen result. */

import { type FrozenView, parametersText } from '../../../records/conversation/result.ts'
import type { ResultRow } from '../../../views/conversation/results.ts'

/** A view as it is asked for a result, beside the conversation. */
export interface Preset {
  view: FrozenView
  params: Readonly<Record<string, string>>
}

/** What whoever began a conversation is offered to freeze, by the word in the address. */
export const presets = {
  statements: { view: 'opinion-statements', params: { limit: '500' } },
  map: { view: 'opinion-map', params: {} },
  groups: { view: 'opinion-groups', params: {} },
  votes: { view: 'conversations', params: {} },
  readings: { view: 'readings', params: { limit: '100' } },
  stake: { view: 'reading-map', params: { reading: 'stake' } },
  conviction: { view: 'reading-map', params: { reading: 'conviction' } },
  balanced: { view: 'reading-map', params: { reading: 'balanced' } },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof presets

/** Is this word of an address one of them? */
export const isPreset = (word: string): word is PresetName => Object.hasOwn(presets, word)

/** Where the answer of a frozen result is read: these very bytes were hashed. */
export function answerPath({
  view,
  conversation,
  asked,
  size,
}: Pick<ResultRow, 'view' | 'conversation' | 'asked' | 'size'>): string {
  const params = asked.map(({ name, value }): [string, string] => [name, value])
  return `/api/views/${view}?${new URLSearchParams([['conversation', conversation], ...params, ['at', String(size)]])}`
}

/** How a view was asked, in one text; null where nothing was. */
export const askedText = (asked: ResultRow['asked']): string | null =>
  parametersText(Object.fromEntries(asked.map(({ name, value }) => [name, value]))) ?? null
