import { fieldText } from '../../../records/about-record.ts'
import type { AnyRecord } from '../../../records/record.ts'
import { kindOf } from '../../../records/registry.ts'

const pages = { account: '/a/', conversation: '/c/', question: '/questions/', record: '/r/' } as const

/**
 * The page where a record is shown. A record that names a statement is shown in the conversation of the statement where
 * the caller knows it, else the statement's own record is given.
 */
export function pageOf(record: AnyRecord, conversation: string | null = null): string {
  const { shownAt, points } = kindOf(record.kind)
  if (!('of' in shownAt)) return `/${shownAt.page}`
  if (shownAt.page === 'conversation' && conversation !== null) return `${pages.conversation}${conversation}`
  const pointed = points?.[shownAt.of]?.kinds
  const isStep = shownAt.page === 'conversation' && Array.isArray(pointed) && !pointed.includes('conversation')
  return `${isStep ? pages.record : pages[shownAt.page]}${subjectOf(record, shownAt.of)}`
}

/** What the address of a page ends in: an account or the id of a record. */
function subjectOf(record: AnyRecord, of: string): string {
  if (of === 'account') return record.account
  return of === 'id' ? record.id : (fieldText(record, of) ?? record.id)
}

/** A piece of plain text, or a link found in it. */
export type Piece = { text: string } | { href: string; text: string; domain: string }

const LINK = /https?:\/\/[^\s<>"'()[\]{}]+[^\s<>"'()[\]{}.,;:!?]/gu

/** Cuts plain text into words and links. Only http and https become links, and each shows its domain. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const link = linkOf(match[0])
    if (!link) continue
    if (match.index > end) found.push({ text: text.slice(end, match.index) })
    found.push(link)
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ text: text.slice(end) })
  return found
}

function linkOf(text: string): Piece | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.username || url.password ? null : { href: url.href, text, domain: url.hostname }
}
