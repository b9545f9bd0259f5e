// Finds PostgreSQL, or gets it, and runs throw-away clusters for tests.
//   node scripts/postgres.js            starts one, prints its URL and runs until interrupted
//   node scripts/postgres.js --install  only sees to it that PostgreSQL is there
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { aptInstall, findProgram, mayInstall } from './tools.js'

const debian = '/usr/lib/postgresql'
const help =
  'These tests need PostgreSQL 13 or later. Put its initdb on the PATH (Debian: apt-get install postgresql), or run the ' +
  'tests as root on Debian and they install it themselves, or leave them out with SENSUS_WITHOUT_POSTGRES=1.'

/** Directories of Debian's PostgreSQL versions, newest first. */
function debianDirectories() {
  try {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => join(debian, version, 'bin'))
  } catch {
    return []
  }
}

/** The directory where initdb and the programs beside it are; a link on the PATH leads there. */
function findPrograms() {
  const initdb = findProgram(['initdb']) ?? findProgram(['initdb'], debianDirectories())
  return initdb === null ? null : dirname(realpathSync(initdb))
}

/**
 * The directory with PostgreSQL's programs: of the `initdb` on the PATH, under Debian's folder, or as root from apt.
 * @param {{ install?: boolean }} options
 * @returns {string} throws, saying how to get it, when there is none
 */
export function findPostgres({ install = true } = {}) {
  const found = findPrograms()
  if (found !== null) return found
  if (!install || !mayInstall()) throw new Error(help)
  aptInstall('postgresql')
  const fresh = findPrograms()
  if (fresh === null) throw new Error(help)
  return fresh
}

/** Whether SENSUS_WITHOUT_POSTGRES=1 leaves the named tests out; says so on a line of its own. */
export function withoutPostgres(name) {
  const without = process.env.SENSUS_WITHOUT_POSTGRES === '1'
  if (without) process.stderr.write(`left out by SENSUS_WITHOUT_POSTGRES=1: ${name}\n`)
  return without
}

/** Root may not run PostgreSQL, so it steps down to an account without rights. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = ['postgres', 'nobody']
    .map((name) => accounts.find((account) => account.startsWith(`${name}:`)))
    .find(Boolean)
  if (line === undefined) throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody')
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function runStep(program, args, options) {
  const done = spawnSync(program, args, { encoding: 'utf8', ...options })
  if (done.status !== 0)
    throw new Error(`${program} failed: ${done.error?.message ?? (done.stderr || done.stdout).trim()}`)
}

/**
 * Starts a new, empty cluster on a unix socket of its own in a temporary directory.
 * `stop` ends it and deletes it; `kill` is the power cut (SIGKILL for every process of it), after which `start` brings
 * back what was durable.
 */
export async function startPostgres() {
  return startCluster('initdb', (data) => ['-D', data, '-U', 'sensus', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
}

/** Starts a hot standby of a cluster, as `startPostgres` starts a cluster. @param {{ directory: string }} primary */
export async function startStandby({ directory }) {
  const copy = ['-h', directory, '-U', 'sensus', '-R', '--checkpoint=fast', '--no-sync']
  return startCluster('pg_basebackup', (data) => ['-D', data, ...copy])
}

/** Runs a cluster whose data the program makes. */
async function startCluster(program, argumentsFor) {
  const bin = findPostgres()
  const directory = mkdtempSync(join(tmpdir(), 'sensus-pg-'))
  const user = unprivileged()
  const options = { ...user, cwd: directory, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TMPDIR: directory } }
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid)
  const data = join(directory, 'data')
  runStep(join(bin, program), argumentsFor(data), options)
  const cluster = { bin, directory, data, options, child: null }
  await launch(cluster)
  return {
    url: `postgres://sensus@localhost/postgres?host=${encodeURIComponent(directory)}`,
    directory,
    start: () => launch(cluster),
    kill: () => end(cluster, 'SIGKILL'),
    stop: async () => {
      await end(cluster, 'SIGINT')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function launch(cluster) {
  const { bin, data, directory, options } = cluster
  const log = []
  const server = [
    join(bin, 'postgres'),
    '-D',
    data,
    '-k',
    directory,
    '-c',
    'listen_addresses=',
    '-c',
    'shared_buffers=16MB',
  ]
  // Dies with this process, however that ends, where the system can arrange it.
  const watch = findProgram(['setpriv']) === null ? [] : ['setpriv', '--pdeathsig', 'INT', '--']
  const [program, ...args] = [...watch, ...server]
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.on('data', (chunk) => log.push(chunk))
  child.on('error', (error) => log.push(error.message))
  cluster.child = child
  cluster.atExit = () => signal(child, 'SIGKILL')
  process.once('exit', cluster.atExit)
  await untilReady(cluster, log)
}

async function untilReady({ bin, directory, child, options }, log) {
  const probe = ['-q', '-h', directory, '-U', 'sensus', '-d', 'postgres']
  for (let attempt = 0; attempt < 300; attempt++) {
    if (hasEnded(child)) break
    if (spawnSync(join(bin, 'pg_isready'), probe, options).status === 0) return
    await sleep(100)
  }
  throw new Error(`PostgreSQL did not start: ${log.join('').slice(-2000)}`)
}

function hasEnded(child) {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Signals the postmaster, or with SIGKILL every process of the cluster; gives the processes that were. */
function signal(child, name) {
  if (hasEnded(child)) return []
  if (name !== 'SIGKILL') process.kill(child.pid, name)
  if (name !== 'SIGKILL') return [child.pid]
  // Each of its children leads a group of its own. Stopped, it begins no more of them while they are counted.
  process.kill(child.pid, 'SIGSTOP')
  const all = [child.pid, ...processes().flatMap(({ pid, parent }) => (parent === child.pid ? [pid] : []))]
  for (const pid of all) killIfThere(pid)
  return all
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** The processes of this machine that have not ended (proc(5), stat). */
function processes() {
  const found = existsSync('/proc/self/stat') ? readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)) : []
  return found.flatMap((name) => {
    try {
      const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ')
      return state === 'Z' || state === 'X' ? [] : [{ pid: Number(name), parent: Number(parent) }]
    } catch {
      return [] // It ended while we looked.
    }
  })
}

async function end(cluster, name) {
  const { child, atExit } = cluster
  process.removeListener('exit', atExit)
  if (hasEnded(child)) return
  const ended = new Promise((done) => child.once('exit', done))
  const all = signal(child, name)
  await ended
  // While one of them lives the shared memory is in use, and no postmaster starts over the same data.
  while (processes().some(({ pid }) => all.includes(pid))) await sleep(20)
}

// Not when it was bundled into another program.
if (import.meta.url.endsWith('/scripts/postgres.js') && process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--install')) process.stdout.write(`${findPostgres()}\n`)
  else {
    const cluster = await startPostgres()
    process.stdout.write(`${cluster.url}\n`)
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => cluster.stop().then(() => process.exit(0)))
  }
}
