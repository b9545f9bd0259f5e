/** Key files of the command line: JSON with a suite and a seed, or the bare hex seed that a data folder keeps. */

import { readFile } from 'node:fs/promises'
import { hex, unhex } from '../log/bytes.ts'
import { formatNote } from '../log/note.ts'
import { type AccountKey, accountKey, sessionKey } from '../log/sign.ts'
import { type Address, addressOf } from '../log/ss58.ts'
import { type Suite, walletSuites } from '../log/suites.ts'
import { parseText } from '../records/envelope.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { Usage } from './command.ts'

export interface KeyFile {
  suite: Suite
  /** 32 bytes in hex: the mini secret of sr25519, the seed of Ed25519, the private key of ECDSA. */
  seed: string
}

/** Suite of the operator's key, which a data folder keeps as a bare seed. */
const bareSuite: Suite = 'sr25519-raw'

/** Reads a key file. Throws Usage when it is none. */
export async function readKey(file: string): Promise<KeyFile> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Usage(`the key file ${file} cannot be read`)
  })
  const key = /^[0-9a-f]{64}\s*$/.test(text) ? { suite: bareSuite, seed: text.trim() } : parsed(text)
  const suite = [...walletSuites, 'ed25519' as const].find((each) => each === key?.suite)
  if (!suite || !/^[0-9a-f]{64}$/.test(String(key?.seed)))
    throw new Usage(`${file} is not a key file: make one with "sensus keygen --out ${file}"`)
  return { suite, seed: String(key?.seed) }
}

/** What may be shown of a key: the address of a wallet key, the header of a session key. */
export function publicOf({ suite, seed }: KeyFile): Record<string, string> {
  if (suite !== 'ed25519') {
    const { address: account, publicKey } = accountKey(suite, unhex(seed))
    return { suite, address: account, publicKey: hex(publicKey) }
  }
  // The public half does not depend on the account that the key will sign for.
  const publicKey = hex(sessionKey(unhex(seed), addressOf(new Uint8Array(32))).publicKey)
  return { suite, publicKey, sessionKey: `ed25519:${publicKey}` }
}

/** Signs a text: a wallet key as the account it is, a session key as the account that the text names. */
export function signText(text: string, key: KeyFile): string | Refusal {
  const envelope = parseText(text)
  if (isRefusal(envelope)) return envelope
  return formatNote(text, [signerOf(key, envelope.account).sign(text)])
}

function signerOf({ suite, seed }: KeyFile, account: Address): AccountKey {
  return suite === 'ed25519' ? sessionKey(unhex(seed), account) : accountKey(suite, unhex(seed))
}

function parsed(text: string): Partial<Record<keyof KeyFile, unknown>> | null {
  try {
    return JSON.parse(text) as Partial<Record<keyof KeyFile, unknown>> | null
  } catch {
    return null
  }
}
