import { audit } from './en/audit.ts'
import { folds } from './en/folds.ts'
import { kinds } from './en/kinds.ts'
import { pages } from './en/pages.ts'
import { recordRefusals } from './en/record-refusals.ts'
import { serviceRefusals } from './en/service-refusals.ts'
import { values } from './en/values.ts'
import { type Language, languageOf, type Messages } from './language.ts'

/** Every sentence in English. A second language is one file like this one, and a test says which ids it lacks. */
export const messages: Messages = {
  ...recordRefusals,
  ...serviceRefusals,
  ...folds,
  ...kinds,
  ...values,
  ...pages,
  ...audit,
}

export const english: Language = languageOf('en', 'ltr', messages)
