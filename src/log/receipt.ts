// C2SP tlog-proof: one file that proves a record offline.
import { base64, concat, text as decode, sha256, unbase64, utf8 } from './bytes.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { decodeEntry, entryHead } from './entry.ts'
import { Malformed, VerificationError } from './errors.ts'
import type { VerifierKey } from './keys.ts'
import { verifyInclusion } from './proof.ts'
import { leafHash } from './tree.ts'

/** A proof that an entry stands in the tree of a checkpoint. */
export interface Receipt {
  index: number
  /** Opaque to the format; Sensus puts the record here. */
  extra?: Uint8Array
  /** Inclusion proof, leaf to root. */
  proof: Uint8Array[]
  /** The signed checkpoint, as published. */
  checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'
const headLength = 9
const maxProof = 63

/** The text form of a receipt. */
export function formatReceipt({ index, extra, proof, checkpoint }: Receipt): string {
  const lines = [header, ...(extra ? [`extra ${base64(extra)}`] : []), `index ${index}`, ...proof.map(base64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads a receipt; nothing is verified yet. Throws Malformed. */
export function parseReceipt(receipt: string): Receipt {
  const split = receipt.indexOf('\n\n')
  if (split < 0) throw new Malformed('receipt has no blank line before its checkpoint')
  const lines = receipt.slice(0, split).split('\n')
  if (lines.shift() !== header) throw new Malformed(`receipt does not begin with ${header}`)
  const [first = ''] = lines
  const extra = first.startsWith('extra ') ? unbase64(first.slice('extra '.length)) : undefined
  if (extra) lines.shift()
  const index = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? '')?.[1]
  if (index === undefined || !Number.isSafeInteger(Number(index))) throw new Malformed('receipt has no index line')
  if (lines.length > maxProof) throw new Malformed(`receipt has more than ${maxProof} proof lines`)
  const proof = lines.map(unbase64)
  if (proof.some((hash) => hash.length !== 32)) throw new Malformed('receipt has a proof line that is not 32 bytes')
  return { index: Number(index), ...(extra ? { extra } : {}), proof, checkpoint: receipt.slice(split + 2) }
}

/** The receipt of a record: `extra` holds the entry's first nine bytes, which carry the admission time, and the note. */
export const recordReceipt = (
  index: number,
  ms: number,
  note: string,
  proof: Uint8Array[],
  checkpoint: string,
): string => formatReceipt({ index, extra: concat(entryHead(ms), utf8(note)), proof, checkpoint })

/** A record that a log has signed for. */
export interface ProvenRecord {
  index: number
  /** Admission time, Unix milliseconds. */
  ms: number
  note: string
  checkpoint: Checkpoint
}

/**
 * Checks a record's receipt against the log's key: checkpoint signature, leaf, inclusion. Throws VerificationError when
 * one of them does not hold, Malformed for what is no receipt.
 */
export function verifyReceipt(receipt: string, log: VerifierKey): ProvenRecord {
  const { index, extra, proof, checkpoint: note } = parseReceipt(receipt)
  const checkpoint = openCheckpoint(note, log)
  if (!extra || extra.length <= headLength) throw new Malformed('receipt carries no record')
  const entry = concat(extra.subarray(0, headLength), sha256(extra.subarray(headLength)))
  const { ms } = decodeEntry(entry)
  const { size, root } = checkpoint
  if (!verifyInclusion({ index, size, leafHash: leafHash(entry), proof, root }))
    throw new VerificationError(`record ${index} is not in the tree of ${size} entries that the checkpoint signs`)
  return { index, ms, note: decode(extra.subarray(headLength)), checkpoint }
}
