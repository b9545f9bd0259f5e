import * as z from 'zod'
import type { ActiveRecord } from '../../folds/fold.ts'
import { activeRecords } from '../../folds/people/records.ts'
import { claimTexts } from '../../records/people/claim.ts'
import { isRefusal, Refusal } from '../../records/refusals.ts'
import { readSources } from '../../records/sources.ts'
import { nextOf, pageUpTo, recordIdParam, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { type SaidOpinions, saidOpinions } from './opinions/rows.ts'
import { refOf, type Speaking, speaking } from './refs.ts'
import { type ClaimRow, claimsValue } from './values.ts'

/** Replies that stand with each claim. */
const mostReplies = 3

/** What is claimed about an event, with sources, and what others reply. */
export const claims = defineView({
  name: 'claims',
  version: 1,
  title: 'Claims',
  summary: 'What people claim about an event, each in one sentence with sources, and the opinions that reply to it.',
  value: claimsValue,
  params: z.strictObject({
    event: recordIdParam.describe('Id of the event.').meta({ own: true }),
    ...pageUpTo(100, 20),
  }),

  from: { ...speaking, saidOpinions },

  answer(given, { event, ...page }) {
    if (!given.peopleRecords.event.has(event)) return new Refusal('not-found', { reason: 'event', id: event })
    const all = activeRecords(given.peopleRecords, 'claim').filter(({ fields }) => fields.event === event)
    return {
      now: given.ledger.ms,
      rows: rowsOn(all, page).map((each) => rowOf(given, each)),
      next: nextOf(page, all.length),
      total: all.length,
    }
  },
})

function rowOf(given: Speaking & { readonly saidOpinions: SaidOpinions }, record: ActiveRecord<'claim'>): ClaimRow {
  const { claim = '', sources = '' } = claimTexts(record.fields.body)
  const read = readSources(sources)
  const inForce = given.saidOpinions.on(record.id).filter(({ state }) => state === 'in-force')
  return {
    ...refOf(given, record),
    text: claim,
    // The rule of the kind has read them already.
    sources: isRefusal(read) ? [] : read,
    opinions: inForce.length,
    replies: inForce.slice(0, mostReplies),
  }
}
