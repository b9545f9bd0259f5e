/** Conversations in the files of Polis: read from CSV or JSON, written as CSV. */
export { exportPolis, type SignedVoices } from './polis-export.ts'
export { polisCsvFromJson } from './polis-json.ts'
export { importedStatementId, type PolisSet, type PolisStatement, type PolisVotes, parsePolis } from './polis-set.ts'
