import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { filesStore } from '../src/adapters/files.ts'
import { exit } from '../src/cli/command.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { starterQuestions } from '../src/records/starter/questions.ts'
import { isViewName, viewNames, viewOf } from '../src/views/registry.ts'
import { sensus } from './cli-surroundings.ts'
import { type OlderData, olderData, unpack } from './older-data.ts'
import { closeSites, keyOf, open } from './site.ts'

const root = mkdtempSync(join(tmpdir(), 'sensus-older-'))
// These logs have been still since they were made.
const env = { SENSUS_CHAIN: 'none', SENSUS_TICK_MS: '5', SENSUS_TODAY: new Date().toISOString().slice(0, 10) }
afterEach(closeSites)
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folders = 0
function folderOf(data: OlderData): string {
  const folder = join(root, String(folders++))
  unpack(data, folder)
  return folder
}

/** The stored results of views or versions that are not those of this program, as the files say. */
function foreign({ files }: OlderData): { view: string; version: number }[] {
  const results = Object.entries(files).filter(([path]) => path.startsWith('views/'))
  return results
    .map(([, text]) => JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as { view: string; version: number })
    .filter(({ view, version }) => !isViewName(view) || viewOf(view).version !== version)
}

test('there are data folders of three earlier states', () => {
  expect(olderData.map(({ commit }) => commit).sort()).toEqual(['1df7c56', 'ae179bc', 'b8f1ae1'])
})

describe.each(olderData)('the data folder of $commit: $because', (data) => {
  test('starts, is upgraded once, answers every view, and passes the audit', async () => {
    const folder = folderOf(data)
    const others = foreign(data)
    const before = await sensus(['audit', folder], { env })
    expect(before.err).toContain('audit ok')
    expect(before.code).toBe(exit.ok)
    const { notCompared } = JSON.parse(before.out) as { notCompared: { count: number }[] }
    expect(notCompared.reduce((sum, { count }) => sum + count, 0)).toBe(others.length)
    for (const { view, version } of others) expect(before.err).toContain(`of ${view}: made by version ${version}, this`)

    const told = await sensus(['upgrade', folder], { env })
    const lacking = data.commit === '1df7c56' ? 0 : starterQuestions.length
    expect(told.code).toBe(exit.ok)
    expect(told.err.match(/standing question “/g) ?? []).toHaveLength(lacking)
    for (const { view } of others) expect(told.err).toContain(`of ${view}, made by version`)

    const applied = await sensus(['upgrade', folder, '--apply'], { env })
    expect(applied.code).toBe(exit.ok)
    const again = await sensus(['upgrade', folder], { env })
    expect(again.err).toBe('nothing is left to do\n')

    const site = await open(await filesStore(folder))
    const { conversations } = JSON.parse((await site.view('conversations', {})) as string)
    const conversation = conversations[0].id
    const { statements } = JSON.parse((await site.view('conversations', { conversation })) as string)
    const params: Record<string, string>[] = [
      {},
      { account: site.about().operator },
      { subject: site.about().operator },
      { netuid: '0' },
      { conversation },
      { conversation, statement: statements[0].id },
      { conversation, text: 'Anything.' },
      { event: 'ab'.repeat(32) },
      { about: conversation },
      { leave: keyOf('ann').address },
      { proposal: 'ab'.repeat(32) },
      { upgrade: 'ab'.repeat(32) },
      { referendum: '0' },
    ]
    for (const name of viewNames) {
      const answers = await Promise.all(params.map((each) => site.view(name, each)))
      const answered = answers.some((answer) => !isRefusal(answer) || answer.code === 'not-found')
      expect(answered, name).toBe(true)
    }
    await closeSites()
    const after = await sensus(['audit', folder], { env })
    expect(JSON.parse(after.out)).toMatchObject({ ok: true, problems: [], notCompared: [], unchecked: 0 })
  })

  test('drops the results of other versions when it starts, and tells how many', async () => {
    const others = foreign(data).length
    const said: unknown[] = []
    const store = await filesStore(folderOf(data))
    // What it says of the clock depends on the day of the test.
    await open(store, { report: (what) => String(what).includes('result') && said.push(what) })
    const kept = Object.keys(data.files).filter((path) => path.startsWith('views/')).length - others
    expect(await store.blobs.list('views/')).toHaveLength(kept)
    expect(said).toHaveLength(others > 0 ? 1 : 0)
    if (others > 0) expect(said[0]).toContain(`${others} stored result`)
  })
})

/** Titles of the book that stand in the newest record lines of a folder. */
function titlesIn(data: OlderData): string[] {
  const text = Object.entries(data.files)
    .filter(([path]) => path.startsWith('records/'))
    .map(([, bytes]) => Buffer.from(bytes, 'latin1').toString('utf8'))
    .join('')
  return starterQuestions.map(({ title }) => title).filter((title) => text.includes(`title: ${title}\\n`))
}

test('a question that was taken back or removed is not brought again', async () => {
  const data = olderData.find(({ commit }) => commit === '1df7c56')!
  expect(titlesIn(data)).toHaveLength(starterQuestions.length - 1) // one was removed; one that was taken back is there
  const folder = folderOf(data)
  expect((await sensus(['upgrade', folder, '--apply'], { env })).err).toContain('0 standing questions appended')
})
