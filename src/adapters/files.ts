import { mkdir, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Blobs, Head, HeadName, Store } from '../service/ports.ts'
import { type DurableWriter, durableWriter, partial, syncDirectory } from './durable.ts'
import { type DirectoryLock, lockDirectory } from './lock.ts'
import { sameBytes } from './memory.ts'
import { mutex } from './mutex.ts'
import { checkPath, checkPrefix } from './paths.ts'

const plain = { file: 0o644, directory: 0o755 }
const secret = { file: 0o600, directory: 0o700 }

/**
 * A directory as a store: a blob is the file of its path, a head is `head/<name>`, one writer at a time (`lock`).
 * With `readOnly` nothing is locked and every write rejects, so an audit can read beside a running server.
 * Throws when another process holds the directory, or when there is none to read.
 */
export async function filesStore(directory: string, options: { readOnly?: boolean } = {}): Promise<Store> {
  const root = resolve(directory)
  return options.readOnly ? readingStore(root) : writingStore(root)
}

async function readingStore(root: string): Promise<Store> {
  const found = await stat(root).catch(() => null)
  if (!found?.isDirectory()) throw new Error(`there is no directory ${root} to read`)
  const refuse = async (): Promise<never> => {
    throw new Error(`${root} was opened for reading only`)
  }
  const head = (name: string): Head => ({ read: () => bytesOf(join(root, 'head', name)), compareAndSwap: refuse })
  return { blobs: { ...readingBlobs(root), put: refuse, drop: refuse }, head, close: async () => undefined }
}

async function writingStore(root: string): Promise<Store> {
  await createRoot(root)
  const lock = await lockDirectory(root)
  await removePartials(root)
  const write = durableWriter(root)
  const headOf = (name: HeadName): Head => fileHead(root, name, write, lock)
  const heads = {
    log: headOf('log'),
    lease: headOf('lease'),
    observer: headOf('observer'),
    proofs: headOf('proofs'),
    webhooks: headOf('webhooks'),
    lists: headOf('lists'),
  }
  return { blobs: writingBlobs(root, write), head: (name) => heads[name], close: () => lock.release() }
}

/**
 * The blobs of a folder that another process has locked, for files that nobody else writes. Nothing here needs the lock,
 * because a file appears in one step.
 */
export function filesBeside(root: string): Blobs {
  return writingBlobs(root, durableWriter(root))
}

/**
 * Moves everything in a folder into `set-aside/<name>` within it, where no store looks, and returns that path. The head
 * goes first: a folder without one holds no log. Throws when another process holds the folder.
 */
export async function setAside(directory: string, name: string): Promise<string> {
  const root = resolve(directory)
  const lock = await lockDirectory(root)
  try {
    const aside = await freeFolder(join(root, 'set-aside'), name)
    const entries = (await readdir(root)).filter(
      (entry) => !['lock', 'set-aside'].includes(entry) && !entry.startsWith(partial),
    )
    for (const entry of entries.sort((a, b) => Number(b === 'head') - Number(a === 'head')))
      await rename(join(root, entry), join(aside, entry))
    for (const folder of [aside, root]) await syncDirectory(folder)
    return aside
  } finally {
    await lock.release()
  }
}

/** Makes a folder of that name, or with the next number behind it that is free. */
async function freeFolder(parent: string, name: string, number = 1): Promise<string> {
  const folder = join(parent, number === 1 ? name : `${name}-${number}`)
  await mkdir(parent, { recursive: true, mode: secret.directory })
  try {
    await mkdir(folder, { mode: secret.directory })
    return folder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return freeFolder(parent, name, number + 1)
  }
}

async function createRoot(root: string): Promise<void> {
  const first = await mkdir(root, { recursive: true, mode: plain.directory })
  if (first !== undefined) await syncDirectory(dirname(first))
}

function readingBlobs(root: string): Pick<Blobs, 'get' | 'list'> {
  return {
    get: async (path) => {
      checkPath(path)
      return bytesOf(join(root, path))
    },
    list: async (prefix) => {
      checkPrefix(prefix)
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
      const paths = await filesBelow(root, folder)
      return paths.filter((path) => path.startsWith(prefix)).sort()
    },
  }
}

function writingBlobs(root: string, write: DurableWriter): Blobs {
  return {
    ...readingBlobs(root),
    put: async (path, bytes) => {
      checkPath(path)
      await write(join(root, path), bytes, path.startsWith('private/') ? secret : plain)
    },
    drop: async (path) => {
      checkPath(path)
      await dropFile(join(root, path))
    },
  }
}

/** The compare and the write are one step for this process, and the lock keeps every other process out. */
function fileHead(root: string, name: string, write: DurableWriter, lock: DirectoryLock): Head {
  const file = join(root, 'head', name)
  const alone = mutex()
  return {
    read: () => bytesOf(file),
    compareAndSwap: (old, next) =>
      alone(async () => {
        await lock.assertHeld()
        if (!sameBytes(await bytesOf(file), old)) return false
        await write(file, next, plain)
        return true
      }),
  }
}

/** A file's bytes, or null when the path names none. */
async function bytesOf(file: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(file)
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function dropFile(file: string): Promise<void> {
  try {
    await unlink(file)
  } catch (error) {
    if (isAbsent(error)) return
    throw error
  }
  await syncDirectory(dirname(file))
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}

/** Paths of the blobs below a folder ('' or with a final slash), in no order. Heads, locks and partial files are none. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })
  const found: string[] = []
  for (const entry of entries) {
    const path = folder + entry.name
    if (entry.name.startsWith(partial) || path === 'head' || path === 'lock' || path === 'set-aside') continue
    if (entry.isDirectory()) found.push(...(await filesBelow(root, `${path}/`)))
    else if (entry.isFile()) found.push(path)
  }
  return found
}

/** Removes what a killed process left half written; nothing refers to such files. */
async function removePartials(root: string): Promise<void> {
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && entry.name.startsWith(partial)) await rm(join(entry.parentPath, entry.name), { force: true })
  }
}
