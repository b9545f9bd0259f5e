import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { all } from './known-lists.ts'

// `npm start` as somebody at a terminal or a service manager runs it: npm, its shell, and the server.

const root = fileURLToPath(new URL('..', import.meta.url))
const checkout = mkdtempSync(join(tmpdir(), 'sensus-npm-'))
const data = join(checkout, 'data')
const lists = join(checkout, 'lists')
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

/** A checkout whose build is there already. */
function layOutCheckout(): void {
  mkdirSync(join(checkout, 'scripts'))
  copyFileSync(join(root, 'package.json'), join(checkout, 'package.json'))
  copyFileSync(join(root, 'scripts', 'start.js'), join(checkout, 'scripts', 'start.js'))
  writeFileSync(join(checkout, 'scripts', 'build.js'), '')
  symlinkSync(join(root, 'build'), join(checkout, 'build'))
}

/** Resolves to whether anybody listens there. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a first start brings in the lists it is told of; SIGTERM to npm ends the server, and frees its folder and its port', async () => {
  layOutCheckout()
  mkdirSync(lists)
  writeFileSync(join(lists, 'sudo.json'), JSON.stringify(all['sudo.json']))
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    SENSUS_URL: 'http://npm.example',
    SENSUS_DATA: data,
    SENSUS_BEGIN: lists,
  }
  const npm = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
  const ended = once(npm, 'exit')
  await expect.poll(() => said || npm.exitCode).toMatch(/Sensus is at \S+:\d+/)
  const port = Number(/Sensus is at \S+:(\d+)/.exec(said)?.[1])
  const { pid } = JSON.parse(readFileSync(join(data, 'lock'), 'utf8')) as { pid: number }
  expect(await listens(port)).toBe(true)
  await expect.poll(() => said).toContain('SENSUS_BEGIN: done, 1 record was brought in')
  npm.kill('SIGTERM')
  await ended
  await expect.poll(() => isAlive(pid)).toBe(false)
  expect(existsSync(join(data, 'lock'))).toBe(false)
  expect(await listens(port)).toBe(false)
})
