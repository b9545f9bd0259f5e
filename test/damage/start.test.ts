import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { filesStore } from '../../src/adapters/files.ts'
import { equalBytes } from '../../src/log/bytes.ts'
import { parseVkey } from '../../src/log/keys.ts'
import { verifyReceipt } from '../../src/log/receipt.ts'
import { openSite } from '../../src/service/open.ts'
import { CorruptStore } from '../../src/service/store-errors.ts'
import { closeSites, partsOf } from '../site.ts'
import { type Folder, filesBelow, layOut, type Sample, sampleSite } from './sites.ts'

// Whatever happens to one file of a folder, the start says which file it is and what to do, or makes the file anew.

/** What a start does about a damaged file of a kind: refuses, naming it; makes it anew; or does without it. */
type Answer = 'refuses' | 'writes it anew' | 'drops it' | 'takes it over'

interface Kind {
  form: RegExp
  answer: Answer
  /** In the folder of a killed process; else in that of a closed one. */
  crashed?: true
  /** The least of the partial files, which only an earlier checkpoint needs; else the greatest. */
  earlier?: true
}

const kinds: Record<string, Kind> = {
  'the signed head': { form: /^head\/log$/, answer: 'refuses' },
  'the published checkpoint': { form: /^checkpoint$/, answer: 'refuses' },
  'the key of the log': { form: /^private\/log\.key$/, answer: 'refuses' },
  'the key of the operator': { form: /^private\/operator\.key$/, answer: 'refuses' },
  'a full entry bundle': { form: /^tile\/entries\/\d+$/, answer: 'refuses' },
  'the partial entry bundle': { form: /^tile\/entries\/.*\.p\//, answer: 'refuses' },
  'a full record bundle': { form: /^records\/\d+$/, answer: 'refuses' },
  'the partial record bundle': { form: /^records\/.*\.p\//, answer: 'refuses' },
  'evidence that a fold reads': { form: /^facts\//, answer: 'refuses' },
  'a staging bundle': { form: /^staging\//, answer: 'refuses', crashed: true },
  'a full hash tile of level 0': { form: /^tile\/0\/\d+$/, answer: 'writes it anew' },
  'the partial hash tile of level 0': { form: /^tile\/0\/.*\.p\//, answer: 'writes it anew' },
  'a hash tile of level 1': { form: /^tile\/1\//, answer: 'writes it anew' },
  'an earlier entry bundle': { form: /^tile\/entries\/.*\.p\//, answer: 'writes it anew', earlier: true },
  'an earlier record bundle': { form: /^records\/.*\.p\//, answer: 'writes it anew', earlier: true },
  'an earlier hash tile': { form: /^tile\/0\/.*\.p\//, answer: 'writes it anew', earlier: true },
  'a stored result': { form: /^views\//, answer: 'drops it' },
  'the digest of a stored result': { form: /^private\/views\//, answer: 'drops it' },
  'the lock of a process that has died': { form: /^lock$/, answer: 'takes it over' },
}

/** Ways in which a file can be damaged; `other` is the file of the same kind of another site. */
const ways: Record<string, (bytes: Uint8Array, other: Uint8Array) => Uint8Array> = {
  emptied: () => new Uint8Array(0),
  'cut in half': (bytes) => bytes.slice(0, bytes.length >> 1),
  'one bit flipped': (bytes) => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)),
  zeroed: ({ length }) => new Uint8Array(length),
  'replaced by that of another site': (_, other) => other,
}

const lockOf = (pid: number): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ pid, boot: 'another', started: '1', token: 'a'.repeat(16) }))

let own: Sample
let other: Sample
const directories: string[] = []

beforeAll(async () => {
  own = await sampleSite('one')
  other = await sampleSite('two')
  await closeSites()
})
afterEach(closeSites)
afterAll(() => {
  for (const each of directories) rmSync(each, { recursive: true, force: true })
})

const stateOf = ({ crashed }: Kind, sample: Sample, pid: number): Folder =>
  new Map([...(crashed ? sample.crashed : sample.closed), ['lock', lockOf(pid)]])

function fileOf({ form, earlier }: Kind, folder: Folder): [string, Uint8Array] {
  // Of partial files those of the greatest width belong to the checkpoint.
  const sorted = [...folder].filter(([path]) => form.test(path)).sort(([a], [b]) => widthOf(b) - widthOf(a))
  const found = earlier ? sorted[1] : sorted[0]
  if (!found) throw new Error(`no file is like ${form}`)
  return found
}

const widthOf = (path: string): number => Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? 256)

/** A directory in which one file is damaged. */
function damagedDirectory(
  kind: Kind,
  damage: (typeof ways)[string],
): { directory: string; path: string; was: Uint8Array } {
  const directory = mkdtempSync(join(tmpdir(), 'sensus-damage-'))
  directories.push(directory)
  const folder = stateOf(kind, own, 4_000_000)
  const [path, was] = fileOf(kind, folder)
  layOut(folder, directory)
  writeFileSync(join(directory, path), damage(was, fileOf(kind, stateOf(kind, other, 4_000_001))[1]))
  return { directory, path, was }
}

/** Starts a site in a directory; gives what it threw, or what it reported and the entries whose receipts verify. */
async function start(directory: string) {
  const store = await filesStore(directory)
  const reports: string[] = []
  const site = await openSite(partsOf(store, { report: (what) => reports.push(String(what)) })).catch(
    async (error: unknown) => {
      await store.close()
      return error
    },
  )
  if (site instanceof Error) return { error: site, reports }
  const opened = site as Awaited<ReturnType<typeof openSite>>
  const size = Number(opened.checkpoint().split('\n')[1])
  const receipts = await Promise.all([0, 128, 255, 256, size - 1].map((index) => opened.receipt(index)))
  const key = parseVkey(opened.vkey)
  const proven = receipts.map((receipt) => verifyReceipt(receipt!, key).index)
  await opened.close()
  return { error: null, reports, proven }
}

describe.each(Object.entries(kinds))('%s', (_, kind) => {
  test.each(Object.entries(ways))('%s', async (_, damage) => {
    const { directory, path, was } = damagedDirectory(kind, damage)
    const { error, reports, proven } = await start(directory)
    if (kind.answer === 'refuses') {
      expect(error).toBeInstanceOf(CorruptStore)
      expect(error?.message.startsWith(`${path} is damaged: `), error?.message).toBe(true)
      expect(error?.message).toMatch(/ is damaged: .+\. What to do: .+\.$/)
      return
    }
    expect(error).toBeNull()
    expect(proven).toHaveLength(5)
    const after = filesBelow(directory)
    expect(after.has('lock')).toBe(false)
    if (kind.answer === 'takes it over') return
    expect(reports.join('\n')).toContain(path.replace(/^private\/views/, 'views'))
    if (kind.answer === 'writes it anew') expect(equalBytes(after.get(path)!, was)).toBe(true)
    else expect(after.has(path)).toBe(false)
  })
})

test('every file that a folder has is of one of these kinds, and undamaged it starts without a word', async () => {
  const forms = Object.values(kinds).map(({ form }) => form)
  for (const folder of [own.closed, own.crashed]) {
    expect([...folder.keys()].filter((path) => !forms.some((form) => form.test(path)))).toEqual([])
    const directory = mkdtempSync(join(tmpdir(), 'sensus-damage-'))
    directories.push(directory)
    layOut(folder, directory)
    expect(await start(directory)).toMatchObject({ error: null, reports: [] })
  }
})
