import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { partial } from './durable.ts'

/** Who holds a directory. Pid, boot and start time together name one process for ever, so a reused pid is not taken for it. */
interface Holder {
  pid: number
  /** The kernel's boot id; empty where there is none to read. */
  boot: string
  /** Start of the process in clock ticks since boot (field 22 of /proc/PID/stat); empty where there is none to read. */
  started: string
  /** Distinguishes two locks of one process. */
  token: string
}

export interface DirectoryLock {
  /** Throws when another process has taken the directory over: whoever writes heads asks first. */
  assertHeld(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes the one writer's place in a directory, over from a process that has died if need be.
 * Throws when a living process holds it, naming the pid. Two containers do not see each other's processes: there the
 * newcomer takes over, and `assertHeld` stops the former holder at its next head.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const file = join(directory, 'lock')
  const mine = JSON.stringify(thisProcess())
  while (!(await created(file, mine))) await clearStale(file)
  await assertContent(file, mine)
  return {
    assertHeld: () => assertContent(file, mine),
    release: async () => {
      if ((await contentOf(file)) === mine) await rm(file, { force: true })
    },
  }
}

/** Creates the lock with its content in one step (a link is refused where a file is), so nobody reads half of one. */
async function created(file: string, content: string): Promise<boolean> {
  const temporary = besides(file)
  await writeFile(temporary, content, { flag: 'wx', mode: 0o644 })
  try {
    await link(temporary, file)
    return true
  } catch (error) {
    // ENOENT: the present holder tidied the temporary file away, so there is one.
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST' || code === 'ENOENT') return false
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Removes the lock of a dead process; throws if its holder lives. The lock is first moved aside, which only one process
 * can do, and put back should it turn out to be a new one that a quicker process created in between.
 */
async function clearStale(file: string): Promise<void> {
  const content = await contentOf(file)
  if (content === null) return
  const holder = parseHolder(content)
  if (holder !== null && isAlive(holder)) {
    throw new Error(`another process (pid ${holder.pid}) is using this directory: ${file}; stop it first`)
  }
  const aside = besides(file)
  await rename(file, aside).catch(ignoreMissing)
  const moved = await contentOf(aside)
  if (moved !== null && moved !== content) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

/** A name beside the lock that the next holder clears away if this process dies first. */
function besides(file: string): string {
  return join(dirname(file), `${partial}${randomBytes(8).toString('hex')}-lock`)
}

async function assertContent(file: string, mine: string): Promise<void> {
  if ((await contentOf(file)) !== mine) throw new Error(`this process no longer holds ${file}: another has taken over`)
}

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8')
    .catch(ignoreMissing)
    .then((text) => text ?? null)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Null for a content that no process of ours wrote; such a lock holds nobody. */
function parseHolder(content: string): Holder | null {
  try {
    const { pid = 0, boot, started, token } = JSON.parse(content) as Partial<Holder>
    if (!Number.isSafeInteger(pid) || pid <= 0) return null
    return { pid, boot: String(boot), started: String(started), token: String(token) }
  } catch {
    return null
  }
}

function thisProcess(): Holder {
  return {
    pid: process.pid,
    boot: bootId(),
    started: statOf(process.pid)?.started ?? '',
    token: randomBytes(8).toString('hex'),
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.boot !== bootId()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const found = statOf(holder.pid)
  return found === null || (found.started === holder.started && !ended.has(found.state))
}

/** States of a process that has ended: a zombie waits for its parent to notice. */
const ended = new Set(['Z', 'X'])

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

/** State and start time of a process (proc(5)), or null where the system does not tell. */
function statOf(pid: number): { state: string; started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may hold spaces: fields 3 and 22 are counted from its end.
    const { 0: state, 19: started } = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === undefined || started === undefined ? null : { state, started }
  } catch {
    return null
  }
}
