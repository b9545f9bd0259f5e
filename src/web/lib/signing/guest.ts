import type { NoteSignature } from '../../../log/note.ts'
import { type Address, addressOf } from '../../../log/ss58.ts'
import { signedMessage, suiteKeyId } from '../../../log/suites.ts'
import { newSessionKey } from './session.ts'

/** A key that votes for itself from this browser: nothing is known of it, and it is nowhere else. */
export interface Guest {
  /** The private half is a handle that cannot be read out. */
  keys: CryptoKeyPair
  account: Address
  /** Does the log know that it is a guest? */
  begun: boolean
  /** The account to which it handed its votes over; left out while it did not. */
  handedTo?: Address
}

/** A new guest, whom no log knows yet; null in a browser whose WebCrypto has no Ed25519. */
export async function newGuest(subtle: SubtleCrypto | undefined): Promise<Guest | null> {
  const made = await newSessionKey(subtle)
  if (!made || !subtle) return null
  const publicKey = new Uint8Array(await subtle.exportKey('raw', made.keys.publicKey))
  return { keys: made.keys, account: addressOf(publicKey), begun: false }
}

/** Signs a text as the guest's own account: the key is the account, as with a wallet. */
export async function signAsGuest(subtle: SubtleCrypto, guest: Guest, text: string): Promise<NoteSignature> {
  const { keys, account } = guest
  const publicKey = new Uint8Array(await subtle.exportKey('raw', keys.publicKey))
  const message = signedMessage('ed25519-bytes', text) as BufferSource
  const bytes = new Uint8Array(await subtle.sign('Ed25519', keys.privateKey, message))
  return { name: account, keyId: suiteKeyId('ed25519-bytes', account, publicKey), bytes }
}
