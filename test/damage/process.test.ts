import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryStore } from '../../src/adapters/memory.ts'
import { exit } from '../../src/cli/command.ts'
import { closeSites, open } from '../site.ts'
import { type Folder, filesBelow, folderOf, layOut } from './sites.ts'

// `serve` as a process of its own, where its folder is damaged or its database keeps silent: it ends, with a code.

const program = fileURLToPath(new URL('../../build/sensus.js', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'sensus-damaged-'))
let folder: Folder

beforeAll(async () => {
  const store = memoryStore()
  await open(store)
  await closeSites()
  folder = await folderOf(store)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Served {
  child: ChildProcess
  said(): string
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

function serve(env: Record<string, string>): Served {
  const child = spawn(process.execPath, [program, 'serve'], {
    // An endpoint that nobody answers at, so that the chain is still being looked for.
    env: { PATH: process.env.PATH ?? '', PORT: '0', SENSUS_CHAIN: 'ws://127.0.0.1:1', SENSUS_WEB_PROOFS: 'no', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (chunk) => {
    said += chunk
  })
  return { child, said: () => said, ended: once(child, 'close').then(([code, signal]) => code ?? signal) }
}

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte))
const otherKey = (): Uint8Array => new TextEncoder().encode(`${'5a'.repeat(32)}\n`)

test.each([
  ['head/log', flipped],
  ['private/log.key', otherKey],
  ['private/operator.key', otherKey],
] as const)('a damaged %s: it is named, and serve ends with a code', async (path, damage) => {
  const data = join(directory, path.replace('/', '-'))
  layOut(folder, data)
  writeFileSync(join(data, path), damage(folder.get(path)!))
  const { ended, said } = serve({ SENSUS_DATA: data })
  expect(await ended).toBe(exit.refused)
  expect(said()).toContain(`sensus: ${path} is damaged: `)
  expect(said()).not.toMatch(/^ {4}at /m)
  expect(filesBelow(data).has('lock')).toBe(false)
})

test('SIGTERM ends a start that waits for a database which keeps silent', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const asked = once(silent, 'connection')
  const { port } = silent.address() as AddressInfo
  const { child, ended, said } = serve({ DATABASE_URL: `postgres://sensus@127.0.0.1:${port}/postgres` })
  const [connection] = await asked
  child.kill('SIGTERM')
  expect(await ended).toBe(exit.ok)
  expect(said()).toContain('ending before it had started')
  connection.destroy()
  silent.close()
})
