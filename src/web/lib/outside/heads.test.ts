import { expect, test } from 'vitest'
import { followHeads, type Lock, type Surroundings } from './heads.ts'
import type { Told } from './tabs.ts'

/** A browser with a server behind it: what its tabs share, how many streams are open, and what the server announces. */
function oneBrowser() {
  const lines = new Set<(told: Told) => void>()
  const streams = new Set<{ head(size: number): void; lost(): void; alarm(count: number): void }>()
  const later: (() => void)[] = []
  let size = 7
  let held = Promise.resolve()

  const lock: Lock = (run, signal) => {
    const turn = held.then(() => (signal.aborted ? undefined : run()))
    held = turn.then(() => {})
    return turn.then(() => {})
  }
  const surroundings: Surroundings = {
    stream(head, lost, alarm) {
      const stream = { head, lost, alarm }
      streams.add(stream)
      head(size)
      return { close: () => streams.delete(stream) }
    },
    lock,
    line(hear) {
      lines.add(hear)
      const tell = (what: Told) => {
        for (const each of lines) if (each !== hear) each(what)
      }
      return { tell, close: () => lines.delete(hear) }
    },
    later(act) {
      later.push(act)
      return () => later.splice(later.indexOf(act), 1)
    },
  }
  const openTab = () => {
    const [heard, alarmed]: [number[], number[]] = [[], []]
    const follower = followHeads(
      (told) => heard.push(told),
      surroundings,
      (count) => alarmed.push(count),
    )
    return { heard, alarmed, ...follower }
  }
  const announce = (next: number) => {
    size = next
    for (const each of streams) each.head(next)
  }
  const alarm = (count: number) => {
    for (const each of streams) each.alarm(count)
  }
  const refuse = () => {
    for (const each of streams) each.lost()
  }
  const wait = () => {
    for (const act of later.splice(0)) act()
  }
  /** Lets every promise that can resolve do so. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { openTab, announce, alarm, refuse, wait, settle, streams, lines }
}

test('however many tabs there are, one stream is open, and each is told each size once', async () => {
  const { openTab, announce, settle, streams } = oneBrowser()
  const tabs = Array.from({ length: 8 }, openTab)
  for (const tab of tabs) tab.shown(true)
  await settle()
  expect(streams.size).toBe(1)
  announce(8)
  announce(9)
  for (const { heard } of tabs) expect(heard).toEqual([7, 8, 9])
})

test('every tab that is shown is told what was seen on the chain', async () => {
  const { openTab, alarm, settle } = oneBrowser()
  const tabs = Array.from({ length: 3 }, openTab)
  for (const tab of tabs) tab.shown(true)
  await settle()
  alarm(4)
  expect(tabs.map(({ alarmed }) => alarmed)).toEqual([[4], [4], [4]])
})

test('a tab that comes late is told where the log stands', async () => {
  const { openTab, settle, streams } = oneBrowser()
  openTab().shown(true)
  await settle()
  const late = openTab()
  late.shown(true)
  await settle()
  expect([late.heard, streams.size]).toEqual([[7], 1])
})

test('when the tab that reads is hidden or closed, the next one reads', async () => {
  const { openTab, announce, settle, streams, lines } = oneBrowser()
  const [one, two, three] = [openTab(), openTab(), openTab()]
  for (const tab of [one, two, three]) tab.shown(true)
  await settle()
  one.shown(false)
  await settle()
  announce(8)
  expect([one.heard.at(-1), two.heard.at(-1), three.heard.at(-1), streams.size]).toEqual([7, 8, 8, 1])
  two.stop()
  await settle()
  announce(9)
  expect([one.heard.at(-1), two.heard.at(-1), three.heard.at(-1), streams.size]).toEqual([7, 8, 9, 1])
  one.shown(true)
  await settle()
  expect(one.heard.at(-1)).toBe(9)
  one.stop()
  three.stop()
  await settle()
  expect([streams.size, lines.size]).toEqual([0, 0])
})

test('a stream that the site refused is opened again later, unless the tab is gone', async () => {
  const { openTab, announce, refuse, wait, settle, streams } = oneBrowser()
  const tab = openTab()
  tab.shown(true)
  await settle()
  refuse()
  expect(streams.size).toBe(0)
  wait()
  announce(8)
  expect([tab.heard.at(-1), streams.size]).toEqual([8, 1])
  refuse()
  tab.stop()
  wait()
  expect(streams.size).toBe(0)
})
