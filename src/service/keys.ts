import { hex, text, unhex, utf8 } from '../log/bytes.ts'
import { openCheckpoint } from '../log/checkpoint.ts'
import { isBadBytes } from '../log/errors.ts'
import { ed25519Signer, type NoteSigner, parseVkey, sameKey } from '../log/keys.ts'
import { isName, parseNote } from '../log/note.ts'
import { type AccountKey, accountKey } from '../log/sign.ts'
import { blaming, damaged } from './damage.ts'
import { checkpointPath, headPath, logKeyPath, operatorKeyPath } from './layout.ts'
import type { Blobs, Head, Random } from './ports.ts'

/** Who signs for a site. */
export interface Keys {
  log: NoteSigner
  operator: AccountKey
}

/** The seed at a path, made when the log is new; a log that has signed something never gets another key. */
async function seedAt(blobs: Blobs, path: string, fresh: boolean, random: Random): Promise<Uint8Array> {
  const kept = await blobs.get(path)
  if (kept) return seedIn(path, kept)
  if (!fresh) throw damaged(path, 'it is missing')
  const seed = random(32)
  await blobs.put(path, utf8(`${hex(seed)}\n`))
  return seed
}

function seedIn(path: string, kept: Uint8Array): Uint8Array {
  const digits = blaming(path, () => text(kept).trim())
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) throw damaged(path, 'it does not hold 64 hexadecimal digits')
  return unhex(digits)
}

/**
 * The keys of a store; `origin` names a new log, and is read from what one that is there has signed. Throws CorruptStore,
 * which names the file, when a key is missing or unreadable, or when the log's key has signed neither head nor checkpoint.
 */
export async function openKeys(blobs: Blobs, head: Head, origin: string, random: Random): Promise<Keys> {
  const [signed, published] = [await head.read(), await blobs.get(checkpointPath)]
  const fresh = signed === null && published === null
  const log = await seedAt(blobs, logKeyPath, fresh, random)
  const operator = await seedAt(blobs, operatorKeyPath, fresh, random)
  const signer = fresh ? ed25519Signer(origin, log) : signerOf(log, signed, published)
  return { log: signer, operator: accountKey('sr25519-raw', operator) }
}

/** The signer whose key holds for head or checkpoint: the other may be damaged, which whoever reads it next says. */
function signerOf(seed: Uint8Array, signed: Uint8Array | null, published: Uint8Array | null): NoteSigner {
  const present = [
    { path: headPath, bytes: signed },
    { path: checkpointPath, bytes: published },
  ].flatMap(({ path, bytes }) => (bytes ? [{ path, ...claimOf(bytes, seed) }] : []))
  const signer = present.find(({ holds }) => holds)?.signer
  if (signer) return signer
  const own = present.find(({ named }) => named)
  if (own) throw damaged(own.path, 'it names the key of the log, whose signature does not hold')
  const [first] = present
  if (first && present.every((each) => each.signer === null)) throw damaged(first.path, 'it is no signed checkpoint')
  throw damaged(logKeyPath, `it has not signed ${present.map(({ path }) => path).join(' or ')}`)
}

/** What bytes say of the key with this seed: the signer of their name, whether they name its key, whether its signature holds. */
function claimOf(bytes: Uint8Array, seed: Uint8Array): { signer: NoteSigner | null; named: boolean; holds: boolean } {
  const note = orNull(() => parseNote(bytes))
  const [name = ''] = note?.text.split('\n') ?? []
  if (note === null || !isName(name)) return { signer: null, named: false, holds: false }
  const signer = ed25519Signer(name, seed)
  const key = parseVkey(signer.vkey)
  const named = note.signatures.some((each) => sameKey(each, key))
  return { signer, named, holds: orNull(() => openCheckpoint(text(bytes), key)) !== null }
}

/** The value of `read`, or null for bytes that break a format or a signature. */
function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isBadBytes(error)) return null
    throw error
  }
}
