import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Client, sensusClient } from '../../src/api/client.ts'
import { sha256, unhex, utf8 } from '../../src/log/bytes.ts'
import { formatNote } from '../../src/log/note.ts'
import { type AccountKey, accountKey } from '../../src/log/sign.ts'
import { textId } from '../../src/records/envelope.ts'
import { writeText } from '../../src/records/record.ts'
import { isRefusal } from '../../src/records/refusals.ts'
import type { FieldsOf, KindName } from '../../src/records/registry.ts'
import { solveWork } from '../../src/records/work.ts'
import { operatorKeyPath } from '../../src/service/layout.ts'
import type { ParamsOf, ValueOf, ViewName } from '../../src/views/registry.ts'
import { english } from '../../src/words/en.ts'
import { sentenceOf } from '../../src/words/refusal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A real server of its own, on a fresh log. */
export interface TestSite {
  url: string
  client: Client
  /** Runs the command line beside the server, as its operator. Rejects when it does not exit with 0. */
  run(...args: string[]): Promise<void>
  /** The key of its operator, as a wallet has it that the seed was brought into. */
  operator(): Promise<AccountKey>
  stop(): Promise<void>
}

/** Starts `build/sensus.js serve` on a free port and an empty folder, and waits until it answers. `more`: environment. */
export async function startSite(more: Record<string, string> = {}): Promise<TestSite> {
  const program = join(root, 'build', 'sensus.js')
  if (!existsSync(program) || !existsSync(join(root, 'build', 'web', 'handler.js')))
    throw new Error('The pages are not built: run "npm test", or "node scripts/build.js" before these tests alone.')
  const data = await mkdtemp(join(tmpdir(), 'sensus-browser-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, SENSUS_URL: url, SENSUS_TICK_MS: '50', SENSUS_WORK_BITS: '10', ...more }
  const args = [program, 'serve', '--data', data, '--port', String(port)]
  const server = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let stopping = false
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  server.on('exit', (code, signal) => {
    if (!stopping) console.error(`the server ended by itself (${code ?? signal}):\n${said}`)
  })
  await answering(server, url, () => said)
  const stop = async () => {
    stopping = true
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    await rm(data, { recursive: true, force: true })
  }
  const run = async (...args: string[]) => {
    await promisify(execFile)(process.execPath, [program, ...args, '--data', data, '--url', url])
  }
  const operator = async () => {
    const seed = (await readFile(join(data, operatorKeyPath), 'utf8')).trim()
    return accountKey('sr25519-bytes', unhex(seed))
  }
  return { url, client: sensusClient({ base: url }), run, operator, stop }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function answering(server: ChildProcess, url: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${said()}`)
    const answer = await fetch(`${url}/.well-known/sensus.json`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server did not answer within two minutes: ${said()}`)
}

/** The value of a view; a refusal fails the test. */
export async function viewValue<N extends ViewName>(
  { client }: TestSite,
  view: N,
  params: ParamsOf<N> = {},
): Promise<ValueOf<N>> {
  const answer = await client.view(view, params)
  if (isRefusal(answer)) throw new Error(sentenceOf(english, answer))
  return answer
}

/** Waits until what a view says holds. */
export async function settled<N extends ViewName>(
  site: TestSite,
  view: N,
  holds: (value: ValueOf<N>) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (holds(await viewValue(site, view))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the view ${view} never said what was waited for`)
}

/** A person's wallet key, the same in every run. */
export function keyOf(name: string): AccountKey {
  return accountKey('sr25519-bytes', sha256(utf8(`sensus browser test: ${name}`)))
}

let nonces = 0

/** Signs a record with a wallet key and submits it over HTTP, with a proof of work where one is asked. */
export async function say<K extends KindName>({ client }: TestSite, key: AccountKey, kind: K, fields: FieldsOf<K>) {
  const { origin, work } = await client.about()
  const nonce = (nonces++).toString(16).padStart(32, '0')
  const time = Math.floor(Date.now() / 1000) * 1000
  const text = writeText(kind, fields, { origin, account: key.address, time, nonce })
  if (isRefusal(text)) throw new Error(sentenceOf(english, text))
  const answer = await client.submit(formatNote(text, [key.sign(text)]), solveWork(textId(text), work.bits))
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${sentenceOf(english, answer)}`)
  return answer
}
