import { english } from '../words/en.ts'
import type { Language } from '../words/language.ts'

/** The language that the command line speaks. */
export const language: Language = english
