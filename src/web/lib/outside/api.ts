import { error, type HttpError } from '@sveltejs/kit'
import { NotReached, sensusClient } from '../../../api/client.ts'
import { isRefusal, type Refusal } from '../../../records/refusals.ts'
import { refusalInWords, type Told } from '../language.ts'

/** The API of the site that this page came from. On the server the request stays in the process. */
export function siteOf(fetch: typeof globalThis.fetch) {
  return sensusClient({ base: '', fetch })
}

/** Statuses of the error page for refusals of reads; anything else a reader asks for wrongly is a 400. */
const STATUS: Partial<Record<Refusal['code'], number>> = {
  'not-found': 404,
  'conversation-unknown': 404,
  'statement-unknown': 404,
  'target-unknown': 404,
}

/** The value, or the error page that tells the refusal. */
export function orError<T>(value: T | Refusal): T {
  if (!isRefusal(value)) return value
  error(STATUS[value.code] ?? 400, { message: refusalInWords(value), code: value.code })
}

/** Runs a load; a log that does not answer becomes the error page 503 instead of a fault of the page. */
export async function reached<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    if (cause instanceof NotReached) error(503, { message: cause.message })
    throw cause as HttpError
  }
}

/** A part of a page that may be refused while the rest is shown: one of the two is null. The refusal is plain data, to travel. */
export type Part<T> = { value: T; refusal: null } | { value: null; refusal: Told }

export function given<T>(value: T): Part<T> {
  return { value, refusal: null }
}

export function notGiven({ code, params }: Refusal): Part<never> {
  return { value: null, refusal: { code, params } }
}
