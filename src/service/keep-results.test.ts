import { describe, expect, test } from 'vitest'
import { memoryStore } from '../adapters/memory.ts'
import { text } from '../log/bytes.ts'
import { startKeeping } from './keep-results.ts'

function started(most = 3) {
  const { blobs } = memoryStore()
  const clock = { now: 0 }
  const faults: unknown[] = []
  const disk = { full: false, held: null as Promise<void> | null }
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    await disk.held
    if (disk.full) throw new Error('no space left on device')
    return blobs.put(path, bytes)
  }
  const keeping = startKeeping(
    { ...blobs, put },
    () => clock.now,
    (fault) => faults.push(fault),
    most,
  )
  return { blobs, clock, disk, faults, keeping }
}

const path = (n: number) => `views/people/${String(n).padStart(64, '0')}.json`

describe('results', () => {
  test('are stored at most so many: the one stored longest ago makes room, also one of an earlier process', async () => {
    const { blobs, clock, keeping } = started()
    await blobs.put(path(9), new Uint8Array())
    for (const n of [1, 2, 3, 1, 4]) {
      clock.now += 10_000
      keeping.keep(path(n), `${n}`)
      await keeping.settled()
    }
    expect(await blobs.list('views/')).toEqual([path(1), path(3), path(4)])
  })

  test('are stored again only after a while', async () => {
    const { blobs, clock, keeping } = started()
    for (const now of [0, 4999]) {
      clock.now = now
      keeping.keep(path(1), `at ${now}`)
      await keeping.settled()
    }
    expect(text((await blobs.get(path(1)))!)).toBe('at 0')
    clock.now = 5000
    keeping.keep(path(1), 'at 5000')
    await keeping.settled()
    expect(text((await blobs.get(path(1)))!)).toBe('at 5000')
  })

  test('a full disk is told once until there is room again, and a slow one holds up no more than a few', async () => {
    const { blobs, clock, disk, faults, keeping } = started(1000)
    disk.full = true
    for (const n of [1, 2, 3]) keeping.keep(path(n), 'x')
    await keeping.settled()
    expect(faults).toMatchObject([{ message: 'no space left on device' }])
    disk.full = false
    clock.now += 5000
    keeping.keep(path(1), 'x')
    await keeping.settled()
    disk.full = true
    keeping.keep(path(4), 'x')
    await keeping.settled()
    expect(faults).toHaveLength(2)
    disk.full = false
    let go = () => {}
    disk.held = new Promise<void>((resolve) => {
      go = resolve
    })
    for (let n = 100; n < 400; n++) keeping.keep(path(n), 'x')
    go()
    await keeping.settled()
    expect((await blobs.list('views/')).length).toBe(1 + 64)
  })

  test('what waits when a removal comes is not stored after it', async () => {
    const { blobs, disk, keeping } = started()
    let go = () => {}
    disk.held = new Promise<void>((resolve) => {
      go = resolve
    })
    for (const n of [1, 2]) keeping.keep(path(n), 'what must go')
    const forgotten = keeping.forget()
    go()
    await forgotten
    await keeping.settled()
    expect(await blobs.list('views/')).toEqual([])
  })
})
