import { csvRow } from '../../../evidence/csv.ts'
import type { HeldStatement } from '../../../views/conversation/opinion-statements.ts'
import type { TypedStatement } from '../../../views/conversation/statement-types.ts'
import { type Parts, partName } from './summary.ts'

/**
 * The statements of a report as a table for spreadsheets (RFC 4180), a row for each and a pair of columns for each part
 * that is compared; the type is the one that leads, if any. A spreadsheet would run words that begin like a formula: those get an apostrophe before them.
 */
export function statementsCsv(
  rows: readonly HeldStatement[],
  parts: Parts & { sizes: readonly number[] },
  types: readonly Pick<TypedStatement, 'id' | 'leading'>[] = [],
): string {
  const typed = new Map<string, string>(types.map(({ id, leading }) => [id, leading ?? '']))
  const names = parts.sizes.map((_, part) => partName(parts, part))
  const head = ['id', 'number', 'statement', 'agree', 'disagree', 'pass', 'state', 'side', 'type']
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
    typed.get(id) ?? '',
    ...own.flatMap(({ agree, seen }) => [agree, seen]),
  ])
  return [[...head, ...ofParts], ...lines].map((cells) => `${csvRow(cells)}\r\n`).join('')
}

// Source: OWASP, CSV injection.
const plainCell = (words: string): string => (/^[=+\-@\t\r]/.test(words) ? `'${words}` : words)
