import { conversations } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { isRefusal } from '../../records/refusals.ts'
import { defineView } from '../view.ts'
import { classicMaps, maps, spreads } from './opinion-map/maps.ts'
import { askedOn, onStatement } from './statement-map/asked.ts'
import { statementMapValue } from './statement-map/value.ts'

/** Who says what on one statement, and where on the opinion map they stand. Signed votes are public in the log. */
export const statementMap = defineView({
  name: 'statement-map',
  version: 1,
  title: 'Statement on the map',
  summary:
    'What each person on the opinion map says on one statement, with their places: where those who agree stand, and where those who do not.',
  value: statementMapValue,
  params: onStatement,

  from: { ledger, conversations, spreads, maps, classicMaps },

  answer(given, asked) {
    const found = askedOn(given, asked)
    if (isRefusal(found)) return found
    const groups = found.map.groups.map(({ id, center }) => ({ id, center }))
    return { ...found.figures, participants: found.participants, groups }
  },
})
