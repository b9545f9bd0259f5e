import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { startPostgres, withoutPostgres } from '../scripts/postgres.js'
import { filesStore } from '../src/adapters/files.ts'
import { postgresStore } from '../src/adapters/postgres.ts'
import { equalBytes, text } from '../src/log/bytes.ts'
import { openCheckpoint } from '../src/log/checkpoint.ts'
import { ed25519Signer, parseVkey } from '../src/log/keys.ts'
import { verifyReceipt } from '../src/log/receipt.ts'
import { decodeBundle, entriesPath, tileWidth, widthAt } from '../src/log/tile.ts'
import { leafHash, rootOf } from '../src/log/tree.ts'
import type { Store } from '../src/service/ports.ts'
import { checkLog } from './check-log.ts'
import { clock, keyOf, plainConversation, write } from './site.ts'

const kills = 50
const writers = 8
const origin = 'localhost:0/log'
const program = fileURLToPath(new URL('../build/sensus.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sensus-kill-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Server {
  url: string
  child: ChildProcess
}

/** Starts the real server on a free port of the loopback. */
async function serve(env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [program, 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      SENSUS_CHAIN: 'none',
      SENSUS_WORK_BITS: '0',
      SENSUS_TICK_MS: '20',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr!.on('data', (chunk) => {
      said += chunk
      const found = /Sensus is at (\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  return { url, child }
}

interface Seen {
  receipts: string[]
  checkpoints: string[]
}

/** Writes until the server is gone; keeps every receipt that came back whole, and every checkpoint. */
async function writeUntilKilled({ url }: Server, writer: number, seen: Seen): Promise<void> {
  const key = keyOf(`writer ${writer} ${seen.receipts.length}`)
  try {
    for (let i = 0; ; i++) {
      clock.now = Date.now()
      const { note } = write(origin, key, 'conversation', plainConversation)
      const answer = await fetch(`${url}/api/records`, {
        method: 'POST',
        body: note,
        headers: { 'content-type': 'text/plain' },
      })
      if (answer.status === 201) seen.receipts.push(((await answer.json()) as { receipt: string }).receipt)
      if (i % 4 === 0) seen.checkpoints.push(await (await fetch(`${url}/log/checkpoint`)).text())
    }
  } catch {
    // The server was killed: what was not answered may or may not be in the log.
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function killLoop(env: Record<string, string>): Promise<Seen> {
  const seen: Seen = { receipts: [], checkpoints: [] }
  for (let round = 0; round < kills; round++) {
    const server = await serve(env)
    const load = Promise.all(Array.from({ length: writers }, (_, writer) => writeUntilKilled(server, writer, seen)))
    // Every other round dies wherever it is, the rest with receipts on their way: a slow machine has none any sooner.
    const before = seen.receipts.length
    while (round % 2 === 0 && seen.receipts.length === before) await pause(5)
    await pause(100 + ((round * 61) % 300))
    server.child.kill('SIGKILL')
    await once(server.child, 'exit')
    await load
  }
  const last = await serve(env)
  seen.checkpoints.push(await (await fetch(`${last.url}/log/checkpoint`)).text())
  last.child.kill('SIGTERM')
  await once(last.child, 'exit')
  return seen
}

/** Every receipted record is there, every receipt verifies, and no two checkpoints conflict. */
async function checkSeen(store: Store, { receipts, checkpoints }: Seen): Promise<void> {
  const { vkey } = ed25519Signer(origin, await seedOf(store))
  const key = parseVkey(vkey)
  const notes = await checkLog(store, vkey)
  for (const receipt of receipts) {
    const { index, note } = verifyReceipt(receipt, key)
    expect(notes[index] === note).toBe(true)
  }
  const leaves = await leavesOf(store, notes.length)
  for (const checkpoint of new Set(checkpoints)) {
    const { size, root } = openCheckpoint(checkpoint, key)
    expect(equalBytes(rootOf(leaves.slice(0, size)), root)).toBe(true)
  }
}

async function seedOf({ blobs }: Store): Promise<Uint8Array> {
  return Uint8Array.from(Buffer.from(text((await blobs.get('private/log.key'))!).trim(), 'hex'))
}

async function leavesOf({ blobs }: Store, size: number): Promise<Uint8Array[]> {
  const leaves: Uint8Array[] = []
  for (let n = 0; n * tileWidth < size; n++)
    leaves.push(...decodeBundle((await blobs.get(entriesPath(n, widthAt(n, size))))!).map(leafHash))
  return leaves
}

test(`files: ${kills} times kill -9 under load lose no receipted record`, { timeout: 900_000 }, async () => {
  const seen = await killLoop({ SENSUS_DATA: folder })
  expect(seen.receipts.length).toBeGreaterThan(kills)
  const store = await filesStore(folder, { readOnly: true })
  await checkSeen(store, seen)
  await store.close()
})

if (!withoutPostgres('kill -9 on PostgreSQL'))
  test(`PostgreSQL: ${kills} times kill -9 under load lose no receipted record`, { timeout: 900_000 }, async () => {
    const cluster = await startPostgres()
    try {
      const seen = await killLoop({ DATABASE_URL: cluster.url })
      expect(seen.receipts.length).toBeGreaterThan(kills)
      const store = await postgresStore(cluster.url, origin)
      await checkSeen(store, seen)
      await store.close()
    } finally {
      await cluster.stop()
    }
  })
