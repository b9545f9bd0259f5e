// Figures of one run, each part in a process of its own, as ratios to what the machine can do at the same time.
//   npm run bench [-- DATA [WORD]]      DATA: where the conversations of Polis lie, ../shared/data unless told;
//                                       WORD: only the parts whose name has it
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { benchAppend } from './append.ts'
import { benchAudit } from './audit.ts'
import { benchMovements, benchPower, benchSnapshot } from './chain.ts'
import { nodeSizes, serveLargeNode } from './chain-node.ts'
import { benchChanges } from './changes.ts'
import { type Load, sendAll } from './client.ts'
import { benchFirstSnapshot } from './first-snapshot.ts'
import { benchFold } from './fold.ts'
import { benchGrowth } from './growth.ts'
import { benchImportToPage } from './import-to-page.ts'
import { benchLargeMap } from './large-map.ts'
import { benchMap } from './map.ts'
import { benchNear } from './near-chromium.ts'
import { benchPages } from './pages.ts'
import { benchPeople } from './people.ts'
import { benchPolis } from './polis.ts'
import { benchPots } from './pots.ts'
import { benchSubjects } from './subjects.ts'
import { signVotes, type VotePlan } from './votes.ts'

type Figures = Record<string, number>

const program = new URL(import.meta.url)
const tickMs = 250
const connections = 2048

/** Each part by its name; `directory` is for logs, which the audits find where the appends have left them. */
const parts: Record<string, (directory: string, data: string) => Promise<Figures>> = {
  'append, wallets (sr25519)': (directory) =>
    benchAppend(program, {
      directory: join(directory, 'wallet'),
      signer: 'wallet',
      accounts: 800,
      connections,
      tickMs,
    }),
  'append, sessions (Ed25519)': (directory) =>
    benchAppend(program, {
      directory: join(directory, 'session'),
      signer: 'session',
      accounts: 1600,
      connections,
      tickMs,
    }),
  'audit, wallets (sr25519)': (directory) => benchAudit(join(directory, 'wallet')),
  'audit, sessions (Ed25519)': (directory) => benchAudit(join(directory, 'session')),
  'fold of 100,000 votes': () => benchFold(),
  'growth: 40,000 introductions, 40,000 links': () => benchGrowth(),
  'pages of a conversation of 200': (directory) => benchPages(program, join(directory, '200'), 200),
  'pages of a conversation of 2,000': (directory) => benchPages(program, join(directory, '2000'), 2000),
  'near statements among 10,000': () => benchNear(),
  'opinion map (vTaiwan)': (_, data) => benchMap(data),
  'robust map of 10,000 people': (directory) =>
    benchLargeMap(directory, { people: 10_000, statements: 500, plain: true }),
  'robust map of 100,000 people': (directory) => benchLargeMap(directory, { people: 100_000, statements: 2000 }),
  'robust map of 1,000,000 people': (directory) => benchLargeMap(directory, { people: 1_000_000, statements: 2000 }),
  'from 2,000,000 votes of 100,000 to a page': (directory) => benchImportToPage(join(directory, 'page')),
  'import of 2,000,000 votes of 20,000': (directory) => benchPolis(directory, 20_000),
  'import of 2,000,000 votes of 400,000': (directory) => benchPolis(directory, 400_000),
  'snapshot of the chain': () => benchSnapshot(),
  'first snapshot of 430,000 accounts, by pages': () => benchFirstSnapshot(program, { size: 'now' }),
  'first snapshot of 430,000 accounts, streamed': () => benchFirstSnapshot(program, { size: 'now', streams: true }),
  'first snapshot of 1,200,000 accounts, by pages': () => benchFirstSnapshot(program, { size: 'later' }),
  'first snapshot of 1,200,000 accounts, streamed': () => benchFirstSnapshot(program, { size: 'later', streams: true }),
  'first snapshot of 1,200,000 accounts, paced, by pages': () =>
    benchFirstSnapshot(program, { size: 'later', paced: true }),
  'a day of changes of 430,000 accounts': (directory) => benchChanges(program, join(directory, 'changes')),
  'movements of a year': () => benchMovements(),
  "a year of pots' traffic": () => benchPots(),
  'power of 64 voters': () => benchPower(),
  'people on a ladder': () => benchPeople(),
  'subnets and the answer on a subject': (directory) => benchSubjects(join(directory, 'subjects')),
}

