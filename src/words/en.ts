import { alarms } from './en/alarms.ts'
import { audit } from './en/audit.ts'
import { calls } from './en/calls.ts'
import { folds } from './en/folds.ts'
import { guests } from './en/guests.ts'
import { imports } from './en/imports.ts'
import { kinds } from './en/kinds.ts'
import { lists } from './en/lists.ts'
import { locks } from './en/locks.ts'
import { maps } from './en/maps.ts'
import { notes } from './en/notes.ts'
import { options } from './en/options.ts'
import { pages } from './en/pages.ts'
import { proposals } from './en/proposals.ts'
import { readings } from './en/readings.ts'
import { recordRefusals } from './en/record-refusals.ts'
import { referenda } from './en/referenda.ts'
import { refusals } from './en/refusals.ts'
import { report } from './en/report.ts'
import { results } from './en/results.ts'
import { sealed } from './en/sealed.ts'
import { sentences } from './en/sentences.ts'
import { serviceRefusals } from './en/service-refusals.ts'
import { standing } from './en/standing.ts'
import { types } from './en/types.ts'
import { upgrades } from './en/upgrades.ts'
import { values } from './en/values.ts'
import { writing } from './en/writing.ts'
import { type Language, languageOf, type Messages } from './language.ts'

/** The catalogue in its parts; no id stands in two of them. */
export const parts: readonly Messages[] = [
  refusals,
  recordRefusals,
  serviceRefusals,
  folds,
  kinds,
  imports,
  values,
  locks,
  maps,
  pages,
  options,
  sentences,
  audit,
  alarms,
  calls,
  proposals,
  upgrades,
  referenda,
  readings,
  report,
  writing,
  lists,
  standing,
  notes,
  guests,
  sealed,
  results,
  types,
]

/** Every sentence in English. A second language is one file like this one, and a test says which ids it lacks. */
export const messages: Messages = Object.fromEntries(parts.flatMap((part) => Object.entries(part)))

export const english: Language = languageOf('en', 'ltr', messages)
