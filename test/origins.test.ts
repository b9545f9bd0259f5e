/** The name of a log: provisional until somebody chooses one, and then for good. */

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, withoutPostgres } from '../scripts/postgres.js'
import { postgresOrigins } from '../src/adapters/postgres.ts'
import { exit } from '../src/cli/command.ts'
import { openToRead, openToWrite, operatorKeyOf } from '../src/compose/site.ts'
import { readConfig } from '../src/config.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { type Outcome, sensus } from './cli-surroundings.ts'
import { clock, keyOf, plainConversation, write } from './site.ts'

type Env = Record<string, string>

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sensus-origins-'))
})
afterAll(() => rm(dir, { recursive: true }))

const quiet = { SENSUS_CHAIN: 'none', SENSUS_WEB_PROOFS: 'no', SENSUS_WORK_BITS: '0' }
const voice = { SENSUS_URL: 'https://voice.example.org' }

/** Serves until it says where, and ends. */
async function start(env: Env, where: string[] = []): Promise<Outcome> {
  const stop = new AbortController()
  return sensus(['serve', ...where, '--port', '0'], {
    env: { ...quiet, ...env },
    stop: stop.signal,
    heard: (text) => {
      if (text.includes('Sensus is at')) stop.abort()
    },
  })
}

/** Somebody other than the operator says something in a log. */
async function takePart(env: Env): Promise<void> {
  const site = await openToWrite(readConfig({ ...quiet, ...env }))
  clock.now = Date.now()
  const { note } = write(site.origin, keyOf('a stranger'), 'conversation', plainConversation)
  expect(isRefusal(await site.submit(note, {}))).toBe(false)
  await site.close()
}

async function logIn(folder: string): Promise<{ origin: string; operator: string; checkpoint: string }> {
  const site = await openToRead(readConfig({ ...quiet, SENSUS_DATA: folder }))
  const { origin, operator } = site.about()
  const checkpoint = site.checkpoint()
  await site.close()
  return { origin, operator, checkpoint }
}

describe('in a folder', () => {
  test('a name is chosen while only the site itself has spoken: what was there lies aside, whole', async () => {
    const data = join(dir, 'anew')
    const first = await start({}, ['--data', data])
    expect(first.err).toContain('the origin of this log is localhost:0/log, made from the port. It is provisional')
    expect(first.code).toBe(exit.ok)
    const before = await logIn(data)
    const chosen = await start(voice, ['--data', data])
    const aside = join(data, 'set-aside', 'localhost-0-log')
    expect(chosen.err).toContain(`lies in ${aside} now`)
    expect(chosen.err).toContain('A new log of the same operator begins as voice.example.org/log.')
    expect(chosen.code).toBe(exit.ok)
    const after = await logIn(data)
    expect(after).toMatchObject({ origin: 'voice.example.org/log', operator: before.operator })
    expect(await logIn(aside)).toEqual(before)
    const kept = await operatorKeyOf(readConfig({ ...quiet, SENSUS_DATA: data }))
    expect(kept.address).toBe(before.operator)

    const again = await start(voice, ['--data', data])
    expect(again.err).not.toContain('set-aside')
    const unnamed = await start({}, ['--data', data])
    expect(unnamed.err).toContain('the log keeps its origin voice.example.org/log')
    expect(unnamed.err).not.toContain('provisional')
    const other = await start({ SENSUS_URL: 'https://other.example.org' }, ['--data', data])
    expect(other.err).toContain('SENSUS_ORIGIN=voice.example.org/log serves this log at https://other.example.org')
    expect(other.code).toBe(exit.unreachable)
    expect((await logIn(data)).checkpoint).toBe(after.checkpoint)
  }, 120_000)

  test('once somebody else has spoken the provisional name stays', async () => {
    const data = join(dir, 'stays')
    await start({}, ['--data', data])
    await takePart({ SENSUS_DATA: data })
    const { checkpoint } = await logIn(data)
    const refused = await start(voice, ['--data', data])
    expect(refused.err).toContain('Others have said something in it')
    expect(refused.err).toContain('SENSUS_ORIGIN=localhost:0/log serves this log at https://voice.example.org')
    expect(refused.code).toBe(exit.unreachable)
    expect(existsSync(join(data, 'set-aside'))).toBe(false)
    expect((await logIn(data)).checkpoint).toBe(checkpoint)
    const moved = await start({ ...voice, SENSUS_ORIGIN: 'localhost:0/log' }, ['--data', data])
    expect(moved.err).not.toContain('provisional')
    expect(moved.code).toBe(exit.ok)
  }, 120_000)
})

if (!withoutPostgres('names of logs in PostgreSQL'))
  test('in a database: a second log begins only when its name says so', async () => {
    const cluster = await startPostgres()
    try {
      const at = { DATABASE_URL: cluster.url }
      const unnamed = await start(at)
      expect(unnamed.err).toContain('the origin of this log is localhost:0/log')
      const named = await start({ ...at, ...voice })
      expect(named.err).toContain(
        'a new log begins as voice.example.org/log; the database keeps the logs of localhost:0/log.',
      )
      const kept = await start(at)
      expect(kept.err).toContain('the log keeps its origin voice.example.org/log')
      const both = ['localhost:0/log', 'voice.example.org/log']
      expect(await postgresOrigins(cluster.url)).toEqual(both)

      const other = { SENSUS_URL: 'https://other.example.org' }
      const refused = await start({ ...at, ...other })
      expect(refused.err).toContain('SENSUS_ORIGIN=voice.example.org/log serves this log at https://other.example.org')
      expect(refused.err).toContain('beside it with SENSUS_ORIGIN=other.example.org/log')
      expect(refused.code).toBe(exit.unreachable)
      expect(await postgresOrigins(cluster.url)).toEqual(both)
      const second = await start({ ...at, ...other, SENSUS_ORIGIN: 'other.example.org/log' })
      expect(second.code).toBe(exit.ok)
      const undecided = await start(at)
      expect(undecided.err).toContain('the database holds the logs of other.example.org/log, voice.example.org/log')
      expect(undecided.code).toBe(exit.unreachable)
    } finally {
      await cluster.stop()
    }
  }, 120_000)
