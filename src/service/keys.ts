import { hex, text, unhex, utf8 } from '../log/bytes.ts'
import { ed25519Signer, type NoteSigner } from '../log/keys.ts'
import { type AccountKey, accountKey } from '../log/sign.ts'
import { checkpointPath, logKeyPath, operatorKeyPath } from './layout.ts'
import type { Blobs, Head, Random } from './ports.ts'
import { CorruptStore } from './store-errors.ts'

/** Who signs for a site. */
export interface Keys {
  log: NoteSigner
  operator: AccountKey
}

/** The seed at a path, made when the log is new; a log that has signed something never gets another key. */
async function seedAt(blobs: Blobs, path: string, fresh: boolean, random: Random): Promise<Uint8Array> {
  const kept = await blobs.get(path)
  if (kept) return unhex(text(kept).trim())
  if (!fresh) throw new CorruptStore(`${path} is missing: put the key back, a log cannot change it`)
  const seed = random(32)
  await blobs.put(path, utf8(`${hex(seed)}\n`))
  return seed
}

/** The keys of a store; `origin` names a new log, and is read from the head of one that is there. */
export async function openKeys(blobs: Blobs, head: Head, origin: string, random: Random): Promise<Keys> {
  const signed = (await head.read()) ?? (await blobs.get(checkpointPath))
  const [name = origin] = signed ? text(signed).split('\n') : []
  const log = await seedAt(blobs, logKeyPath, signed === null, random)
  const operator = await seedAt(blobs, operatorKeyPath, signed === null, random)
  return { log: ed25519Signer(name, log), operator: accountKey('sr25519-raw', operator) }
}
