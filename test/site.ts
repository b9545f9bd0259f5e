import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { text, unhex } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey } from '../src/log/sign.ts'
import { verifySignature } from '../src/log/suites.ts'
import { textId } from '../src/records/envelope.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal, Refusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { starterStatements } from '../src/records/starter/first-records.ts'
import { starterQuestions } from '../src/records/starter/questions.ts'
import { operatorKeyPath } from '../src/service/layout.ts'
import { openSite, type Parts } from '../src/service/open.ts'
import type { Store } from '../src/service/ports.ts'
import type { Site, Submitted } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'

/** The clock of the tests: it moves by a millisecond with each look, and by hand. */
export const clock = { now: Date.UTC(2026, 10, 22, 15) }

let drawn = 0

/** A linear congruential generator: enough to make keys and nonces differ. */
function draw(): number {
  drawn = (drawn * 1103515245 + 12345) % 2147483648
  return (drawn >> 16) & 255
}

/** Records that a new site begins with: a policy, a conversation, its statements and the book of questions. */
export const starterSize = 2 + starterStatements.length + starterQuestions.length

/** What sites reported: tests break stores on purpose, and say so where it matters. */
export const faults: unknown[] = []

/** The parts of a site in memory, whose clock and chance are the same in every run. */
export function partsOf(store: Store = memoryStore(), more: Partial<Parts> = {}): Parts {
  return {
    store,
    origin: 'test.example/log',
    verify: async (jobs) => jobs.map(verifySignature),
    folder: inlineEngine,
    clock: () => clock.now++,
    random: (length) => Uint8Array.from({ length }, draw),
    version: '0.0.0',
    tickMs: 1,
    limits: { workBits: 0 },
    report: (error) => faults.push(error),
    ...more,
  }
}

const sites: Site[] = []

/** Opens a site that `closeSites` closes. */
export async function open(store?: Store, more?: Partial<Parts>): Promise<Site> {
  const site = await openSite(partsOf(store, more))
  sites.push(site)
  return site
}

/** Closes every site that was opened; a store that a test broke may refuse. */
export async function closeSites(): Promise<void> {
  await Promise.allSettled(sites.splice(0).map((site) => site.close()))
}

/** A key by name, the same in every run. */
export function keyOf(name: string): AccountKey {
  const seed = new Uint8Array(32)
  new TextEncoder().encodeInto(`test key of ${name}`, seed)
  return accountKey('ed25519-bytes', seed)
}

/** The operator's key of a store. */
export async function operatorOf(store: Store): Promise<AccountKey> {
  return accountKey('sr25519-raw', unhex(text((await store.blobs.get(operatorKeyPath))!).trim()))
}

let nonces = 0

/** A signed record for a log. */
export function write<K extends KindName>(
  origin: string,
  key: AccountKey,
  kind: K,
  fields: FieldsOf<K>,
): { id: ReturnType<typeof textId>; note: string } {
  const nonce = (nonces++).toString(16).padStart(32, '0')
  const time = Math.floor(clock.now / 1000) * 1000
  const written = writeText(kind, fields, { origin, account: key.address, time, nonce })
  if (isRefusal(written)) throw new Error(sentenceOf(english, written))
  return { id: textId(written), note: formatNote(written, [key.sign(written)]) }
}

/** Writes, signs and submits; a refusal fails the test. */
export async function put<K extends KindName>(
  site: Site,
  key: AccountKey,
  kind: K,
  fields: FieldsOf<K>,
): Promise<Submitted & { id: ReturnType<typeof textId> }> {
  const { id, note } = write(site.origin, key, kind, fields)
  const outcome = await site.submit(note, {})
  if (outcome instanceof Refusal) throw new Error(sentenceOf(english, outcome))
  return { ...outcome, id }
}

/** A conversation that anyone may join. */
export const plainConversation = { title: 'What next?', add: 'anyone', totals: 'always' } as const
