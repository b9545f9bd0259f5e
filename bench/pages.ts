import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { verifierPool } from '../src/adapters/verifier.ts'
import type { Site } from '../src/service/site.ts'
import { firstConversation, openBench, origin } from './append.ts'
import { median } from './rates.ts'
import { type SignedVotes, signInThreads, type Target } from './votes.ts'

const rounds = 5
const requests = 40
const tickMs = 50

/**
 * CPU milliseconds of the whole server, all threads, for one request at a conversation on which `voters` have voted:
 * its page and its map after one more vote (cold), the map's drawing alone, both again while nothing changes (kept),
 * and a view of an earlier size of the log. Cold figures are medians of several rounds. Linux only: what a process has
 * used is read from /proc.
 */
export async function benchPages(program: URL, directory: string, voters: number): Promise<Record<string, number>> {
  const { conversation, targets, more } = await madeLog(program, directory, voters)
  const server = await serve(directory)
  try {
    const page = `/c/${conversation}`
    const view = `/api/views/opinion-map?conversation=${conversation}`
    const picture = `/api/pictures/opinion-map.svg?conversation=${conversation}`
    const cost = (path: string, times = 1): Promise<number> => cpuOf(server, path, times)
    const first = await cost(page)
    const cold: Record<'pageCpuMs' | 'viewCpuMs' | 'pictureCpuMs', number[]> = {
      pageCpuMs: [],
      viewCpuMs: [],
      pictureCpuMs: [],
    }
    const vote = more.votes.values()
    const change = async (): Promise<void> => server.send(vote.next().value!)
    for (let round = 0; round < rounds; round++) {
      await change()
      cold.pageCpuMs.push(await cost(page))
      await change()
      cold.viewCpuMs.push(await cost(view))
      cold.pictureCpuMs.push(await cost(picture))
    }
    const size = voters * targets.length
    const past = (round: number): string => `/api/views/conversations?conversation=${conversation}&at=${size - round}`
    const at: number[] = []
    for (let round = 0; round < rounds; round++) at.push(await cost(past(round)))
    return {
      votes: size,
      pageFirstCpuMs: first,
      ...Object.fromEntries(Object.entries(cold).map(([name, values]) => [name, median(values)])),
      pageKeptCpuMs: await cost(page, requests),
      viewKeptCpuMs: await cost(view, requests),
      pictureKeptCpuMs: await cost(picture, requests),
      atCpuMs: median(at),
      atKeptCpuMs: await cost(past(rounds - 1), requests),
    }
  } finally {
    await server.stop()
  }
}

interface Made {
  conversation: string
  targets: Target[]
  /** Votes that change the conversation, not yet in the log. */
  more: SignedVotes
}

/** A log in a directory in which so many people have voted on all statements of the first conversation. */
async function madeLog(program: URL, directory: string, voters: number): Promise<Made> {
  const verifier = verifierPool()
  const site = await openBench({ directory, tickMs }, verifier.verify)
  const { conversation, statements: targets } = await firstConversation(site)
  const plan = { origin, time: Math.floor(Date.now() / 1000) * 1000, targets, signer: 'session' as const }
  const { sessions, votes } = await signInThreads(program, { ...plan, first: 0, end: voters })
  for (const notes of [sessions, votes]) await submitted(site, notes)
  const more = await signInThreads(program, { ...plan, first: voters, end: voters + rounds })
  await submitted(site, more.sessions)
  await site.close()
  await verifier.close()
  return { conversation, targets, more }
}

async function submitted(site: Site, notes: string[]): Promise<void> {
  for (let from = 0; from < notes.length; from += 2048)
    await Promise.all(notes.slice(from, from + 2048).map((note) => site.submit(note, {})))
}

/** A server that runs in a process of its own. */
export interface Server {
  url: string
  pid: number
  send(note: string): Promise<void>
  stop(): Promise<void>
}

/** The server as it is run, over a log in a directory. */
export async function serve(directory: string): Promise<Server> {
  const bin = fileURLToPath(new URL('../build/sensus.js', import.meta.url))
  const env = {
    ...process.env,
    PORT: '0',
    SENSUS_DATA: directory,
    SENSUS_ORIGIN: origin,
    SENSUS_CHAIN: 'none',
    SENSUS_WORK_BITS: '0',
    SENSUS_TICK_MS: String(tickMs),
  }
  const child = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const url = await urlOf(child)
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const send = async (note: string): Promise<void> => {
    const answer = await fetch(`${url}/api/records`, { method: 'POST', body: note, headers })
    if (answer.status !== 201) throw new Error(`a vote was not taken: ${await answer.text()}`)
  }
  return { url, pid: child.pid!, send, stop }
}

const headers = { 'content-type': 'text/plain' }

function urlOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stderr!.on('data', (chunk) => {
      said += chunk
      const url = /Sensus is at (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.on('exit', () => reject(new Error(`the server ended: ${said}`)))
  })
}

/** Milliseconds for one of several equal requests, what the server does after the last answer included. */
async function cpuOf({ url, pid }: Server, path: string, times: number): Promise<number> {
  await idle(pid)
  const before = cpuMs(pid)
  for (let i = 0; i < times; i++) {
    const answer = await fetch(url + path)
    if (!answer.ok) throw new Error(`${path} answers with ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
  }
  return ((await idle(pid)) - before) / times
}

/** Waits until a process uses next to nothing for a while; what it has used by then. */
async function idle(pid: number): Promise<number> {
  for (let before = cpuMs(pid); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = cpuMs(pid)
    if (now - before < 4) return now
    before = now
  }
}

/** CPU milliseconds that all threads of a process have used (proc(5), schedstat). */
function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`
  const nanoseconds = readdirSync(tasks).map((id) =>
    Number(readFileSync(`${tasks}/${id}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6
}
