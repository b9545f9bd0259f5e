import { csvRow } from '../../../evidence/csv.ts'
import type { HeldStatement } from '../../../views/conversation/opinion-statements.ts'
import { type Parts, partName } from './summary.ts'

/**
 * The statements of a report as a table for spreadsheets (RFC 4180), a row for each and a pair of columns for each part
 * that is compared. A spreadsheet would run words that begin like a formula: those get an apostrophe before them.
 */
export function statementsCsv(rows: readonly HeldStatement[], parts: Parts & { sizes: readonly number[] }): string {
  const names = parts.sizes.map((_, part) => partName(parts, part))
  const head = ['id', 'number', 'statement', 'agree', 'disagree', 'pass', 'state', 'side']
  const ofParts = names.flatMap((name) => [`${name}: agree`, `${name}: votes`])
  const lines = rows.map(({ id, imported, body, votes, parts: own, state, side }) => [
    id,
    imported ?? '',
    plainCell(body ?? ''),
    votes.agree,
    votes.disagree,
    votes.seen - votes.agree - votes.disagree,
    state,
    side ?? '',
    ...own.flatMap(({ agree, seen }) => [agree, seen]),
  ])
  return [[...head, ...ofParts], ...lines].map((cells) => `${csvRow(cells)}\r\n`).join('')
}

// Source: OWASP, CSV injection.
const plainCell = (words: string): string => (/^[=+\-@\t\r]/.test(words) ? `'${words}` : words)
