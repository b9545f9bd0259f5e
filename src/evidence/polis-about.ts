import * as z from 'zod'
import { cellsOf } from './csv.ts'
import { type CsvReader, rowReader } from './csv-scan.ts'

/** What the files of an export say about the conversation as a whole. */
export interface PolisAbout {
  topic: string
  description: string
  url: string
  /** The value that they declare to mean agree. */
  agree: 1 | -1 | null
  /** Texts that a spreadsheet would take for a formula have an apostrophe before them. */
  guarded: boolean
  /** Only what moderators accepted was shown. */
  strict: boolean
  /** It took no more votes where it was held. */
  closed: boolean
  /** It took no more statements there. */
  full: boolean
}

/** Before any file was read. */
export function nothingKnown(): PolisAbout {
  return {
    topic: '',
    description: '',
    url: '',
    agree: null,
    guarded: false,
    strict: false,
    closed: false,
    full: false,
  }
}

/** Row of summary.csv that says how texts are kept from being formulas; its value is the character before them. */
export const guardRow = 'formula-guard'
/** Row of summary.csv that says which value means agree (compdemocracy/polis, docs/export-format.md). */
export const conventionRow = 'vote-convention'

/** Reads summary.csv: pairs of name and value, without a header row. */
export function summaryReader(about: PolisAbout): CsvReader {
  return rowReader('summary.csv', (row) => {
    const [name = '', value = ''] = cellsOf(row)
    if (name === 'topic') about.topic = value
    if (name === 'conversation-description') about.description = value
    if (name === 'url') about.url = value
    if (name === conventionRow) about.agree = agreeOf(value)
    if (name === guardRow) about.guarded = value === "'"
    return null
  })
}

function agreeOf(convention: string): 1 | -1 | null {
  const found = /(?:^|;)\s*agree=([+-]?1)(?:;|$)/.exec(convention)?.[1]
  return found === undefined ? null : found === '-1' ? -1 : 1
}

const settings = z.object({
  topic: z.string().nullish(),
  description: z.string().nullish(),
  conversation_id: z.string().nullish(),
  strict_moderation: z.boolean().nullish(),
  is_active: z.boolean().nullish(),
  write_type: z.number().nullish(),
})

/** Takes in conversation.json, an answer of the API for one conversation. False: it is none. */
export function readSettings(about: PolisAbout, json: unknown): boolean {
  const read = settings.safeParse(Array.isArray(json) ? json[0] : json)
  if (!read.success) return false
  const { topic, description, conversation_id: id, strict_moderation, is_active, write_type } = read.data
  about.topic ||= topic ?? ''
  about.description ||= description ?? ''
  about.url ||= id ? `https://pol.is/${id}` : ''
  about.strict = strict_moderation === true
  about.closed = is_active === false
  about.full = write_type === 0
  return true
}
