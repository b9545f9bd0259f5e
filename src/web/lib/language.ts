import type { Params } from '../../records/refusals.ts'
import { english } from '../../words/en.ts'
import type { Language } from '../../words/language.ts'

/** The language that the pages speak. */
export const language: Language = english

/** A sentence of the catalogue with its parameters in their places. */
export const say = (id: string, params?: Params): string => language.say(id, params)
