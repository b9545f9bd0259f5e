import { hex, sha256 } from '../../log/bytes.ts'
import type { SignedRecord } from '../../records/record.ts'
import { factPath } from '../layout.ts'
import type { Found, Get } from './tree.ts'

/** Checks evidence by its hash. */
export interface EvidenceCheck {
  /** Files whose bytes are those of their name. */
  readonly sound: number
  /** The bytes of this hash, which a record of this kind names; null when they are missing or have changed. */
  need(hash: string, kind: SignedRecord['kind']): Promise<Uint8Array | null>
  /** Checks a file that lies there, named by the log or not. */
  lies(hash: string): Promise<void>
}

/** A check over one source; each file is told of once. */
export function startEvidenceCheck(get: Get, found: Found): EvidenceCheck {
  const seen = new Set<string>()
  let sound = 0

  function check(hash: string, bytes: Uint8Array): Uint8Array | null {
    const right = hex(sha256(bytes)) === hash
    if (!seen.has(hash) && right) sound++
    if (!right) found(factPath(hash), 'does not hold the bytes that have this hash')
    seen.add(hash)
    return right ? bytes : null
  }

  return {
    get sound() {
      return sound
    },
    need: async (hash, kind) => {
      const bytes = await get(factPath(hash))
      if (bytes === null) found(factPath(hash), `is missing, and a record of kind ${kind} names it`)
      return bytes && check(hash, bytes)
    },
    lies: async (hash) => {
      const bytes = seen.has(hash) ? null : await get(factPath(hash))
      if (bytes !== null) check(hash, bytes)
    },
  }
}
