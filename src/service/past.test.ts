import { afterEach, describe, expect, test } from 'vitest'
import { emptyRoot } from '../log/tree.ts'
import { isRefusal } from '../records/refusals.ts'
import { type Past, type PastLimits, startPast } from './past.ts'
import type { ViewEngine } from './view-engine.ts'

/** A folder that counts what is folded in it, and folds on when the test says so. */
class Folders {
  made = 0
  closed = 0
  folded = 0
  #next: (() => void)[] = []
  /** Whether pieces wait for `step`. */
  held = false

  make = (): ViewEngine => {
    this.made++
    let size = 0
    return {
      get size() {
        return size
      },
      push: async (entries) => {
        size += entries.length
        this.folded += entries.length
      },
      view: async (name, params) => JSON.stringify({ name, params, size }),
      reset: async () => undefined,
      close: async () => {
        this.closed++
      },
    }
  }

  /** Fills a folder in pieces of 100. */
  fill = async (folder: ViewEngine, size: number, signal: AbortSignal): Promise<void> => {
    while (folder.size < size) {
      if (this.held)
        await new Promise<void>((resolve) => {
          this.#next.push(resolve)
          // A thread that is ended answers no more.
          signal.addEventListener('abort', () => resolve())
        })
      signal.throwIfAborted()
      const count = Math.min(100, size - folder.size)
      await folder.push(
        Array.from({ length: count }, (_, i) => ({ index: folder.size + i, ms: 0, record: null })),
        new Map(),
      )
    }
  }

  /** Lets everything go on. */
  release(): void {
    this.held = false
    for (const each of this.#next.splice(0)) each()
  }

  /** Lets what waits fold one piece, once something does. */
  async step(): Promise<void> {
    await expect.poll(() => this.#next.length).toBeGreaterThan(0)
    for (const each of this.#next.splice(0)) each()
  }
}

const limits: PastLimits = {
  waiting: 4,
  waitingOfOne: 2,
  entries: { burst: 1000, perSecond: 10 },
  leastEntries: 10,
  keptMs: 60_000,
}
const open: Past[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.forget()
})

function started(more: Partial<PastLimits> = {}) {
  const folders = new Folders()
  const clock = { now: 0 }
  const headAt = async (size: number) => ({ origin: 'x', size, root: emptyRoot })
  const past = startPast({ headAt, fill: folders.fill, newFolder: folders.make }, () => clock.now, {
    ...limits,
    ...more,
  })
  open.push(past)
  const ask = (size: number, address?: string, signal?: AbortSignal, name = 'conversations') =>
    past.ask({ name, params: {}, size }, { address, signal })
  return { folders, clock, past, ask }
}

const codeOf = (answer: unknown): unknown => (isRefusal(answer) ? [answer.code, answer.params.reason] : answer)

describe('questions about earlier sizes', () => {
  test('the same size, and a later one, go on where the last one stood', async () => {
    const { folders, ask } = started()
    for (const size of [300, 300, 450]) expect(codeOf(await ask(size))).toContain(`"size":${size}`)
    expect([folders.made, folders.folded]).toEqual([1, 450])
    expect(codeOf(await ask(100))).toContain('"size":100')
    expect([folders.made, folders.closed, folders.folded]).toEqual([2, 1, 550])
  })

  test('are paid for by the network that asks, and by no other', async () => {
    const { ask, clock, past } = started()
    expect(codeOf(await ask(600, '203.0.113.1'))).toContain('"size":600')
    await past.forget()
    const refused = await ask(601, '203.0.113.200')
    expect(refused).toMatchObject({ code: 'rate-limited', params: { reason: 'past', seconds: 21 } })
    expect(codeOf(await ask(601, '198.51.100.1'))).toContain('"size":601')
    await past.forget()
    clock.now += 21_000
    expect(codeOf(await ask(601, '203.0.113.200'))).toContain('"size":601')
  })

  test('are few at once: of one network, and of all', async () => {
    const { folders, ask } = started({ entries: { burst: 1e9, perSecond: 1 } })
    folders.held = true
    const running = [ask(100, '203.0.113.1'), ask(101, '203.0.113.1')]
    expect(codeOf(await ask(102, '203.0.113.1'))).toEqual(['rate-limited', 'past-waiting'])
    // The same question is no other one.
    running.push(ask(100, '203.0.113.9'), ask(103, '198.51.100.1'), ask(104, '192.0.2.1'))
    expect(codeOf(await ask(105, '192.0.2.9'))).toEqual(['busy', 'past'])
    folders.release()
    expect((await Promise.all(running)).every((each) => !isRefusal(each))).toBe(true)
    expect(folders.made).toBe(1)
  })

  test('are given up when nobody waits: whoever hangs up delays nobody, however often', async () => {
    const { folders, ask } = started()
    folders.held = true
    for (let i = 0; i < 50; i++) {
      const gone = new AbortController()
      const answer = ask(1_000_000 + i, undefined, gone.signal)
      await Promise.resolve()
      gone.abort()
      expect(codeOf(await answer)).toEqual(['busy', 'gone'])
    }
    folders.release()
    expect(codeOf(await ask(200, '198.51.100.1'))).toContain('"size":200')
    expect(folders.folded).toBeLessThanOrEqual(300)
  })

  test('go on for whoever still waits', async () => {
    const { folders, ask } = started()
    folders.held = true
    const gone = new AbortController()
    const left = ask(100, '203.0.113.1', gone.signal)
    const stays = ask(100, '198.51.100.1')
    await folders.step()
    gone.abort()
    folders.release()
    expect(codeOf(await left)).toEqual(['busy', 'gone'])
    expect(codeOf(await stays)).toContain('"size":100')
  })

  test('keep nothing of a fold that was running when a removal came', async () => {
    const { folders, ask, past } = started()
    folders.held = true
    const answer = ask(100)
    await folders.step()
    await past.forget()
    folders.release()
    await answer
    expect([folders.made, folders.closed]).toEqual([1, 1])
  })

  test('a fold that breaks is told to whoever asked, and the next begins anew', async () => {
    const { folders, ask } = started()
    const fill = folders.fill
    let broken = true
    folders.fill = async () => {
      throw new Error('x')
    }
    const headAt = async (size: number) => ({ origin: 'x', size, root: emptyRoot })
    const past = startPast(
      { headAt, newFolder: folders.make, fill: (...given) => (broken ? folders.fill(...given) : fill(...given)) },
      () => 0,
      limits,
    )
    open.push(past)
    await expect(past.ask({ name: 'x', params: {}, size: 10 }, {})).rejects.toThrow('x')
    broken = false
    expect(codeOf(await past.ask({ name: 'x', params: {}, size: 10 }, {}))).toContain('"size":10')
    expect([folders.made, folders.closed]).toEqual([2, 1])
    expect(codeOf(await ask(10))).toContain('"size":10')
  })
})
