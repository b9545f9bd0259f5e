/** Where a record is shown, and where its reader may want to go from it. */

import { entriesRemovedBy, fieldText, pointersOf } from '../../../records/about-record.ts'
import { readSubject } from '../../../records/opinion-subject.ts'
import type { AnyRecord, FoldRecord } from '../../../records/record.ts'
import { kindOf } from '../../../records/registry.ts'
import { say } from '../language.ts'

const pages = {
  account: '/a/',
  conversation: '/c/',
  events: '/events/',
  notes: '/notes/',
  question: '/questions/',
  record: '/r/',
  proposal: '/proposal/',
} as const

/**
 * The page where a record is shown. A record that names a statement is shown in the conversation of the statement where
 * the caller knows it, else the statement's own record is given.
 */
export function pageOf(record: AnyRecord, conversation: string | null = null): string {
  const { shownAt } = kindOf(record.kind)
  if (!('of' in shownAt)) return `/${shownAt.page}`
  if (shownAt.page === 'conversation' && conversation !== null) return `${pages.conversation}${conversation}`
  if (shownAt.page === 'subject') return subjectPage(subjectOf(record, shownAt.of))
  return `${isStep(record) ? pages.record : pages[shownAt.page]}${subjectOf(record, shownAt.of)}`
}

/** The page of a subnet, of an account or of a record, by the text of a subject. */
export function subjectPage(text: string): string {
  const subject = readSubject(text)
  if (subject?.what === 'subnet') return `/subnet/${subject.netuid}`
  return subject?.what === 'account' ? `${pages.account}${subject.account}` : `${pages.record}${text}`
}

/** Is it shown in the conversation of a statement that it names, so that one has to look there first? */
function isStep({ kind }: AnyRecord): boolean {
  const { shownAt, points } = kindOf(kind)
  if (!('of' in shownAt) || shownAt.page !== 'conversation') return false
  const pointed = points?.[shownAt.of]?.kinds
  return Array.isArray(pointed) && !pointed.includes('conversation')
}

/** What the address of a page ends in: an account or the id of a record. */
function subjectOf(record: AnyRecord, of: string): string {
  if (of === 'account') return record.account
  return of === 'id' ? record.id : (fieldText(record, of) ?? record.id)
}

export interface RecordLink {
  href: string
  words: string
}

/** From a record: the page where it is shown, the records that it points at, and the entries that it removes. */
export function linksOf(record: FoldRecord): RecordLink[] {
  if (!record.known) return []
  return [...pageLink(record), ...pointedLinks(record), ...removedLinks(record)]
}

/** None for what is shown as a record alone: its reader is there, or a pointer leads there. */
function pageLink(record: AnyRecord): RecordLink[] {
  const { shownAt } = kindOf(record.kind)
  if (shownAt.page === 'record' || isStep(record)) return []
  const isOfAnother = shownAt.page === 'account' && shownAt.of !== 'account'
  return [{ href: pageOf(record), words: say(`record-link.${isOfAnother ? 'account-named' : shownAt.page}`) }]
}

function pointedLinks(record: AnyRecord): RecordLink[] {
  const shown = pageOf(record)
  return pointersOf(record).flatMap(({ field, id }) => {
    if (shown.endsWith(`/${id}`) && !shown.startsWith(pages.record)) return []
    return [{ href: `${pages.record}${id}`, words: say('record-link.pointed', { label: labelOf(record, field) }) }]
  })
}

const labelOf = ({ kind }: AnyRecord, field: string): string => say(`kind.${kind}.field.${field}.label`)

const removedLinks = (record: AnyRecord): RecordLink[] =>
  entriesRemovedBy(record).map((index) => ({
    href: `${pages.record}${index}`,
    words: say('record-link.removed', { index: String(index) }),
  }))
