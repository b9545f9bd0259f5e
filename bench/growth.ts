import { sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type Address, addressOf, publicKeyOf } from '../src/log/ss58.ts'
import { suiteKeyId } from '../src/log/suites.ts'
import { foldRecordOf, parseRecord, writeText } from '../src/records/record.ts'
import { isRefusal, refusalLine } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { starterPolicy } from '../src/records/starter/first-records.ts'
import { Fold } from '../src/views/fold.ts'
import type { Entry } from '../src/views/view.ts'
import { operator, origin } from './chain.ts'

const count = 40_000

/** CPU seconds to fold 40,000 introductions and, in another log, 40,000 links of pairs of accounts. */
export async function benchGrowth(): Promise<Record<string, number>> {
  const people = Array.from({ length: count }, (_, i) => addressOf(sha256(utf8(`person ${i}`))))
  const introduction = { anonymous: 'yes', stakeAs: 'withheld', living: 'no', openTo: 'questions' } as const
  const introductions = logOf(people, 'introduction', (i) => ({ ...introduction, name: `Person ${i}` }))
  const links = logOf(people, 'link', (i) => ({ with: partnerOf(people, i) }))
  return { introductionsSeconds: secondsOf(introductions), linksSeconds: secondsOf(links) }
}

/** Every two that follow each other link themselves with one another. */
function partnerOf(people: readonly Address[], i: number): Address {
  const partner = people[i ^ 1]
  if (partner === undefined) throw new Error(`person ${i} has no partner`)
  return partner
}

/** CPU seconds, the best of five: a machine that does other things too makes it longer, never shorter. */
function secondsOf(entries: Entry[]): number {
  const rounds = [0, 1, 2, 3, 4].map(() => {
    const before = process.cpuUsage()
    new Fold().push(entries, () => undefined)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  })
  return Math.min(...rounds)
}

/** A log in which each of these people says one thing. Nobody made the signatures: a fold does not look at them. */
function logOf<K extends KindName>(people: readonly Address[], kind: K, fields: (i: number) => FieldsOf<K>): Entry[] {
  const first = entryOf(operator.address, 'policy', starterPolicy, 0)
  return [first, ...people.map((account, i) => entryOf(account, kind, fields(i), i + 1))]
}

function entryOf<K extends KindName>(account: Address, kind: K, fields: FieldsOf<K>, index: number): Entry {
  const nonce = index.toString(16).padStart(32, '0')
  const text = writeText(kind, fields, { origin, account, time: 0, nonce })
  if (isRefusal(text)) throw new Error(refusalLine(text))
  const keyId = suiteKeyId('ed25519-bytes', account, publicKeyOf(account))
  const record = parseRecord(formatNote(text, [{ name: account, keyId, bytes: new Uint8Array(64) }]))
  if (isRefusal(record)) throw new Error(refusalLine(record))
  return { index, ms: 1000 * index, record: foldRecordOf(record) }
}
