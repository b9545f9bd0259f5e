/** The one place where refusal codes become HTTP statuses. */

import { type RefusalCode, refusalCodes } from '../records/refusals.ts'
import { english } from '../words/en.ts'
import { meaningOf } from '../words/refusal.ts'

/** What can go wrong with the asking itself, beside what a record or a view can be refused for. */
export const apiCodes = {
  'not-text': 415,
  'wrong-method': 405,
  'too-many-readers': 503,
  internal: 500,
} as const satisfies Record<string, number>

export type ProblemCode = RefusalCode | keyof typeof apiCodes

/** 400 form, 403 not entitled, 404 not there, 409 too late or twice, 422 well-formed and untrue, 428/429/503 limits. */
const statuses = {
  malformed: 400,
  'too-large': 413,
  'bad-encoding': 400,
  'not-nfc': 400,
  'control-character': 400,
  'bidi-override': 400,
  'zero-width': 400,
  'first-line': 400,
  'bad-header': 400,
  'header-missing': 400,
  'header-order': 400,
  'header-unknown': 400,
  'header-duplicate': 400,
  'header-too-long': 400,
  'not-trimmed': 400,
  'not-canonical': 400,
  'bad-account': 400,
  'bad-time': 400,
  'bad-nonce': 400,
  'bad-field': 400,
  'body-missing': 400,
  'body-not-allowed': 400,
  'body-too-long': 400,
  'unknown-kind': 400,
  'signature-count': 400,
  'wrong-signer': 422,
  'unknown-suite': 422,
  'denied-key': 422,
  'bad-signature': 422,
  'wrong-origin': 422,
  'too-old': 422,
  'in-the-future': 422,
  duplicate: 409,
  'session-unknown': 403,
  'session-expired': 403,
  'session-revoked': 403,
  'session-scope': 403,
  'session-key-mismatch': 403,
  'not-guest': 403,
  'guest-scope': 403,
  'guest-adopted': 403,
  'not-operator': 403,
  'not-yours': 403,
  'conversation-unknown': 404,
  'conversation-not-open': 409,
  'conversation-closed': 409,
  'not-allowed-to-add': 403,
  'statement-unknown': 404,
  'said-already': 409,
  'votes-sealed': 409,
  'votes-open': 409,
  'opening-not-now': 409,
  'opening-mismatch': 422,
  'opening-superseded': 409,
  'result-not-now': 409,
  'too-many-statements': 403,
  'not-others': 403,
  'remark-unseen': 409,
  'target-unknown': 404,
  revoked: 409,
  removed: 410,
  'first-record': 409,
  'wrong-chain': 409,
  'totals-hidden': 403,
  'evidence-missing': 409,
  'evidence-mismatch': 422,
  'rate-limited': 429,
  'budget-spent': 503,
  'work-required': 428,
  busy: 503,
  'read-only': 403,
  'csv-columns': 422,
  'csv-row': 422,
  'bad-file': 422,
  'not-found': 404,
  'bad-parameter': 400,
  'size-unknown': 404,
} as const satisfies Record<RefusalCode, number>

const titles: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

export function statusOf(code: ProblemCode): number {
  return isApiCode(code) ? apiCodes[code] : statuses[code]
}

/** The words of an HTTP status (RFC 9110, 15). */
export function titleOf(status: number): string {
  return titles[status] ?? 'Error'
}

/** Every code that a problem document can have, with its status and its meaning in English, as the OpenAPI document says it. */
export function problemCodes(): { code: ProblemCode; status: number; words: string }[] {
  const own = Object.keys(apiCodes) as (keyof typeof apiCodes)[]
  return [...refusalCodes, ...own].map((code) => ({ code, status: statusOf(code), words: meaningOf(english, code) }))
}

function isApiCode(code: ProblemCode): code is keyof typeof apiCodes {
  return Object.hasOwn(apiCodes, code)
}
