import { hex, utf8 } from '../../../log/bytes.ts'
import type { NoteSignature } from '../../../log/note.ts'
import type { Address } from '../../../log/ss58.ts'
import { suiteKeyId } from '../../../log/suites.ts'

/** A key that votes for an account from this browser. The private half is a handle that cannot be read out. */
export interface SessionKey {
  keys: CryptoKeyPair
  /** 64 hexadecimal digits. */
  publicKey: string
}

/** A session key that the log knows. */
export interface Session extends SessionKey {
  /** Id of the session record. */
  id: string
  /** Unix milliseconds. */
  notAfter: number
}

const DAY = 24 * 3_600_000

/** How long a session of this page lasts: the 30 days that formats.md allows, less a day for clocks that are off. */
export const SESSION_DAYS = 29

/** A new key pair, or null in a browser whose WebCrypto has no Ed25519 (then every vote goes to the wallet). */
export async function newSessionKey(subtle: SubtleCrypto | undefined): Promise<SessionKey | null> {
  if (!subtle) return null
  try {
    const keys = (await subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
    return { keys, publicKey: hex(new Uint8Array(await subtle.exportKey('raw', keys.publicKey))) }
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null
    throw error
  }
}

/** The end of a session that begins now, in whole seconds. */
export function sessionEnd(now: number): number {
  return Math.floor((now + SESSION_DAYS * DAY) / 1000) * 1000
}

/** A session is used up to a minute before its end, so that a vote is not refused on its way. */
export function isUsable(session: Session | undefined, now: number): session is Session {
  return session !== undefined && now < session.notAfter - 60_000
}

/** Signs a text with the session key, as a plain C2SP note signature in the account's name. */
export async function signWithSession(
  subtle: SubtleCrypto,
  key: SessionKey,
  account: Address,
  text: string,
): Promise<NoteSignature> {
  const publicKey = new Uint8Array(await subtle.exportKey('raw', key.keys.publicKey))
  const bytes = new Uint8Array(await subtle.sign('Ed25519', key.keys.privateKey, utf8(text) as BufferSource))
  return { name: account, keyId: suiteKeyId('ed25519', account, publicKey), bytes }
}
