// C2SP tlog-checkpoint.
import { base64, unbase64 } from './bytes.ts'
import { Malformed, VerificationError } from './errors.ts'
import { type NoteSigner, openNote, signNote, type VerifierKey } from './keys.ts'

/** The state of a log that its operator signs. */
export interface Checkpoint {
  /** Schema-less URL prefix of the log; also the name of its key. */
  origin: string
  /** Number of entries. */
  size: number
  /** RFC 6962 root of that many entries. */
  root: Uint8Array
}

/** The text that is signed: origin, size and root, a line each. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** Reads the text of a checkpoint; extension lines are read over. Throws Malformed. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n')
  if (!origin || size === undefined || root === undefined || rest.at(-1) !== '')
    throw new Malformed('checkpoint is not origin, size and root, a line each')
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new Malformed(`checkpoint size "${size}" is not a decimal number without leading zeros`)
  if (rest.slice(0, -1).includes('')) throw new Malformed('checkpoint has an empty extension line')
  const hash = unbase64(root)
  if (hash.length !== 32) throw new Malformed(`checkpoint root has ${hash.length} bytes, 32 expected`)
  return { origin, size: Number(size), root: hash }
}

/** The signed note of a checkpoint. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: NoteSigner): string =>
  signNote(formatCheckpoint(checkpoint), signer)

/** Reads a checkpoint that must carry the log's own signature and name the log; throws VerificationError or Malformed. */
export function openCheckpoint(note: string, log: VerifierKey): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [log]).text)
  if (checkpoint.origin !== log.name)
    throw new VerificationError(`checkpoint is of ${checkpoint.origin}, not of ${log.name}`)
  return checkpoint
}
