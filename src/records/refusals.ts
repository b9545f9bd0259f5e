/**
 * Every refusal that a person can cause, with words for people. The words say what the code means wherever it comes up;
 * a refusal's own sentence says what happened, to what, and what to do. Only api/ maps codes to HTTP.
 */
export const refusalCodes = {
  // The bytes of a note or a record
  malformed: { words: 'The text is not a signed note: a text, a blank line and a signature line.' },
  'too-large': { words: 'The whole note is longer than 24 KiB.' },
  'bad-encoding': { words: 'The text is not well-formed Unicode, or has a byte order mark.' },
  'not-nfc': { words: 'The text is not in Unicode normalisation form NFC.' },
  'control-character': { words: 'The text has a control character or a line separator other than LF.' },
  'bidi-override': { words: 'The text has a character that reorders how the rest is displayed.' },
  'zero-width': { words: 'A header has a character that nobody can see.' },
  'first-line': { words: 'The first line is not "<origin> signed record v1".' },
  'bad-header': { words: 'A header line is not "key: value".' },
  'header-missing': { words: 'A header that every record of its kind must have is missing.' },
  'header-order': { words: 'The headers are not in the order of their kind.' },
  'header-unknown': { words: 'This kind of record has no header of that name.' },
  'header-duplicate': { words: 'A header stands there twice.' },
  'header-too-long': { words: 'The value of a header is longer than 256 bytes.' },
  'not-trimmed': { words: 'A value or a body begins or ends with white space, or a body ends with blank lines.' },
  'not-canonical': { words: 'The text can be read, but is not written in the one way that a record is written.' },
  'bad-account': { words: 'The account is not an SS58 address with prefix 42 and a right checksum.' },
  'bad-time': { words: 'The time is not a real date written like 2026-11-22T15:00:00Z.' },
  'bad-nonce': { words: 'The nonce is not 32 lowercase hexadecimal digits.' },
  'bad-field': { words: 'A field has a value that its kind does not allow.' },
  'body-missing': { words: 'This kind of record needs a body.' },
  'body-not-allowed': { words: 'This kind of record has no body.' },
  'body-too-long': { words: 'The body is longer than its kind allows.' },
  'unknown-kind': { words: 'No kind of record has this name here.' },
  // The signature
  'signature-count': { words: 'A record carries exactly one signature.' },
  'wrong-signer': { words: 'The name on the signature line is not the account of the record.' },
  'unknown-suite': { words: 'The key id on the signature line fits the account under no known suite.' },
  'denied-key': { words: 'The key, or the form of the signature, is one that anybody could forge.' },
  'bad-signature': { words: 'The signature does not fit the text and the key.' },
  // Where and when
  'wrong-origin': { words: 'The record was signed for another log.' },
  'too-old': { words: 'The time of the record lies more than a day back.' },
  'in-the-future': { words: 'The time of the record lies more than five minutes ahead.' },
  duplicate: { words: 'The log already has this record.' },
  // Sessions
  'session-unknown': { words: 'The log has no session of that id for this account.' },
  'session-expired': { words: 'The session is over.' },
  'session-revoked': { words: 'The session was revoked.' },
  'session-scope': { words: 'A session key may not sign this kind of record.' },
  'session-key-mismatch': { words: 'The signature is not by the key that the session names.' },
  // What a record may do after the ones before it
  'not-operator': { words: 'Only the operator of this log may sign this kind of record.' },
  'not-others': { words: 'The record named is your own, and this is for others to say.' },
  'not-yours': { words: 'The record named belongs to another account.' },
  'conversation-unknown': { words: 'The log has no conversation of that id.' },
  'conversation-not-open': { words: 'The conversation has not opened yet.' },
  'conversation-closed': { words: 'The conversation is closed.' },
  'not-allowed-to-add': { words: 'Only the author of this conversation may add statements to it.' },
  'statement-unknown': { words: 'The log has no statement of that id.' },
  'target-unknown': { words: 'The log has no record of that id.' },
  revoked: { words: 'The record was revoked.' },
  removed: { words: 'The record was removed; its place in the log stays.' },
  'wrong-chain': { words: 'The record is about another chain than this log.' },
  'first-record': { words: 'The first record of a log is the policy of its operator.' },
  'totals-hidden': { words: 'This conversation shows totals only after it has closed.' },
  'remark-unseen': { words: 'No remark on the chain is known that stands for the signature of the record.' },
  'evidence-missing': { words: 'Evidence that the record names is not at hand.' },
  'evidence-mismatch': { words: 'Evidence is not what the record that names it says.' },
  // Limits of the service
  'rate-limited': { words: 'Too many records in too short a time.' },
  'budget-spent': { words: 'The space for new records of this day is used up.' },
  'work-required': { words: 'An account that the log does not know yet adds a proof of work.' },
  busy: { words: 'The service cannot take a record at this moment.' },
  'read-only': { words: 'This copy of the log does not take records.' },
  // Files and questions
  'bad-file': { words: 'A file cannot be read in the format that it should have.' },
  'csv-columns': { words: 'A CSV file lacks a column.' },
  'csv-row': { words: 'A row of a CSV file cannot be read.' },
  'not-found': { words: 'There is nothing of that name here.' },
  'bad-parameter': { words: 'A parameter has a value that is not allowed.' },
  'size-unknown': { words: 'The log has not reached that size.' },
} as const satisfies Record<string, { words: string }>

export type RefusalCode = keyof typeof refusalCodes

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

  constructor(code: RefusalCode, params: Params | string = {}) {
    this.code = code
    this.params = typeof params === 'string' ? { sentence: params } : params
  }

  get sentence(): string {
    return String(this.params.sentence ?? this.code)
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
