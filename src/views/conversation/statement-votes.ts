import { conversations } from '../../folds/conversation/conversations.ts'
import { ledger } from '../../folds/derived.ts'
import { isRefusal } from '../../records/refusals.ts'
import { defineView } from '../view.ts'
import { classicMaps, maps, spreads } from './opinion-map/maps.ts'
import { askedOn, onStatement } from './statement-map/asked.ts'
import { statementVotesValue } from './statement-map/value.ts'

/** How the people of the opinion map stand to one statement, in figures: small, whatever the size of the conversation. */
export const statementVotes = defineView({
  name: 'statement-votes',
  version: 1,
  title: 'Votes on a statement',
  summary:
    'How many people on the opinion map agree, disagree, pass or have not voted on one statement, all together and on each side: its clear groups, else the halves of its first axis.',
  value: statementVotesValue,
  params: onStatement,

  from: { ledger, conversations, spreads, maps, classicMaps },

  answer(given, asked) {
    const found = askedOn(given, asked)
    return isRefusal(found) ? found : found.figures
  },
})
