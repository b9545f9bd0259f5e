/**
 * The code of every refusal that a person can cause. What each means, and the sentence that says what happened, to what,
 * and what to do, are in `words/`; which HTTP status it becomes is in `api/`.
 */
export const refusalCodes = [
  // The bytes of a note or a record
  'malformed',
  'too-large',
  'bad-encoding',
  'not-nfc',
  'control-character',
  'bidi-override',
  'zero-width',
  'first-line',
  'bad-header',
  'header-missing',
  'header-order',
  'header-unknown',
  'header-duplicate',
  'header-too-long',
  'not-trimmed',
  'not-canonical',
  'bad-account',
  'bad-time',
  'bad-nonce',
  'bad-field',
  'body-missing',
  'body-not-allowed',
  'body-too-long',
  'unknown-kind',
  // The signature
  'signature-count',
  'wrong-signer',
  'unknown-suite',
  'denied-key',
  'bad-signature',
  // Where and when
  'wrong-origin',
  'too-old',
  'in-the-future',
  'duplicate',
  // Sessions
  'session-unknown',
  'session-expired',
  'session-revoked',
  'session-scope',
  'session-key-mismatch',
  // Guests
  'not-guest',
  'guest-scope',
  'guest-adopted',
  // What a record may do after the ones before it
  'not-operator',
  'not-others',
  'not-yours',
  'conversation-unknown',
  'conversation-not-open',
  'conversation-closed',
  'votes-sealed',
  'votes-open',
  'opening-not-now',
  'opening-mismatch',
  'opening-superseded',
  'result-not-now',
  'not-allowed-to-add',
  'statement-unknown',
  'said-already',
  'too-many-statements',
  'target-unknown',
  'revoked',
  'removed',
  'wrong-chain',
  'first-record',
  'totals-hidden',
  'remark-unseen',
  'evidence-missing',
  'evidence-mismatch',
  // Limits of the service
  'rate-limited',
  'budget-spent',
  'work-required',
  'busy',
  'read-only',
  // Files and questions
  'bad-file',
  'csv-columns',
  'csv-row',
  'not-found',
  'bad-parameter',
  'size-unknown',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** Is this word one of the codes that this version knows? */
export function isRefusalCode(code: string): code is RefusalCode {
  return (refusalCodes as readonly string[]).includes(code)
}

/** What a sentence is made of: ids, numbers, codes and words that somebody wrote. Never a sentence. */
export type Param = string | number | boolean | readonly (string | number)[]
export type Params = Readonly<Record<string, Param>>

/** What breaks the rule of a kind: the reason of a `bad-field`, with what its sentence needs. */
export type Fault = Params & { readonly reason: string }

/** What a person gets instead of a result: a value, never thrown. `words/` makes the sentence. */
export class Refusal {
  readonly code: RefusalCode
  /** `reason` tells apart what one code can mean. */
  readonly params: Params

  constructor(code: RefusalCode, params: Params = {}) {
    this.code = code
    this.params = params
  }
}

/** A refusal for whoever reads a log of the program: its code and parameters. People are given words. */
export function refusalLine({ code, params }: Refusal): string {
  return Object.keys(params).length === 0 ? code : `${code} ${JSON.stringify(params)}`
}

/** Is this value a refusal rather than a result? */
export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal
}
