import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey, sessionKey } from '../src/log/sign.ts'
import type { RecordId } from '../src/records/ids.ts'
import { parseRecord, writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { titleOf } from '../src/records/title.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'

/** A statement that can be voted on. */
export interface Target {
  id: RecordId
  body: string
}

/** Who votes: wallets with sr25519, or browsers with the session key that their wallet named before. */
export type Signer = 'wallet' | 'session'

/** The accounts [first, end) vote on every target, each vote signed by `signer`. */
export interface VotePlan {
  origin: string
  /** Unix milliseconds. */
  time: number
  targets: Target[]
  signer: Signer
  first: number
  end: number
}

/** The note of each vote; before them, where sessions sign, the note of each account's session. */
export interface SignedVotes {
  sessions: string[]
  votes: string[]
}

/** Signs a plan in as many threads as there are cores. `program`: the bundle, which calls `signVotes` in a thread. */
export async function signInThreads(program: URL, plan: VotePlan): Promise<SignedVotes> {
  const share = Math.ceil((plan.end - plan.first) / availableParallelism())
  const plans: VotePlan[] = []
  for (let first = plan.first; first < plan.end; first += share)
    plans.push({ ...plan, first, end: Math.min(plan.end, first + share) })
  const parts = await Promise.all(plans.map((part) => answerOf(new Worker(program, { workerData: part }))))
  return { sessions: parts.flatMap(({ sessions }) => sessions), votes: parts.flatMap(({ votes }) => votes) }
}

function answerOf(worker: Worker): Promise<SignedVotes> {
  return new Promise((answer, fail) => worker.once('message', answer).once('error', fail))
}

/** Writes and signs the records of a plan. */
export function signVotes(plan: VotePlan): SignedVotes {
  const signed: SignedVotes = { sessions: [], votes: [] }
  for (let number = plan.first; number < plan.end; number++) {
    const wallet = accountKey(plan.signer === 'wallet' ? 'sr25519-bytes' : 'ed25519-bytes', seed('wallet', number))
    const voter = plan.signer === 'wallet' ? { key: wallet } : openSession(plan, wallet, number, signed.sessions)
    signed.votes.push(...votesOf(plan, voter, number))
  }
  return signed
}

interface Voter {
  key: AccountKey
  session?: RecordId
}

function openSession(plan: VotePlan, wallet: AccountKey, number: number, notes: string[]): Voter {
  const key = sessionKey(seed('session', number), wallet.address)
  const fields = {
    sessionKey: Buffer.from(key.publicKey).toString('hex'),
    may: ['vote' as const],
    notAfter: plan.time + 86_400_000,
  }
  const note = write(plan, { key: wallet }, 'session', fields)
  notes.push(note)
  const record = parseRecord(note)
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return { key, session: record.id }
}

function votesOf(plan: VotePlan, voter: Voter, number: number): string[] {
  const chance = sha256(utf8(`sensus bench choices ${number}`))
  return plan.targets.map(({ id, body }, i) =>
    write(plan, voter, 'vote', {
      choice: choiceOf(number % camps, i, chance[i % 32]!),
      about: id,
      title: titleOf(body),
    }),
  )
}

const camps = 3

/** Each camp agrees with some statements and not with others; by `chance` (0 to 255) a sixth of it says otherwise. */
function choiceOf(camp: number, statement: number, chance: number): 'agree' | 'disagree' | 'pass' {
  if (chance < 26) return 'pass'
  const agrees = (statement * 5 + camp * 7) % 3 > 0
  return agrees === chance >= 70 ? 'agree' : 'disagree'
}

function write<K extends KindName>(
  { origin, time }: VotePlan,
  { key, session }: Voter,
  kind: K,
  fields: FieldsOf<K>,
): string {
  const nonce = randomBytes(16).toString('hex')
  const text = writeText(kind, fields, { origin, account: key.address, ...(session && { session }), time, nonce })
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return formatNote(text, [key.sign(text)])
}

const seed = (purpose: string, number: number): Uint8Array => sha256(utf8(`sensus bench ${purpose} ${number}`))
