import * as z from 'zod'
import { type Conversations, conversations } from '../../folds/conversation/conversations.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { standingState } from '../chain/values.ts'
import { nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { placeOf, saidNotes } from './notes/said.ts'
import { grouped, type Speaking, speaking } from './refs.ts'
import { contextValue, type Note, type NotedRow } from './values/context.ts'

/** What readers of statements and events should know beside them, and whether that stands. */
export const context = defineView({
  name: 'context',
  version: 1,
  title: 'Notes',
  summary:
    'Notes with sources on a statement, on an event, or on all statements of a conversation, and whether each stands with people who usually disagree. Sides are those of the conversation that the operator names; where none is named, those of the own conversation of a statement.',
  value: contextValue,
  params: z.strictObject({
    about: recordIdParam
      .describe('Id of a statement or of an event; or of a conversation, for the notes on its statements.')
      .meta({ own: true }),
    state: standingState.optional().describe('Only notes in this state.'),
    ...pageUpTo(100, 20),
  }),

  from: { ...speaking, conversations, saidNotes },

  answer(given, { about, state, ...page }) {
    const isConversation = given.conversations.all.has(about)
    const place = isConversation ? about : placeOf(given, about)
    if (place === null) return new Refusal('not-found', { reason: 'noted', id: about })
    const here = given.saidNotes.in(place)
    const notes = isConversation ? here : here.filter((note) => note.about === about)
    const rows = notes.filter(({ standing }) => state === undefined || standing === state)
    const on = notedIn(given, about, notes)
    const { conversation } = given.saidNotes.sidesOf(place)
    return {
      sidesFrom: conversation && { conversation: conversation.id, title: conversation.title },
      on: isConversation ? rowsOn(on, page) : on,
      rows: rowsOn(rows, page),
      next: nextOf(page, rows.length, isConversation ? on.length : 0),
      total: notes.length,
    }
  },
})

type Given = Speaking & { conversations: Readonly<Conversations> }

/** What the notes are about: the statements of a conversation that have any, in their order, or the one that was asked for. */
function notedIn(given: Given, about: RecordId, notes: readonly Note[]): NotedRow[] {
  const conversation = given.conversations.all.get(about)
  const on = grouped(notes, (note) => note.about)
  if (conversation === undefined) return [notedRow(given, about, notes)]
  return conversation.statements.flatMap(({ id }) => {
    const its = on.get(id)
    return its ? [notedRow(given, id, its)] : []
  })
}

function notedRow({ conversations, peopleRecords }: Given, about: RecordId, notes: readonly Note[]): NotedRow {
  const statement = conversations.statements.get(about)
  return {
    about,
    what: statement ? 'statement' : 'event',
    conversation: statement?.conversation ?? null,
    // What is no statement is an event that stands.
    words: statement?.body ?? peopleRecords.event.get(about)?.fields.title ?? '',
    notes: notes.length,
    standing: notes.filter(({ standing }) => standing === 'stands').length,
  }
}