/** Aims by part and figure: at least (or at most, for times) this. */
const aims: { part: RegExp; figure: string; least?: number; most?: number }[] = [
  { part: /^append/, figure: 'appendToThread', least: 0.5 },
  { part: /^audit/, figure: 'auditToPool', least: 0.7 },
  { part: /^growth/, figure: 'introductionsSeconds', most: 0.5 },
  { part: /^growth/, figure: 'linksSeconds', most: 0.5 },
  { part: /^pages/, figure: 'pageKeptCpuMs', most: 5 },
  { part: /^pages/, figure: 'pictureKeptCpuMs', most: 5 },
  { part: /^pages.*2,000$/, figure: 'pageCpuMs', most: 60 },
  { part: /^pages.*2,000$/, figure: 'pictureCpuMs', most: 60 },
  { part: /^near/, figure: 'chromiumLookMs', most: 50 },
  { part: /^opinion map/, figure: 'mapFirstCpuMs', most: 150 },
  { part: /^robust map of 100,000/, figure: 'mapSeconds', most: 3 },
  { part: /^robust map of 100,000/, figure: 'mapPeakMb', most: 600 },
  { part: /^robust map of 1,000,000/, figure: 'mapSeconds', most: 30 },
  { part: /^robust map of 1,000,000/, figure: 'mapPeakMb', most: 3072 },
  { part: /^robust map of 1/, figure: 'afterNewVotesToCold', most: 0.1 },
  { part: /^from 2,000,000/, figure: 'secondsToPage', most: 12 },
  { part: /^from 2,000,000/, figure: 'peakMb', most: 800 },
  { part: /^from 2,000,000/, figure: 'loopDelayMs', most: 50 },
  { part: /^import/, figure: 'polisSeconds', most: 6 },
  { part: /^import/, figure: 'polisPeakMb', most: 500 },
  { part: /^snapshot/, figure: 'snapshotSeconds', most: 3 },
  { part: /^snapshot/, figure: 'snapshotPeakMb', most: 1024 },
  { part: /^first snapshot of 430.*pages/, figure: 'requests', most: 2300 },
  { part: /^first snapshot of 430.*streamed/, figure: 'requests', most: 400 },
  { part: /^first snapshot/, figure: 'peakMb', most: 600 },
  { part: /^first snapshot of 1,2/, figure: 'minutesAtOneASecond', most: 60 },
  { part: /^a day of changes/, figure: 'requests', most: 200 },
  { part: /^a day of changes/, figure: 'peakMb', most: 600 },
  { part: /^movements/, figure: 'movementsSeconds', most: 30 },
  { part: /pots' traffic$/, figure: 'potsFoldSeconds', most: 30 },
  { part: /pots' traffic$/, figure: 'potsGbAYear', most: 5 },
  { part: /^power/, figure: 'powerFirstMs', most: 100 },
  { part: /^people/, figure: 'matrixFirstMs', most: 100 },
]

if (!isMainThread) parentPort!.postMessage(signVotes(workerData as VotePlan))
else if (process.argv[2] === 'client') process.once('message', (load) => void answer(sendAll(load as Load)))
else if (process.argv[2] === 'node')
  void serveLargeNode(
    nodeSizes[process.argv[3] as keyof typeof nodeSizes],
    process.argv[4] === 'streams',
    Number(process.argv[5] ?? 0),
  )
else if (process.argv[2] === 'part') void answer(runPart(process.argv[3]!, process.argv[4]!, process.argv[5]!))
else await runAll(process.argv[2] ?? '../shared/data', process.argv[3] ?? '')

/** Sends a result to the process that started this one, and ends. */
async function answer(result: Promise<object>): Promise<void> {
  const value = await result
  process.send!(value, () => process.exit(0))
}

async function runPart(name: string, directory: string, data: string): Promise<Figures> {
  const figures = await parts[name]!(directory, data)
  return { ...figures, peakMemoryMb: process.resourceUsage().maxRSS / 1024 }
}

async function runAll(data: string, word: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sensus-bench-'))
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: availableParallelism() }
  console.log(`${machine.cores} cores (${machine.cpu}), Node ${machine.node}, load ${loadavg()[0]!.toFixed(1)}`)
  const results: Record<string, Figures> = {}
  try {
    for (const name of Object.keys(parts).filter((each) => each.includes(word))) {
      results[name] = await inProcess(name, directory, data)
      print(name, results[name])
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  save({ date: new Date().toISOString(), machine, results })
}

async function inProcess(name: string, directory: string, data: string): Promise<Figures> {
  const child = fork(fileURLToPath(program), ['part', name, directory, data])
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`"${name}" ended with code ${code}`)))
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [Figures]
  return figures
}

function print(part: string, figures: Figures): void {
  console.log(`\n${part}`)
  for (const [name, value] of Object.entries(figures)) {
    const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2
    console.log(`  ${name.padEnd(26)} ${value.toFixed(digits).padStart(10)}  ${verdict(part, name, value)}`.trimEnd())
  }
}

function verdict(part: string, figure: string, value: number): string {
  const aim = aims.find((each) => each.part.test(part) && each.figure === figure)
  if (!aim) return ''
  const holds = value >= (aim.least ?? Number.NEGATIVE_INFINITY) && value <= (aim.most ?? Number.POSITIVE_INFINITY)
  return `aim: ${aim.most === undefined ? `at least ${aim.least}` : `at most ${aim.most}`}, ${holds ? 'met' : 'missed'}`
}

function save(run: { date: string; machine: object; results: object }): void {
  const folder = join(fileURLToPath(program), '..', '..', 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${run.date.replaceAll(':', '-').slice(0, 19)}Z.json`)
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`)
  console.log(`\nwritten to ${file}`)
}
