import * as z from 'zod'
import type { ActiveRecord } from '../../folds/fold.ts'
import { activeRecords } from '../../folds/people/records.ts'
import type { RecordId } from '../../records/ids.ts'
import { eventSources, eventTexts } from '../../records/people/event.ts'
import { isRefusal, Refusal } from '../../records/refusals.ts'
import { nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { type SaidOpinions, saidOpinions } from './opinions/rows.ts'
import { refOf, type Speaking, speaking } from './refs.ts'
import { type EventRow, eventsValue } from './values.ts'

/** What happened outside this log, as its authors tell it, with sources of each side. */
export const events = defineView({
  name: 'events',
  version: 2,
  title: 'Events',
  summary:
    'What happened outside this log and is disputed: when, the account of whoever signed it, sources of each side, the standing questions that it touches, and how many opinions there are.',
  value: eventsValue,
  params: z.strictObject({
    event: recordIdParam.optional().describe('Id of an event: only this one.'),
    question: recordIdParam.optional().describe('Id of a question: only events that touch it.'),
    ...pageUpTo(100, 20),
  }),

  from: { ...speaking, saidOpinions },

  answer(given, { event, question, ...page }) {
    const all = activeRecords(given.peopleRecords, 'event')
    if (event !== undefined && !all.some(({ id }) => id === event))
      return new Refusal('not-found', { reason: 'event', id: event })
    const asked = all
      .filter(({ id }) => event === undefined || id === event)
      .filter(({ fields }) => question === undefined || (fields.questions ?? []).includes(question))
      .sort((a, b) => (a.fields.date === b.fields.date ? b.index - a.index : a.fields.date < b.fields.date ? 1 : -1))
    return {
      now: given.ledger.ms,
      rows: rowsOn(asked, page).map((each) => rowOf(given, each)),
      next: nextOf(page, asked.length),
      total: asked.length,
    }
  },
})

function rowOf(given: Speaking & { readonly saidOpinions: SaidOpinions }, record: ActiveRecord<'event'>): EventRow {
  const { title, date, block = null, questions = [], body } = record.fields
  const { happened = '', disputed = null, sources = '' } = eventTexts(body)
  const read = eventSources(sources)
  return {
    ...refOf(given, record),
    title,
    date,
    block,
    happened,
    disputed,
    // The rule of the kind has read them already.
    sources: isRefusal(read) ? [] : read,
    questions: questions.flatMap((id) => titled(given, id)),
    byOperator: record.account === given.ledger.operator,
    opinions: given.saidOpinions.on(record.id).filter(({ state }) => state === 'in-force').length,
  }
}

function titled({ peopleRecords }: Speaking, id: RecordId): EventRow['questions'] {
  const question = peopleRecords.question.get(id)
  return question ? [{ id, title: question.fields.title }] : []
}
