import { filesStore } from '../src/adapters/files.ts'
import { verifierPool } from '../src/adapters/verifier.ts'
import { createApi } from '../src/api/server.ts'
import { writeHoldings } from '../src/evidence/holdings.ts'
import { hex, sha256, text, unhex, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type AccountKey, accountKey } from '../src/log/sign.ts'
import { writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { operatorKeyPath } from '../src/service/layout.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { openBench } from './append.ts'
import { madeHoldings } from './chain-data.ts'
import { median } from './rates.ts'

const sizes = { accounts: 430_000, hotkeys: 5_000, subnets: 129, positions: 211_000 }
const speakers = 200
const times = 200

/**
 * The answer on a subnet from a chain as large as in 2026, on which two hundred people gave opinions: milliseconds of the
 * first answer after a record, and the median of those from the cache, through the API and its entity tag.
 */
export async function benchSubjects(directory: string): Promise<Record<string, number>> {
  const verifier = verifierPool()
  const site = await openBench({ directory, tickMs: 10 }, verifier.verify)
  const operator = await operatorOf(directory)
  const holdings = madeHoldings(sizes)
  const { chain, block, hash, stateRoot, spec, ms, subnets } = holdings.facts
  const file = await site.addEvidence(writeHoldings(holdings))
  const seen = {
    chain,
    block,
    hash,
    stateRoot,
    spec,
    recipe: 'holdings-1' as const,
    at: ms,
    holdings: file,
    endpoints: 3,
    agreed: 3,
  }
  await submit(site, operator, 'snapshot', seen, 0)
  const [{ netuid } = { netuid: 1 }] = subnets.filter((each) => each.netuid !== 0)
  const subject = `subnet:${netuid}`
  for (let i = 0; i < speakers; i++) await submit(site, speaker(i), 'opinion', opinionOn(subject, i), i)
  const api = createApi(site, { url: 'http://127.0.0.1' })
  const ask = async (path: string): Promise<{ ms: number; bytes: number }> => {
    const before = performance.now()
    const answer = await api.request(path)
    const { byteLength } = await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`)
    return { ms: performance.now() - before, bytes: byteLength }
  }
  const first = await ask(`/api/subjects/${subject}`)
  await submit(site, speaker(0), 'opinion', opinionOn(subject, 0), speakers)
  const afterRecord = await ask(`/api/subjects/${subject}`)
  const kept: number[] = []
  for (let i = 0; i < times; i++) kept.push((await ask(`/api/subjects/${subject}`)).ms)
  const list = await ask('/api/views/subnets?limit=50')
  const one = await ask(`/api/views/subnet?netuid=${netuid}`)
  await site.close()
  await verifier.close()
  return {
    opinions: speakers,
    answerBytes: first.bytes,
    subjectFirstMs: first.ms,
    subjectAfterRecordMs: afterRecord.ms,
    subjectKeptMs: median(kept),
    subnetsFirstMs: list.ms,
    subnetFirstMs: one.ms,
  }
}

const speaker = (i: number): AccountKey => accountKey('ed25519-bytes', sha256(utf8(`bench speaker ${i}`)))

const opinionOn = (subject: string, i: number): FieldsOf<'opinion'> => ({
  subject,
  stance: (['supports', 'both', 'doubts'] as const)[i % 3] ?? 'both',
  until: Math.floor(Date.now() / 1000) * 1000 + 90 * 86_400_000,
  body: `# Reason\n${'So I see it. '.repeat(20)}\n\n# What would change it\nFacts.`.replaceAll(' \n', '\n'),
})

async function operatorOf(directory: string): Promise<AccountKey> {
  const store = await filesStore(directory, { readOnly: true })
  const seed = await store.blobs.get(operatorKeyPath)
  await store.close()
  if (!seed) throw new Error('the log has no key of its operator')
  return accountKey('sr25519-raw', unhex(text(seed).trim()))
}

async function submit<K extends KindName>(site: Site, key: AccountKey, kind: K, fields: FieldsOf<K>, i: number) {
  const time = Math.floor(Date.now() / 1000) * 1000
  const nonce = hex(sha256(utf8(`${kind} ${i}`))).slice(0, 32)
  const written = writeText(kind, fields, { origin: site.origin, account: key.address, time, nonce })
  const outcome = isRefusal(written) ? written : await site.submit(formatNote(written, [key.sign(written)]), {})
  if (isRefusal(outcome)) throw new Error(sentenceOf(english, outcome))
}
