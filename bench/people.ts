import { writeHoldings } from '../src/evidence/holdings.ts'
import { sha256, utf8 } from '../src/log/bytes.ts'
import { formatNote } from '../src/log/note.ts'
import { type Address, addressOf, publicKeyOf } from '../src/log/ss58.ts'
import { suiteKeyId } from '../src/log/suites.ts'
import { stances } from '../src/records/people/position.ts'
import { parseRecord, type SignedRecord, writeText } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../src/records/registry.ts'
import { starterQuestions } from '../src/records/starter/questions.ts'
import { Fold } from '../src/views/fold.ts'
import type { DisclosureValue } from '../src/views/people/values.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import { logOf, operator, origin, timed } from './chain.ts'
import { madeHoldings } from './chain-data.ts'

const sizes = { accounts: 430_000, hotkeys: 5_000, subnets: 129, positions: 211_000 }
const speakers = 1_000

/**
 * A log about a chain as large as in 2026, on which a thousand of the accounts introduce themselves, promise something
 * and take 24 positions each: records a second through the fold, and milliseconds of each view after it.
 */
export async function benchPeople(): Promise<Record<string, number>> {
  const holdings = madeHoldings(sizes)
  const bytes = writeHoldings(holdings)
  const said: SignedRecord[] = logOf(bytes)
  const questions = starterQuestions.map(({ title, background }, i) => {
    const record = unsigned(operator.address, 'question', { title, body: `# Background\n${background}` }, i)
    said.push(record)
    return { question: record.id, title }
  })
  for (let i = 0; i < speakers; i++) {
    const at = (i * 401) % sizes.accounts
    const account = addressOf(holdings.accounts.subarray(at * 32, at * 32 + 32))
    said.push(
      unsigned(
        account,
        'introduction',
        {
          name: `Person ${i}`,
          anonymous: 'yes',
          stakeAs: 'exact',
          stake: 1_000_000_000n,
          living: 'no',
          openTo: 'questions',
        },
        i,
      ),
      unsigned(account, 'promise', { predicate: { what: 'stake', account, least: 1n }, body: 'I stay.' }, i),
      ...questions.map((each, q) => unsigned(account, 'position', { ...each, stance: stances[(i + q) % 8]! }, i)),
    )
  }
  const entries = said.map((record, index) => ({ index, ms: 1000 * index, record }))
  const fold = new Fold()
  fold.push(entries.slice(0, 2), () => bytes)
  fold.view('influence', {})
  const pushed = timed(() => fold.push(entries.slice(2), () => bytes))
  const first = timed(() => fold.view('disclosure', { limit: '100' }) as DisclosureValue)
  const again = timed(() => fold.view('disclosure', { limit: '100' }))
  if (first.value.rows.length !== 100) throw new Error('the matrix has not a hundred rows')
  const view = (name: string, params: Record<string, string> = {}): number => timed(() => fold.view(name, params)).ms
  return {
    records: entries.length,
    recordsPerSecond: (1000 * (entries.length - 2)) / pushed.ms,
    matrixFirstMs: first.ms,
    matrixMs: again.ms,
    peopleMs: view('people'),
    bookMs: view('positions'),
    questionMs: view('positions', { question: questions[0]!.question }),
    pairsMs: view('match'),
    matchMs: view('match', { answers: questions.map(({ question }) => `${question}3`).join() }),
    personMs: view('person', { account: said.at(-1)!.account }),
    sayDoMs: view('commitments'),
  }
}

/** A record whose signature nobody checks: folds do not. */
function unsigned<K extends KindName>(account: Address, kind: K, fields: FieldsOf<K>, i: number): SignedRecord {
  const nonce = sha256(
    utf8(`${kind} ${i} ${JSON.stringify(fields, (_, each) => (typeof each === 'bigint' ? String(each) : each))}`),
  )
  const text = writeText(kind, fields, {
    origin,
    account,
    time: 0,
    nonce: Buffer.from(nonce).toString('hex').slice(0, 32),
  })
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  const keyId = suiteKeyId('ed25519-bytes', account, publicKeyOf(account))
  const record = parseRecord(formatNote(text, [{ name: account, keyId, bytes: new Uint8Array(64) }]))
  if (isRefusal(record)) throw new Error(sentenceOf(english, record))
  return record
}
