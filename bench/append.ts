import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { filesStore } from '../src/adapters/files.ts'
import { listenHttp } from '../src/adapters/http.ts'
import { threadEngine } from '../src/adapters/thread-engine.ts'
import { verifierPool } from '../src/adapters/verifier.ts'
import { createApi } from '../src/api/server.ts'
import { unhex } from '../src/log/bytes.ts'
import type { SignatureCheck } from '../src/log/suites.ts'
import type { RecordId } from '../src/records/ids.ts'
import { parseRecord } from '../src/records/record.ts'
import { isRefusal } from '../src/records/refusals.ts'
import { signatureCheckOf } from '../src/records/signature-check.ts'
import { openSite } from '../src/service/open.ts'
import type { Site } from '../src/service/site.ts'
import { english } from '../src/words/en.ts'
import { sentenceOf } from '../src/words/refusal.ts'
import type { Load, Sent } from './client.ts'
import { bareRates, between } from './rates.ts'
import { type Signer, signInThreads, type Target } from './votes.ts'

export interface AppendPlan {
  /** Directory of the log, which is created. */
  directory: string
  signer: Signer
  accounts: number
  /** Requests under way at a time. */
  connections: number
  /** Milliseconds between two appends. */
  tickMs: number
}

/** The origin of every log that is appended to here. */
export const origin = 'bench.invalid/log'

/**
 * Votes of many accounts through the HTTP API into a log in a directory: every answer is a receipt, so its record is on
 * disk. The client is a process of its own and has signed everything before the clock starts; its first fifth warms
 * the server up and does not count. Beside it the bare rate at which the same signatures are verified in this process.
 */
export async function benchAppend(program: URL, plan: AppendPlan): Promise<Record<string, number>> {
  const verifier = verifierPool()
  const site = await openBench(plan, verifier.verify)
  const { sessions, votes } = await signInThreads(program, {
    origin: site.origin,
    time: Math.floor(Date.now() / 1000) * 1000,
    targets: (await firstConversation(site)).statements,
    signer: plan.signer,
    first: 0,
    end: plan.accounts,
  })
  await Promise.all(sessions.map((note) => site.submit(note, {})))
  const jobs = jobsOf(sessions, votes)
  const api = createApi(site, { url: 'http://127.0.0.1', report: console.error })
  const listening = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    base: 'http://127.0.0.1',
    addressHeader: null,
    addressDepth: 1,
    api: (request, from) => api.fetch(request, from),
    isApi: () => true,
    pages: (_, response) => response.destroy(),
    report: console.error,
  })
  const warm = Math.floor(votes.length / 5)
  await send(program, { port: listening.port, notes: votes.slice(0, warm), connections: plan.connections })
  const before = await bareRates(jobs)
  const cpu = process.cpuUsage()
  const loop = performance.eventLoopUtilization()
  const rest = votes.slice(warm)
  const { seconds, cpuMs } = await send(program, { port: listening.port, notes: rest, connections: plan.connections })
  const { utilization } = performance.eventLoopUtilization(loop)
  const { user, system } = process.cpuUsage(cpu)
  const bare = between(before, await bareRates(jobs))
  await listening.close(1000)
  await site.close()
  await verifier.close()
  return {
    records: rest.length,
    connections: plan.connections,
    tickMs: plan.tickMs,
    verifiedPerSecondThread: bare.thread,
    verifiedPerSecondPool: bare.pool,
    appendedPerSecond: rest.length / seconds,
    appendToThread: rest.length / seconds / bare.thread,
    appendToPool: rest.length / seconds / bare.pool,
    serverLoopBusy: utilization,
    serverCpuMicrosPerRecord: (user + system) / rest.length,
    clientCpuMicrosPerRecord: (cpuMs * 1000) / rest.length,
  }
}

/** A site as the server composes it, with its limits out of the way. */
export async function openBench(
  { directory, tickMs }: Pick<AppendPlan, 'directory' | 'tickMs'>,
  verify: (jobs: SignatureCheck[]) => Promise<boolean[]>,
): Promise<Site> {
  const store = await filesStore(directory)
  const plenty = { burst: 1e9, perSecond: 1e9 }
  const limits = { account: plenty, prefix: plenty, dailyBytes: 1e12, workBits: 0 }
  const random = (length: number) => new Uint8Array(randomBytes(length))
  return openSite({
    store,
    origin,
    verify,
    folder: threadEngine,
    clock: Date.now,
    random,
    version: 'bench',
    tickMs,
    limits,
  })
}

/** The conversation that every log begins with, and its statements. */
export async function firstConversation(site: Site): Promise<{ conversation: string; statements: Target[] }> {
  const read = async (params: Record<string, string>): Promise<Listed> => {
    const value = await site.view('conversations', params)
    if (isRefusal(value)) throw new Error(sentenceOf(english, value))
    return JSON.parse(value) as Listed
  }
  const { conversations = [] } = await read({})
  const conversation = conversations[0]!.id
  const { statements = [] } = await read({ conversation })
  return { conversation, statements }
}

interface Listed {
  conversations?: { id: string }[]
  statements?: Target[]
}

/** The signature check that each vote asks for. */
function jobsOf(sessions: string[], votes: string[]): SignatureCheck[] {
  const keys = new Map<RecordId, Uint8Array>()
  for (const note of sessions) {
    const record = parseRecord(note)
    if (!isRefusal(record) && record.kind === 'session') keys.set(record.id, unhex(record.fields.sessionKey))
  }
  return votes.map((note) => {
    const record = parseRecord(note)
    const bound = isRefusal(record) ? record : signatureCheckOf(record, record.session && keys.get(record.session))
    if (isRefusal(bound)) throw new Error(sentenceOf(english, bound))
    return bound.job
  })
}

/** Lets a client process send, and waits for its time. */
async function send(program: URL, load: Load): Promise<Sent> {
  const client = fork(fileURLToPath(program), ['client'])
  client.send(load)
  const ended = once(client, 'exit').then(([code]) => Promise.reject(new Error(`the client ended with code ${code}`)))
  const [sent] = (await Promise.race([once(client, 'message'), ended])) as [Sent]
  return sent
}
