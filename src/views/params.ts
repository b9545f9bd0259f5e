import * as z from 'zod'
import { Malformed } from '../log/errors.ts'
import { address } from '../log/ss58.ts'
import type { RecordId } from '../records/ids.ts'

const idForm = /^[0-9a-f]{64}$/
const expectedId = 'expected the 64 lowercase hexadecimal digits of a record id'

/** The id of a conversation or an import. */
export const conversationId = z
  .string()
  .regex(idForm, expectedId)
  .describe('Id of the conversation or the import.')
  .transform((text) => text as RecordId)

/** The id of any record. */
export const recordIdParam = z
  .string()
  .regex(idForm, expectedId)
  .transform((text) => text as RecordId)

/** An account in any SS58 prefix; read as the address with prefix 42. */
export const accountAddress = z
  .string()
  .max(64)
  .describe('SS58 address of the account.')
  .transform((text, context) => {
    try {
      return address(text)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      context.issues.push({ code: 'custom', message: `expected an SS58 address (${error.message})`, input: text })
      return z.NEVER
    }
  })

/** Up to 2,000 record ids with commas between them. */
export const idList = z
  .string()
  .regex(/^([0-9a-f]{64}(,[0-9a-f]{64}){0,1999})?$/, `${expectedId}, or several with commas between them`)
  .describe('Ids with commas between them.')
  .transform((text) => (text === '' ? [] : (text.split(',') as RecordId[])))

/** A whole number from `min` to `max`, as text; its JSON Schema says it as a number. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^(0|[1-9][0-9]{0,15})$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((number) => number >= min && number <= max, `expected a whole number from ${min} to ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max })
}

/** How many rows to give: 1 to `max`. */
export function limitUpTo(max: number, fallback: number) {
  return wholeNumber(1, max).default(fallback).describe(`How many at most, 1 to ${max}; ${fallback} unless told.`)
}

const after = wholeNumber(0, 1_000_000_000)
  .optional()
  .describe('Rows to leave out before the first: `next` of the page before, with `at` its size of the log.')

/** Which part of a list to give; without a limit all that follows. */
export interface Page {
  limit?: number | undefined
  after?: number | undefined
}

/**
 * `limit` and `after` of a view with a list: the cursor is the number of rows that come before the page. It means the
 * same rows for as long as the size of the log does, so whoever walks through a list names `at`.
 */
export function pageUpTo(max: number, fallback: number) {
  return { limit: limitUpTo(max, fallback), after }
}

/** `limit` and `after` of a view whose lists are read whole unless told: what belongs together on one page. */
export const wholeOrPage = {
  limit: wholeNumber(1, 1_000_000_000).optional().describe('How many at most; all of them unless told.'),
  after,
}

/** The rows of a page, in their order. */
export function rowsOn<T>(rows: readonly T[], { limit = Infinity, after = 0 }: Page): T[] {
  return rows.slice(after, after + limit)
}

/** `next` of the lists that share a page, by how many rows the longest of them has: null when nothing follows. */
export function nextOf({ limit = Infinity, after = 0 }: Page, ...lengths: number[]): number | null {
  return Math.max(0, ...lengths) > after + limit ? after + limit : null
}
