// C2SP signed-note: a text and signatures that each name their key.
import { base64, concat, text as decode, sha256, unbase64, utf8 } from './bytes.ts'
import { Malformed } from './errors.ts'

/** One signature line: `— <name> <base64(keyId || bytes)>`. */
export interface NoteSignature {
  name: string
  /** First four bytes of the key's hash. */
  keyId: Uint8Array
  bytes: Uint8Array
}

/** A text, including its last newline, and who signed it. */
export interface Note {
  text: string
  signatures: NoteSignature[]
}

const maxSignatures = 100
const maxBytes = 1_000_000
const line = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u0009\u000b-\u001f]/
const badName = /[\s\u0085+]/u // U+0085 is white space to Unicode and Go, not to JavaScript

/** Whether a name may stand in a signature line: not empty, no white space, no plus sign. */
export const isName = (name: string): boolean => name.length > 0 && !badName.test(name)

/** Key id: `SHA-256(name || 0x0A || type || publicKey)[:4]`. */
export function keyId(name: string, type: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(utf8(name), Uint8Array.of(0x0a), type, publicKey)).slice(0, 4)
}

/** Reads a note (a string, or bytes that must be UTF-8); throws Malformed. No signature is checked here. */
export function parseNote(note: string | Uint8Array): Note {
  const whole = typeof note === 'string' ? note : decode(note)
  if (whole.length > maxBytes) throw new Malformed(`note is longer than ${maxBytes} characters`)
  if (!whole.isWellFormed()) throw new Malformed('note holds a lone surrogate')
  if (control.test(whole)) throw new Malformed('note holds a control character other than newline')
  if (!whole.endsWith('\n')) throw new Malformed('note does not end in a newline')
  const split = whole.lastIndexOf('\n\n')
  if (split < 0) throw new Malformed('note has no blank line before its signatures')
  const lines = whole.slice(split + 2, -1).split('\n')
  if (lines.length > maxSignatures) throw new Malformed(`note has more than ${maxSignatures} signatures`)
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignature) }
}

function parseSignature(text: string): NoteSignature {
  const [, name, encoded] = line.exec(text) ?? []
  if (name === undefined || encoded === undefined || !isName(name))
    throw new Malformed('signature line is not "— <name> <base64>"')
  const payload = unbase64(encoded)
  if (payload.length < 5) throw new Malformed(`signature of ${name} is too short`)
  return { name, keyId: payload.slice(0, 4), bytes: payload.slice(4) }
}

/** The note of a text and its signatures. */
export function formatNote(text: string, signatures: NoteSignature[]): string {
  if (!text.endsWith('\n')) throw new Malformed('text of a note must end in a newline')
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

const formatSignature = ({ name, keyId, bytes }: NoteSignature): string =>
  `\u2014 ${name} ${base64(concat(keyId, bytes))}\n`
