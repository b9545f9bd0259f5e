import { unhex, utf8 } from '../../../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../../log/checkpoint.ts'
import { encodeEntry } from '../../../log/entry.ts'
import { parseVkey } from '../../../log/keys.ts'
import { verifyInclusion } from '../../../log/proof.ts'
import { parseReceipt, type Receipt } from '../../../log/receipt.ts'
import { verifySignature } from '../../../log/suites.ts'
import { leafHash } from '../../../log/tree.ts'
import { parseRecord, readAs, type SignedRecord } from '../../../records/record.ts'
import { isRefusal } from '../../../records/refusals.ts'
import { remarkOf, signatureCheckOf } from '../../../records/signature-check.ts'
import { refusalInWords } from '../language.ts'
import { suiteInWords } from '../words.ts'

/** One step of a verification: what was asked, and what was found. */
export interface Step {
  question: string
  ok: boolean
  finding: string
}

/** Everything needed to check one record without believing the server. */
export interface Claim {
  index: number
  ms: number
  note: string
  receipt: string
  vkey: string
  /** The note of the session record, when a session key signed. */
  sessionNote?: string | undefined
}

/** Checks a record from its signature up to the log's own signature. Every step is taken, also after one that fails. */
export function verifyClaim(claim: Claim): Step[] {
  const record = parseRecord(claim.note)
  const read: Step = isRefusal(record)
    ? { question: 'Is this a record?', ok: false, finding: refusalInWords(record) }
    : {
        question: 'Is this a record?',
        ok: true,
        finding: `Yes, written in the one way that a record of this kind is written. Its id is ${record.id}.`,
      }
  return [read, ...(isRefusal(record) ? [] : signatureSteps(record, claim.sessionNote)), ...placeSteps(claim)]
}

function signatureSteps(record: SignedRecord, sessionNote: string | undefined): Step[] {
  if (record.session === undefined) return [signatureStep(record)]
  const session = readAs(sessionNote, 'session')
  if (session === null || session.id !== record.session)
    return [
      {
        question: 'Who let this key vote?',
        ok: false,
        finding: `The session record ${record.session} is not at hand.`,
      },
    ]
  const allowed = session.account === record.account && record.time <= session.fields.notAfter
  return [
    {
      question: 'Who let this key vote?',
      ok: allowed && signatureStep(session).ok,
      finding: allowed
        ? 'The account itself: its own key signed the session record, and the session was not over when this was signed.'
        : 'The session record belongs to another account, or was over.',
    },
    signatureStep(record, unhex(session.fields.sessionKey)),
  ]
}

function signatureStep(record: SignedRecord, sessionKey?: Uint8Array): Step {
  const question = sessionKey ? 'Did the session key sign this text?' : 'Did the account sign this text?'
  const remark = remarkOf(record)
  if (remark)
    return {
      question: 'Did the account write the hash of this text on the chain?',
      ok: true,
      finding: `The observer of this log says so: extrinsic ${remark.extrinsic} of block ${remark.hash}. Look there with any explorer: the remark has to be ${record.id}.`,
    }
  const bound = signatureCheckOf(record, sessionKey)
  if (isRefusal(bound)) return { question, ok: false, finding: refusalInWords(bound) }
  const ok = verifySignature(bound.job)
  const how = suiteInWords(bound.suite)
  return { question, ok, finding: ok ? `Yes: ${how}.` : `No: the signature does not fit (${how}).` }
}

function placeSteps({ index, ms, note, receipt: text, vkey }: Claim): Step[] {
  const receipt = attempt(() => parseReceipt(text))
  if (receipt instanceof Error) return [{ question: 'Is there a receipt?', ok: false, finding: receipt.message }]
  const checkpoint = attempt(() => openCheckpoint(receipt.checkpoint, parseVkey(vkey)))
  return [inclusionStep(receipt, index, ms, note, checkpoint), checkpointStep(checkpoint)]
}

function inclusionStep(
  receipt: Receipt,
  index: number,
  ms: number,
  note: string,
  checkpoint: Checkpoint | Error,
): Step {
  const question = 'Is it in the log, at this place and with these very bytes?'
  if (checkpoint instanceof Error)
    return { question, ok: false, finding: 'There is no valid checkpoint to prove it against.' }
  const { size, root } = checkpoint
  const leaf = leafHash(encodeEntry(ms, utf8(note)))
  const ok = receipt.index === index && verifyInclusion({ index, size, leafHash: leaf, proof: receipt.proof, root })
  const hashes = receipt.proof.length
  return {
    question,
    ok,
    finding: ok
      ? `Yes: with ${hashes} hashes it leads from entry ${index} to the root of ${size} entries.`
      : 'No: the proof does not lead to the root of the checkpoint.',
  }
}

function checkpointStep(checkpoint: Checkpoint | Error): Step {
  const question = 'Did the log sign that root?'
  if (checkpoint instanceof Error) return { question, ok: false, finding: checkpoint.message }
  return {
    question,
    ok: true,
    finding: `Yes: ${checkpoint.origin} signed it with the key that this browser knows it by.`,
  }
}

function attempt<T>(read: () => T): T | Error {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}
