import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { endingWorker } from '../../test/ending-worker.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { formatNote } from '../log/note.ts'
import { accountKey } from '../log/sign.ts'
import { writeText } from '../records/record.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import type { FoldEntry, ViewEngine } from '../service/view-engine.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import { inlineEngine } from './inline-engine.ts'
import { threadEngine } from './thread-engine.ts'

const origin = 'test.example/log'
const start = Date.parse('2026-11-22T15:00:00Z')
const operator = accountKey('sr25519-bytes', new Uint8Array(32).fill(9))

/** A log of a policy and a few conversations by its operator. */
const notes = [
  writeText('policy', { name: 'Test', contact: 'mail@test.example', body: 'A log for tests.' }, envelope(0)),
  ...[1, 2, 3].map((n) =>
    writeText('conversation', { title: `Question ${n}`, add: 'anyone', totals: 'always' }, envelope(n)),
  ),
].map(signed)

function envelope(n: number) {
  return { origin, account: operator.address, time: start, nonce: n.toString(16).padStart(32, '0') }
}

function signed(text: string | Refusal): string {
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  return formatNote(text, [operator.sign(text)])
}

const entries: FoldEntry[] = notes.map((record, index) => ({ index, ms: start + index, record }))
const at = (size: number): Checkpoint => ({ origin, size, root: new Uint8Array(32).fill(size) })
const none = new Map<string, Uint8Array>()

describe.each([
  ['inline', () => inlineEngine()],
  ['in a thread', () => threadEngine()],
])('a folder %s', (_, create) => {
  const using = async (test: (folder: ViewEngine) => Promise<void>): Promise<void> => {
    const folder = create()
    await test(folder).finally(() => folder.close())
  }

  it('folds what is pushed, in one part or in several', () =>
    using(async (folder) => {
      await folder.push(entries, none)
      const whole = await folder.view('conversations', {}, at(4))
      await folder.reset()
      for (const entry of entries) void folder.push([entry], none)
      expect(folder.size).toBe(4)
      expect(await folder.view('conversations', {}, at(4))).toBe(whole)
      expect(
        JSON.parse(String(whole))
          .conversations.map((c: { title: string }) => c.title)
          .sort(),
      ).toEqual(['Question 1', 'Question 2', 'Question 3'])
    }))

  it('gives refusals as refusals', () =>
    using(async (folder) => {
      const refused = await folder.view('no-such-view', {}, at(0))
      expect(refused).toBeInstanceOf(Refusal)
      expect(refused).toEqual(await inlineEngine().view('no-such-view', {}, at(0)))
      expect(JSON.stringify(refused)).toContain('no-such-view')
      expect(await folder.view('opinion-map', { conversation: 'x' }, at(0))).toBeInstanceOf(Refusal)
    }))

  it('throws on a gap and on a checkpoint of another size, skips a note that is no record, and goes on', () =>
    using(async (folder) => {
      await expect(folder.push(entries.slice(1), none)).rejects.toThrow('Entry 1')
      await folder.reset()
      await folder.push([...entries.slice(0, 2), { index: 2, ms: start, record: 'from a later version' }], none)
      expect(folder.size).toBe(3)
      await folder.reset()
      await folder.push(entries.slice(0, 2), none)
      await expect(folder.view('conversations', {}, at(3))).rejects.toThrow('2 entries')
      expect(await folder.view('conversations', {}, at(2))).toContain('Question 1')
    }))

  it('takes removed entries as absent', () =>
    using(async (folder) => {
      const removed = entries.map((entry) => (entry.index === 2 ? { ...entry, record: null, removedBy: 3 } : entry))
      await folder.push(removed, none)
      const text = await folder.view('conversations', {}, at(4))
      expect(text).toContain('Question 1')
      expect(text).not.toContain('Question 2')
    }))
})

describe('the thread of a folder', () => {
  it('gives the same bytes as the inline one', async () => {
    const [inline, thread] = [inlineEngine(), threadEngine()]
    for (const folder of [inline, thread]) await folder.push(entries, none)
    for (const [name, params] of [
      ['conversations', {}],
      ['account', { account: operator.address }],
    ] as const)
      expect(await thread.view(name, params, at(4))).toBe(await inline.view(name, params, at(4)))
    await thread.close()
  })

  it('rejects every call once it has died, those under way too', async () => {
    const script = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(7))`
    const folder = threadEngine(() => new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`)))
    const calls = [folder.push(entries, none), folder.view('conversations', {}, at(4))]
    for (const call of await Promise.allSettled(calls)) expect(call.status).toBe('rejected')
    await expect(folder.view('conversations', {}, at(4))).rejects.toThrow('code 7')
    await folder.close()
  })

  it('keeps the process until it has ended, whether it idled or an answer comes late', async () => {
    for (const calls of [0, 1, 2]) {
      const thread = endingWorker()
      const folder = threadEngine(() => thread.worker)
      const asked = Array.from({ length: calls }, () => folder.push([], none).catch((error: Error) => error.message))
      expect(thread.keeps()).toBe(calls > 0)
      const closing = folder.close()
      expect(await Promise.all(asked)).toEqual(asked.map(() => 'the folder is closed'))
      for (const _ of asked) thread.say({ text: null })
      expect(thread.keeps()).toBe(true)
      thread.end()
      await closing
    }
  })

  it('rejects calls after closing', async () => {
    const folder = threadEngine()
    await folder.close()
    await expect(folder.push([], none)).rejects.toThrow('closed')
  })
})
