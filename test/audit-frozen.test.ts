import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { ledger } from '../src/folds/derived.ts'
import { hex, sha256, text, utf8 } from '../src/log/bytes.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { type FrozenView, readParameters } from '../src/records/conversation/result.ts'
import type { RecordId } from '../src/records/ids.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { type AuditReport, audit, type FrozenVerdict } from '../src/service/audit.ts'
import { type EarlierViews, viewOf } from '../src/views/registry.ts'
import { defineView } from '../src/views/view.ts'
import { MadeLog, start, walletOf } from './made-log.ts'

const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)
const host = { key: walletOf('host') }
const title = 'Which way?'
const words = 'Left.'

let log: MadeLog
let talk: RecordId
/** Entries before the close. */
let closed: number
let removable: number

beforeEach(async () => {
  log = new MadeLog()
  const policy = { name: 'Made', contact: 'nobody', body: 'By hand.' }
  await log.append(log.write('policy', policy, { key: walletOf('operator') }).note)
  const times = { closes: start + 60_000, add: 'anyone', totals: 'always' } as const
  const conversation = log.write('conversation', { title, ...times }, host)
  talk = conversation.id
  await log.append(conversation.note)
  const statement = log.write('statement', { conversation: talk, title, body: words }, host)
  await log.append(statement.note)
  for (const name of ['ann', 'bea', 'cat']) {
    const vote = log.write('vote', { choice: 'agree', about: statement.id, title: words }, { key: walletOf(name) })
    removable = await log.append(vote.note)
  }
  closed = removable + 1
  log.rewind(-120_000)
})

const auditOf = (earlier?: EarlierViews, vkey = log.vkey): Promise<AuditReport> =>
  audit(
    { name: 'blobs', ...log.blobs },
    { verify, folder: () => inlineEngine(earlier), vkey, ...(earlier && { earlier }) },
  )

/** SHA-256 of the answer of a view at the present size, by a fold of its own. */
async function hashNow(view: FrozenView, parameters?: string): Promise<string> {
  const folder = inlineEngine()
  await folder.push(await log.entries(), new Map())
  const answer = await folder.view(view, { ...readParameters(parameters), conversation: talk }, log.at!)
  if (isRefusal(answer)) throw new Error(answer.code)
  return hex(sha256(utf8(answer)))
}

interface Frozen {
  view?: FrozenView
  version?: number
  parameters?: string
  size?: number
  hash?: string
}

async function freeze(
  { view = 'opinion-statements', parameters, hash, size = log.at!.size, version = viewOf(view).version }: Frozen = {},
  by = host,
): Promise<number> {
  const fields = { conversation: talk, title, view, version, ...(parameters && { parameters }), size }
  return log.append(log.write('result', { ...fields, hash: hash ?? (await hashNow(view, parameters)) }, by).note)
}

const verdictsOf = ({ frozen }: AuditReport): FrozenVerdict['verdict'][] => frozen.map(({ verdict }) => verdict)

describe('an audit of frozen results', () => {
  test('computes each again at its own size, though the log went on', async () => {
    const hash = await hashNow('opinion-statements', 'limit=5&order=votes')
    await freeze({ parameters: 'limit=5&order=votes' })
    await freeze({ view: 'opinion-map' })
    await freeze({ view: 'conversations' })
    const report = await auditOf()
    expect(report).toMatchObject({ ok: true, problems: [] })
    expect(verdictsOf(report)).toEqual(['holds', 'holds', 'holds'])
    expect(report.frozen[0]).toMatchObject({ index: closed, size: closed, expected: hash, found: hash, why: null })
  })

  test('fails for a hash that is not that of the answer, and names record, view, expected and found hash', async () => {
    const [expected, found] = ['cd'.repeat(32), await hashNow('opinion-map')]
    const index = await freeze({ view: 'opinion-map', hash: expected })
    await freeze()
    const { ok, problems, frozen } = await auditOf()
    expect(ok).toBe(false)
    const { version } = viewOf('opinion-map')
    expect(problems).toEqual([
      {
        path: 'records/000.p/8',
        what: `record ${index} freezes opinion-map (version ${version}) at ${closed} entries as ${expected}, and what follows from the log is ${found}`,
      },
    ])
    expect(frozen).toMatchObject([{ verdict: 'other-bytes', expected, found }, { verdict: 'holds' }])
  })

  test('does not compare one of a version that it has not, unless it is carried', async () => {
    const version = viewOf('opinion-stability').version + 1
    await freeze({ view: 'opinion-stability', version, hash: 'ef'.repeat(32) })
    expect(await auditOf()).toMatchObject({ ok: true, frozen: [{ verdict: 'other-version', found: null }] })
    const counting = defineView({
      name: 'opinion-stability',
      version,
      title: 'Entries',
      summary: 'How many entries there are.',
      params: z.object({ conversation: z.string() }),
      value: z.object({ entries: z.number() }),
      from: { ledger },
      answer: ({ ledger }) => ({ entries: ledger.size }),
    })
    const earlier: EarlierViews = { 'opinion-stability': { [version]: counting } }
    expect(await auditOf(earlier)).toMatchObject({ ok: false, frozen: [{ verdict: 'other-bytes' }] })
  })

  test('says of one that the view refuses that it cannot be asked', async () => {
    await freeze({ view: 'opinion-map', parameters: 'colour=red', hash: 'ab'.repeat(32) })
    expect(await auditOf()).toMatchObject({ ok: true, frozen: [{ verdict: 'not-asked', why: 'bad-parameter' }] })
  })

  test('judges none that does not count: of a stranger, or taken back', async () => {
    await freeze({ hash: 'ab'.repeat(32) }, { key: walletOf('ann') })
    const wrong = log.write(
      'result',
      { conversation: talk, title, view: 'opinion-map', version: 1, size: closed, hash: 'ab'.repeat(32) },
      host,
    )
    await log.append(wrong.note)
    await log.append(log.write('revoke', { record: wrong.id }, host).note)
    expect(await auditOf()).toMatchObject({ ok: true, frozen: [] })
  })

  test('of entries that were removed since nobody can tell; of those that were gone by then, it can', async () => {
    await freeze()
    await log.remove([removable])
    await freeze({ view: 'opinion-map' })
    const report = await auditOf()
    expect(report).toMatchObject({ ok: true, problems: [] })
    expect(report.frozen).toMatchObject([{ verdict: 'not-asked', why: 'removed' }, { verdict: 'holds' }])
    await freeze({ view: 'opinion-map', hash: '00'.repeat(32) })
    expect(verdictsOf(await auditOf()).at(-1)).toBe('other-bytes')
  })

  test('of a log with damage before it, nothing is said to be false', async () => {
    await freeze({ hash: '00'.repeat(32) })
    const path = `records/000.p/${log.at!.size}`
    await log.blobs.put(path, utf8(text((await log.blobs.get(path))!).replace('Left.', 'Loft.')))
    const report = await auditOf()
    expect(report.problems.map(({ what }) => what).join()).not.toContain('freezes')
    expect(report.frozen).toMatchObject([{ verdict: 'not-asked', why: 'damaged' }])
  })

  test('goes over more than one bundle of entries', async () => {
    await freeze()
    await log.append(
      ...Array.from(
        { length: 300 },
        (_, i) => log.write('conversation', { title: `Talk ${i}`, add: 'anyone', totals: 'always' }, host).note,
      ),
    )
    await freeze()
    expect(verdictsOf(await auditOf())).toEqual(['holds', 'holds'])
  })
})
