import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { exit } from '../src/cli/command.ts'

// The command line as a process of its own: what cannot be seen from inside, such as signals, pipes and exit codes.

const root = fileURLToPath(new URL('..', import.meta.url))
const sensus = join(root, 'bin', 'sensus')
const data = mkdtempSync(join(tmpdir(), 'sensus-process-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('--version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { stdout, status } = spawnSync(sensus, ['--version'], { encoding: 'utf8' })
  expect({ stdout, status }).toEqual({ stdout: `${version}\n`, status: exit.ok })
})

test('exit codes reach the shell', () => {
  expect(spawnSync(sensus, ['view', '--colour']).status).toBe(exit.usage)
  expect(spawnSync(sensus, ['view', 'conversations', '--data', join(data, 'none')]).status).toBe(exit.unreachable)
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serve says where it is, and %s ends it with 0 and its folder free',
  async (signal) => {
    const env = { ...process.env, PORT: '0', SENSUS_URL: 'http://process.example', SENSUS_DATA: data }
    const server = spawn(process.execPath, [sensus, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    server.stderr.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
    const ended = once(server, 'exit')
    while (!said.includes('Sensus is at ')) {
      if (server.exitCode !== null) throw new Error(said)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const url = /Sensus is at (\S+)/.exec(said)?.[1] ?? ''
    const events = await fetch(`${url}/api/events`)
    expect((await (await fetch(`${url}/.well-known/sensus.json`)).json()).origin).toBe('process.example/log')
    server.kill(signal)
    const [code] = await ended
    expect(code).toBe(exit.ok)
    expect(await events.text()).toContain('event: checkpoint')
    expect(spawnSync(sensus, ['audit', data], { encoding: 'utf8' }).stderr).toMatch(/audit ok\n$/)
  },
)

test('a reader who stops early is no error', () => {
  const command = `'${process.execPath}' '${sensus}' view conversations --data '${data}' | head -c 10`
  const { stdout, stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' })
  expect({ stdout, status }).toEqual({ stdout: '{"checkpoi', status: 0 })
  expect(stderr).not.toContain('EPIPE')
})

test('results go to standard output, talk to standard error', () => {
  const { stdout, stderr } = spawnSync(sensus, ['audit', data], { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, origin: 'process.example/log', problems: [] })
  expect(stderr).toMatch(/audit ok\n$/)
})
