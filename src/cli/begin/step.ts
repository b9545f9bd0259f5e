import type { SignedRecord } from '../../records/record.ts'

/** A record that may be signed. */
export interface Step {
  kind: 'profiles' | 'genesis' | 'known-accounts' | 'event'
  /** As they stand on the wire; `body` beside them. */
  fields: Record<string, string>
  body?: string
  /** Files that it names by their hash. */
  files: Uint8Array[]
  /** Does a record of the log say the same? */
  same(record: SignedRecord): boolean
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
export const noSource = (name: string): string => `no source is given for it: add --source ${name}=TEXT`
