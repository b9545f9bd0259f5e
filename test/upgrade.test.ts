import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filesStore } from '../src/adapters/files.ts'
import { memoryStore } from '../src/adapters/memory.ts'
import { exit } from '../src/cli/command.ts'
import { hex, utf8 } from '../src/log/bytes.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import { isRefusal } from '../src/records/refusals.ts'
import type { FieldsOf } from '../src/records/registry.ts'
import { starterQuestions } from '../src/records/starter/questions.ts'
import { questionFields, scribe } from '../src/service/begin.ts'
import { resultPath } from '../src/service/layout.ts'
import type { Store } from '../src/service/ports.ts'
import { NoLog } from '../src/service/reading.ts'
import type { Site } from '../src/service/site.ts'
import { appendQuestions, upgradeOf } from '../src/service/upgrade.ts'
import { sensus } from './cli-surroundings.ts'
import { MadeLog, origin, walletOf } from './made-log.ts'
import { clock, closeSites, faults, open, operatorOf, partsOf, plainConversation, put, starterSize } from './site.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-upgrade-'))
afterEach(closeSites)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const titles = starterQuestions.map(({ title }) => title)
const removal = (index: number): FieldsOf<'removal'> => ({
  indexes: [index],
  category: 'court',
  appeal: 'a@example.org',
})

let store: Store
beforeEach(() => {
  store = memoryStore()
})

/** A log without the book, as one of an earlier version. */
const bare = (): Promise<Site> => open(store, { starter: false })

async function apply(site: Site): Promise<string[]> {
  const operator = await operatorOf(store)
  const write = scribe(operator, site.origin, clock.now, partsOf().random)
  const done = await appendQuestions(store.blobs, site, operator.address, write)
  if (isRefusal(done)) throw new Error(done.code)
  return done
}

async function lacking(): Promise<string[]> {
  const { questions } = await upgradeOf(store.blobs, (await operatorOf(store)).address)
  return questions.map(({ title }) => title)
}

describe('the standing questions that a log lacks', () => {
  test('none in a new log; all in one that began without the book, which then stand in its order', async () => {
    await open(store)
    expect(await lacking()).toEqual([])
    await closeSites()
    store = memoryStore()
    const site = await bare()
    expect(await lacking()).toEqual(titles)
    expect(await apply(site)).toEqual(titles)
    expect(await lacking()).toEqual([])
    expect(await apply(site)).toEqual([])
    const { questions } = JSON.parse((await site.view('positions', {})) as string)
    expect(questions.map(({ title }: { title: string }) => title).sort()).toEqual([...titles].sort())
    expect((await site.records(titles.length + 1, titles.length)).reverse().map(({ note }) => note)).toEqual(
      titles.map((title) => expect.stringContaining(`title: ${title}\n`)),
    )
  })

  test('one that the operator asked in the same words is there, one that somebody else asked is not', async () => {
    const site = await bare()
    const operator = await operatorOf(store)
    await put(site, operator, 'question', questionFields(starterQuestions[0]!))
    await put(site, walletOf('somebody'), 'question', questionFields(starterQuestions[1]!))
    expect(await lacking()).toEqual(titles.slice(1))
  })

  test('one that was taken back is not brought again', async () => {
    const site = await open(store)
    const first = await site.record({ index: starterSize - 1 })
    await put(site, await operatorOf(store), 'revoke', { record: first!.id as never })
    expect(await lacking()).toEqual([])
  })

  test('one that was removed is not brought again: from a log that began with the book, or after an upgrade', async () => {
    const begun = await open(store)
    await put(begun, await operatorOf(store), 'removal', removal(starterSize - 1))
    expect(await lacking()).toEqual([])
    await closeSites()
    store = memoryStore()
    const upgraded = await bare()
    await apply(upgraded)
    await put(upgraded, await operatorOf(store), 'removal', removal(3))
    expect(await lacking()).toEqual([])
    expect(await apply(upgraded)).toEqual([])
  })

  test('a removed statement hides no question', async () => {
    const site = await open(store)
    await put(site, await operatorOf(store), 'removal', removal(2))
    expect(await lacking()).toEqual([])
    await closeSites()
    store = memoryStore()
    const other = await bare()
    const operator = await operatorOf(store)
    const { index } = await put(other, operator, 'conversation', plainConversation)
    await put(other, operator, 'removal', removal(index))
    expect(await lacking()).toEqual(titles)
  })
})

