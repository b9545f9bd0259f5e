import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { inlineEngine } from '../src/adapters/inline-engine.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { ledger } from '../src/folds/derived.ts'
import { text, utf8 } from '../src/log/bytes.ts'
import { type SignatureCheck, verifySignature } from '../src/log/suites.ts'
import { type AuditReport, audit } from '../src/service/audit.ts'
import { resultPath } from '../src/service/layout.ts'
import { mirror } from '../src/service/mirror.ts'
import type { Blobs } from '../src/service/ports.ts'
import { parametersHash } from '../src/service/results.ts'
import { dropForeignResults } from '../src/service/stored-result.ts'
import { resultJson } from '../src/views/json.ts'
import { type EarlierViews, viewOf } from '../src/views/registry.ts'
import { defineView } from '../src/views/view.ts'
import { type MadeLog, sampleLog } from './made-log.ts'

const verify = async (jobs: SignatureCheck[]): Promise<boolean[]> => jobs.map(verifySignature)
const here = viewOf('conversations').version

let log: MadeLog
let results: string[]
beforeEach(async () => {
  ;({ log, results } = await sampleLog())
})

const auditOf = (blobs: Blobs, earlier?: EarlierViews): Promise<AuditReport> =>
  audit(
    { name: 'blobs', ...blobs },
    { verify, folder: () => inlineEngine(earlier), vkey: log.vkey, ...(earlier && { earlier }) },
  )

/** Stores a result of any view and version under the name that its parameters give, or another one. */
async function store(
  view: string,
  version: number,
  parameters: Record<string, string>,
  more: { value?: object; named?: Record<string, string>; size?: number } = {},
): Promise<string> {
  const { value = { said: 'something else' }, named = parameters, size = log.at!.size } = more
  const path = resultPath(view, parametersHash(named))
  const checkpoint = { ...log.at!, size }
  await log.blobs.put(path, utf8(resultJson({ view, version, params: parameters, checkpoint, value })))
  return path
}

describe('an audit of results of other versions', () => {
  test('tells view, version and number, and does not fail', async () => {
    await store('weather', 2, { of: 'a' })
    await store('weather', 2, { of: 'b' })
    await store('say-do', 1, {})
    await store('match', 9, { account: 'somebody' })
    expect(await auditOf(log.blobs)).toMatchObject({
      ok: true,
      problems: [],
      results: 4,
      notCompared: [
        { view: 'match', version: 9, here: viewOf('match').version, count: 1 },
        { view: 'say-do', version: 1, here: null, count: 1 },
        { view: 'weather', version: 2, here: null, count: 2 },
      ],
    })
  })

  test('says nothing of a name that is no hash of the parameters, which may have had other names', async () => {
    await store('opinion-map', viewOf('opinion-map').version + 1, { talk: 'a' }, { named: { conversation: 'a' } })
    const report = await auditOf(log.blobs)
    expect(report.problems).toEqual([])
    expect(report.notCompared).toMatchObject([{ view: 'opinion-map', count: 1 }])
  })

  test('still fails for one of this version: with other bytes, or under another name', async () => {
    const other = await store('conversations', here, {})
    const misnamed = await store('conversations', here, {}, { named: { conversation: 'x' } })
    const { ok, problems } = await auditOf(log.blobs)
    expect(ok).toBe(false)
    expect(problems).toEqual(
      [
        { path: other, what: 'is not what follows from the log' },
        { path: misnamed, what: 'has a name that is not the hash of its parameters' },
      ].sort((a, b) => (a.path < b.path ? -1 : 1)),
    )
  })

  test('still fails for a frame that cannot be read, names another view, or goes beyond the checkpoint', async () => {
    const beyond = await store('weather', 2, {}, { size: log.at!.size + 1 })
    const none = resultPath('weather', parametersHash({ no: 'frame' }))
    await log.blobs.put(none, utf8('{"view":"weather","version":2}'))
    const stranger = resultPath('rain', parametersHash({}))
    const sound = await store('weather', 2, { of: 'a' })
    await log.blobs.put(stranger, utf8(text((await log.blobs.get(sound))!)))
    const noVersion = resultPath('snow', parametersHash({}))
    await log.blobs.put(noVersion, utf8('{"checkpoint":{"size":1},"view":"snow","version":"2"}'))
    const { problems } = await auditOf(log.blobs)
    expect(problems.map(({ path }) => path)).toEqual([beyond, none, stranger, noVersion].sort())
  })
})

