import { sha256, utf8 } from '../src/log/bytes.ts'
import { type AccountKey, accountKey } from '../src/log/sign.ts'

const keys = new Map<string, AccountKey>()

/** The Ed25519 wallet of a person, from nothing but the name. */
export function keyOf(name: string): AccountKey {
  const key = keys.get(name) ?? accountKey('ed25519-bytes', sha256(utf8(`sensus story ${name}`)))
  keys.set(name, key)
  return key
}