test('records of kinds that this program does not know are counted by kind', async () => {
  const log = new MadeLog(ed25519Signer(origin, new Uint8Array(32).fill(7)))
  const operator = walletOf('operator')
  const policy = log.write('policy', { name: 'Made', contact: 'nobody', body: 'By hand.' }, { key: operator }).note
  const changed = (action: string) => policy.replace('action: policy', `action: ${action}`)
  await log.append(policy)
  await log.append(changed('weather'), changed('tides'))
  await log.append(changed('weather'), policy.replace('contact: nobody', 'telephone: none'))
  const { unread } = await upgradeOf(log.blobs, operator.address)
  expect(unread).toEqual([
    { kind: 'policy', known: true, count: 1 },
    { kind: 'tides', known: false, count: 1 },
    { kind: 'weather', known: false, count: 2 },
  ])
})

test('a store without a log has nothing to upgrade', async () => {
  await expect(upgradeOf(store.blobs, walletOf('operator').address)).rejects.toThrow(NoLog)
})

describe('the command line', () => {
  const env = { SENSUS_CHAIN: 'none', SENSUS_TICK_MS: '5' }
  const stale = resultPath('weather', 'a'.repeat(64))

  async function folderWithOneOfEach(name: string): Promise<string> {
    const folder = join(root, name)
    const files = await filesStore(folder)
    clock.now = Date.now()
    const site = await open(files, { starter: false })
    await site.view('conversations', {})
    await files.blobs.put(stale, utf8(`{"checkpoint":{"size":1},"parameters":{},"version":3,"view":"weather"}`))
    await closeSites()
    return folder
  }

  test('says what an upgrade would change, changes it when asked, and then has nothing left', async () => {
    const folder = await folderWithOneOfEach('one')
    const told = await sensus(['upgrade', folder], { env })
    expect(told.code).toBe(exit.ok)
    expect(told.err).toContain('1 stored result of weather, made by version 3; this program has no view of that name')
    for (const title of titles) expect(told.err).toContain(`“${title}”`)
    expect(told.err).toMatch(/nothing was changed: sensus upgrade --apply does this\n$/)
    expect(await (await filesStore(folder, { readOnly: true })).blobs.get(stale)).not.toBeNull()
    const done = await sensus(['upgrade', folder, '--apply'], { env })
    expect(done.err).toContain(`1 stored result dropped, ${titles.length} standing questions appended`)
    expect(done.code).toBe(exit.ok)
    const again = await sensus(['upgrade', folder, '--apply'], { env })
    expect(again).toEqual({ code: exit.ok, out: '', err: 'nothing is left to do\n' })
    const audited = await sensus(['audit', folder, '--older'], { env })
    expect(JSON.parse(audited.out)).toMatchObject({ ok: true, notCompared: [], size: titles.length + 1 })
  })

  test('audit says of each version that it was not compared', async () => {
    const folder = await folderWithOneOfEach('two')
    const { code, err } = await sensus(['audit', folder], { env })
    expect(code).toBe(exit.ok)
    expect(err).toContain(
      '1 result of weather: made by version 3, this program has no view of that name: not compared\naudit ok\n',
    )
  })

  test('leaves alone what a server has open, what is no log, and a copy without keys', async () => {
    const folder = await folderWithOneOfEach('three')
    const files = await filesStore(folder)
    const { code, err } = await sensus(['upgrade', folder, '--apply'], { env })
    expect(code).toBe(exit.unreachable)
    expect(err).not.toContain('dropped')
    expect(await files.blobs.get(stale)).not.toBeNull()
    await files.close()
    expect((await sensus(['upgrade', join(root, 'nowhere'), '--apply'], { env })).code).toBe(exit.unreachable)
    rmSync(join(folder, 'private'), { recursive: true })
    const copy = await sensus(['upgrade', folder, '--apply'], { env })
    expect(copy.code).toBe(exit.unreachable)
    expect(copy.err).toContain('keeps no operator key')
  })
})

test('a site that starts drops what other versions stored, once, and says so in one line', async () => {
  const site = await open(store)
  await site.view('conversations', {})
  await closeSites()
  const [ours] = await store.blobs.list('views/')
  for (const [view, version] of [
    ['weather', 1],
    ['people', 99],
  ] as const)
    await store.blobs.put(
      resultPath(view, hex(new Uint8Array(32))),
      utf8(JSON.stringify({ checkpoint: { size: 1 }, parameters: {}, version, view })),
    )
  faults.length = 0
  await open(store)
  expect(faults).toEqual(['2 stored results of other versions dropped: they are computed again when somebody asks'])
  expect(await store.blobs.list('views/')).toEqual([ours])
  await open(store)
  expect(faults).toHaveLength(1)
})