/** A version of a view that was: it counts the entries, under a parameter of another name. */
const counting = defineView({
  name: 'conversations',
  version: 0,
  title: 'Entries',
  summary: 'How many entries there are.',
  params: z.object({ since: z.string().default('0') }),
  value: z.object({ entries: z.number() }),
  from: { ledger },
  answer: ({ ledger }) => ({ entries: ledger.size }),
})

describe('an audit with the earlier versions that are carried', () => {
  const earlier: EarlierViews = { conversations: { 0: counting } }
  const at = (size: number) => ({ value: { entries: size }, size })

  test('compares what they made, at its own size', async () => {
    await store('conversations', 0, { since: '5' }, at(log.at!.size))
    expect((await auditOf(log.blobs)).notCompared).toMatchObject([{ view: 'conversations', version: 0, here }])
    expect(await auditOf(log.blobs, earlier)).toMatchObject({ ok: true, results: 5, notCompared: [] })
  })

  test('names what does not follow, and what has not the name of its parameters', async () => {
    const wrong = await store('conversations', 0, { since: '5' }, at(log.at!.size - 1))
    await log.blobs.put(wrong, utf8(text((await log.blobs.get(wrong))!).replace('"entries":53', '"entries":54')))
    expect((await auditOf(log.blobs, earlier)).problems).toMatchObject([{ path: wrong }])
    await log.blobs.drop(wrong)
    const misnamed = await store('conversations', 0, { since: '5' }, { ...at(log.at!.size), named: { since: '6' } })
    expect((await auditOf(log.blobs, earlier)).problems).toMatchObject([{ path: misnamed }])
  })

  test('does not compare a version that is not among them', async () => {
    await store('conversations', here + 7, { since: '5' })
    const report = await auditOf(log.blobs, earlier)
    expect(report).toMatchObject({ ok: true, notCompared: [{ view: 'conversations', version: here + 7, count: 1 }] })
  })
})

test('a mirror takes over results of other versions whose frame it can read, and names those it leaves out', async () => {
  const taken = await store('weather', 2, {})
  const beyond = await store('rain', 1, {}, { size: log.at!.size + 1 })
  const none = resultPath('snow', parametersHash({}))
  await log.blobs.put(none, utf8('no JSON'))
  const to = memoryStore().blobs
  const report = await mirror(log.blobs, () => log.blobs.list('views/'), log.vkey, to)
  expect(report).toMatchObject({ results: results.length + 1, skipped: [beyond, none].sort() })
  expect(await to.list('views/')).toEqual([...results, taken].sort())
  expect(await auditOf(to)).toMatchObject({ ok: true, notCompared: [{ view: 'weather', count: 1 }] })
})

test('of stored results those of other views and versions are dropped, and what is damaged is left to the audit', async () => {
  const ours = await log.blobs.list('views/')
  await store('weather', 2, { of: 'a' })
  await store('match', 99, {})
  await store('match', 99, { account: 'b' })
  const damaged = resultPath('match', parametersHash({ damaged: 'yes' }))
  await log.blobs.put(damaged, utf8('{'))
  expect(await dropForeignResults(log.blobs)).toEqual([
    { view: 'match', version: 99, here: viewOf('match').version, count: 2 },
    { view: 'weather', version: 2, here: null, count: 1 },
  ])
  expect(await log.blobs.list('views/')).toEqual([...ours, damaged].sort())
  expect(await dropForeignResults(log.blobs)).toEqual([])
})
