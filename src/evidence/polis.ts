/** Conversations in the files of Polis: read as they come, kept in one form, written as Polis names them. */
export type { PolisAbout } from './polis-about.ts'
export type { PolisStatement } from './polis-comments.ts'
export { type Described, exportPolis, type PolisFiles, type SignedVoices } from './polis-export.ts'
export type { Left } from './polis-left.ts'
export { conversationsIn, type NamedFiles } from './polis-names.ts'
export { type Odd, oddIn } from './polis-odd.ts'
export {
  filesToRead,
  type PolisFile,
  type PolisReader,
  type PolisReading,
  polisFileOf,
  polisFiles,
  polisReader,
} from './polis-reading.ts'
export { importedStatementId, type PolisSet, parsePolis } from './polis-set.ts'
export { type PolisTotals, polisTotals } from './polis-totals.ts'
export type { PolisVotes } from './polis-votes.ts'
export { polisEvidence } from './polis-write.ts'
