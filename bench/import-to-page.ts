import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { origin } from './append.ts'
import { benchCrowd } from './crowd.ts'
import { type Server, serve } from './pages.ts'

const [people, statements, votesEach] = [100_000, 2000, 20]
const pingMs = 10

/**
 * An export of two million votes of 100,000 people in a folder, brought in by the command, and the first page of it with its
 * map drawn, from a server that is started on that log. Seconds of wall time, memory of the larger of the two processes;
 * beside it how long a small read waits while the map is made, and what the page takes once it is kept.
 */
export async function benchImportToPage(directory: string): Promise<Record<string, number>> {
  const [folder, log] = [join(directory, 'export'), join(directory, 'log')]
  makeExport(folder)
  await (await serve(log)).stop()
  const brought = await importAll(folder, log)
  const begun = performance.now()
  const server = await serve(log)
  try {
    const ready = performance.now()
    const startPeakMb = peakOf(server.pid)
    const conversation = await newest(server)
    const pings = pinging(server)
    const first = performance.now()
    const bytes = await pageOf(server, conversation)
    const pageSeconds = (performance.now() - first) / 1000
    const delays = (await pings.stop()).sort((a, b) => a - b)
    const again = performance.now()
    await pageOf(server, conversation)
    const serveSeconds = (ready - begun) / 1000
    return {
      importSeconds: brought.seconds,
      startSeconds: serveSeconds,
      pageSeconds,
      secondsToPage: brought.seconds + serveSeconds + pageSeconds,
      pageKeptSeconds: (performance.now() - again) / 1000,
      pageMb: bytes / 1e6,
      importPeakMb: brought.peakMb,
      startPeakMb,
      servePeakMb: peakOf(server.pid),
      peakMb: Math.max(brought.peakMb, peakOf(server.pid)),
      loopDelayMs: delays[Math.floor(delays.length * 0.99)] ?? 0,
      loopDelayWorstMs: delays.at(-1) ?? 0,
    }
  } finally {
    await server.stop()
  }
}

function makeExport(folder: string): void {
  const { ballots } = benchCrowd(people, statements, votesEach)
  mkdirSync(folder, { recursive: true })
  const said = Array.from({ length: statements }, (_, id) => `${id},${id},${id},0,0,0,1,Statement ${id} of the crowd\n`)
  const columns = 'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body'
  writeFileSync(join(folder, 'comments.csv'), `${columns}\n${said.join('')}`)
  const file = openSync(join(folder, 'votes.csv'), 'w')
  let rows = 'timestamp,datetime,comment-id,voter-id,vote\n'
  for (let i = 0; i < ballots.person.length; i++) {
    const time = 1_732_029_245 + (i % 1_000_000)
    rows += `${time},${time},${ballots.statement[i]},${ballots.person[i]},${ballots.choice[i]}\n`
    if (rows.length < 1 << 20) continue
    writeSync(file, rows)
    rows = ''
  }
  writeSync(file, rows)
  closeSync(file)
}

/** The command, in a process of its own; what it uses is read while it runs. */
async function importAll(folder: string, log: string): Promise<{ seconds: number; peakMb: number }> {
  const bin = fileURLToPath(new URL('../build/sensus.js', import.meta.url))
  const env = { ...process.env, SENSUS_ORIGIN: origin, SENSUS_CHAIN: 'none' }
  const given = [
    'import',
    'polis',
    folder,
    '--data',
    log,
    '--licence',
    'CC0',
    '--attribution',
    'Nobody',
    '--sign',
    'plain',
  ]
  const begun = performance.now()
  const child = spawn(process.execPath, [bin, ...given], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let [peakMb, said] = [0, '']
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid!))
  }, 20)
  const [code] = (await once(child, 'exit')) as [number]
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`)
  return { seconds: (performance.now() - begun) / 1000, peakMb }
}

async function newest({ url }: Server): Promise<string> {
  const { conversations } = (await (await fetch(`${url}/api/views/conversations`)).json()) as {
    conversations: { id: string }[]
  }
  return conversations.at(-1)!.id
}

/** Bytes of a page that has its map in it. */
async function pageOf({ url }: Server, conversation: string): Promise<number> {
  const answer = await fetch(`${url}/c/${conversation}`)
  const page = await answer.text()
  if (!answer.ok || !page.includes('<svg') || !page.includes('data-figure="opinion-map participants"'))
    throw new Error(`the page has no map (${answer.status})`)
  return page.length
}

/** Small reads one after another; how long each took, in milliseconds. */
function pinging({ url }: Server): { stop(): Promise<number[]> } {
  const took: number[] = []
  let on = true
  const run = async (): Promise<void> => {
    while (on) {
      const begun = performance.now()
      await (await fetch(`${url}/log/checkpoint`)).arrayBuffer()
      took.push(performance.now() - begun)
      await new Promise((resolve) => setTimeout(resolve, pingMs))
    }
  }
  const running = run()
  return {
    async stop() {
      on = false
      await running
      return took
    },
  }
}

/** Most memory that a process has held, in megabytes (proc(5), VmHWM); 0 once it has ended. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+([0-9]+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
