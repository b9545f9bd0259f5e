import { fieldText } from '../../records/about-record.ts'
import type { AnyRecord } from '../../records/record.ts'
import { english } from '../../words/en.ts'
import type { InLog } from './there.ts'

/** A record that may be signed. */
export interface Step {
  kind: 'profiles' | 'genesis' | 'known-accounts' | 'event'
  /** As they stand on the wire; `body` beside them. */
  fields: Record<string, string>
  body?: string
  /** Files that it names by their hash. */
  files: Uint8Array[]
  /** Which of its texts a record of the log has to share to say the same. */
  sameBy: readonly string[]
  /** Figures for whoever runs the command. */
  told: Record<string, unknown>
}

/** Something that is not brought in, and why. */
export interface LeftOut {
  file: string
  what: string
  why: string
}

/** Why something is left out for which nobody said where it is from. */
export const noSource = (name: string): string => english.say('lists.no-source', { name })

/** Does a record of the log say what a step would? */
function saysSame({ kind, fields, body, sameBy }: Step, record: AnyRecord): boolean {
  const own: Record<string, string | undefined> = { ...fields, body }
  return record.kind === kind && sameBy.every((name) => fieldText(record, name) === own[name])
}

/** The record of the log that says what a step would; undefined: none does. */
export const thereOf = (step: Step, { records }: InLog): InLog['records'][number] | undefined =>
  records.find((record) => saysSame(step, record))
