import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'
import { longStory } from '../src/dev/simulated-chain/long-story.ts'
import type { SnapshotsValue } from '../src/views/chain/values.ts'
import { closeChains, later, nodesOf } from './chain-parts.ts'
import { sensus } from './cli-surroundings.ts'

const program = fileURLToPath(new URL('../build/sensus.js', import.meta.url))
const root = mkdtempSync(join(tmpdir(), 'sensus-observer-killed-'))
const env = { SENSUS_WORK_BITS: '4', SENSUS_TICK_MS: '20', SENSUS_CHAIN: 'none' }

afterAll(async () => {
  await closeChains()
  rmSync(root, { recursive: true, force: true })
})

/** A process of its own that goes back over blocks, and what it has said. */
function observing(words: string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  later(async () => child.kill('SIGKILL'))
  let said = ''
  child.stderr!.on('data', (chunk) => {
    said += chunk
  })
  return { child, said: () => said }
}

test('a process that is killed, with another that came too early, never blocks the next; nothing is lost or twice there', async () => {
  const [node] = await nodesOf(longStory('killed', 100).finalize(), 1)
  const wordsFor = (data: string) => [
    'observe',
    '--chain',
    node!.url,
    '--from',
    '5',
    '--to',
    '95',
    '--every',
    '20',
    '--data',
    join(root, data),
  ]
  const snapshots = async (data: string) => {
    const { out } = await sensus(['view', 'snapshots', '--data', join(root, data)], { env })
    return (JSON.parse(out) as SnapshotsValue).snapshots.map(({ block, holdings, flows }) => ({
      block,
      holdings,
      flows,
    }))
  }
  for (let round = 1; round <= 2; round++) {
    const first = observing(wordsFor('killed'))
    await expect.poll(first.said, { timeout: 60_000, interval: 5 }).toMatch(/snapshot of block \d+ is entry/)
    // In the middle of a question.
    node!.faults.silent = true
    const early = observing(wordsFor('killed'))
    await once(early.child, 'exit')
    expect(early.said()).toContain(`another process (pid ${first.child.pid}) is using this directory`)
    const both = [first, observing(wordsFor('killed'))]
    const ended = both.map(({ child }) => once(child, 'exit'))
    for (const { child } of both) child.kill('SIGKILL')
    await Promise.all(ended)
    node!.faults.silent = false
  }
  for (const data of ['killed', 'calm']) expect(await sensus(wordsFor(data), { env })).toMatchObject({ code: exit.ok })
  expect((await snapshots('killed')).map(({ block }) => block)).toEqual([95, 80, 60, 40, 20, 5])
  expect(await snapshots('killed')).toEqual(await snapshots('calm'))
})
