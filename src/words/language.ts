import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Params } from '../records/refusals.ts'

/** Sentences by their ids, in ICU MessageFormat: `{n, plural, one {# vote} other {# votes}} in {where}`. */
export type Messages = Readonly<Record<string, string>>

/** One language that Sensus speaks. */
export interface Language {
  /** BCP 47, such as `en`. */
  locale: string
  dir: 'ltr' | 'rtl'
  /** The sentence of an id with its parameters in their places; the id itself where the language has no such sentence. */
  say(id: string, params?: Params): string
  has(id: string): boolean
}

/** A language from its catalogue. A message is compiled when it is said: some 20 microseconds, and nothing is kept. */
export function languageOf(locale: string, dir: Language['dir'], messages: Messages): Language {
  const i18n = setupI18n({ locale, messages: { [locale]: { ...messages } } })
  i18n.setMessagesCompiler(compileMessage)
  return {
    locale,
    dir,
    say: (id, params = {}) => i18n._(id, spoken(params)),
    has: (id) => Object.hasOwn(messages, id),
  }
}

/** The ids that a catalogue lacks of those that another has, in the order of the other. */
export function missingIn(messages: Messages, all: Messages): string[] {
  return Object.keys(all).filter((id) => !Object.hasOwn(messages, id))
}

/** Lists are said with commas between their items. */
function spoken(params: Params): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.join(', ') : typeof value === 'boolean' ? String(value) : value,
    ]),
  )
}
