import type { StatementSummary } from '../values.ts'

/** The words of a statement, or why there are none to show. */
export function wordsOf(statement: Pick<StatementSummary, 'body'> | undefined): string {
  if (statement === undefined) return 'A statement that was removed'
  return (
    statement.body ??
    'A statement that the moderators of the imported conversation rejected; its words are not repeated'
  )
}
