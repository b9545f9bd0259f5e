import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Names of files that are being written begin with this; no blob's name can (see paths.ts). */
export const partial = '.partial-'

/** What replaces a file in one step and does not return before a power cut is survived. */
export type DurableWriter = (
  file: string,
  bytes: Uint8Array,
  mode: { file: number; directory: number },
) => Promise<void>

/**
 * Writes below `root`, which exists: a temporary file in the same directory, fdatasync, rename, fsync of the directory;
 * a directory that is new is made durable in its parent first. A failed sync is never repeated: after one, the kernel may
 * have dropped the dirty pages and call the next sync a success, so the error goes to the caller.
 */
export function durableWriter(root: string): DurableWriter {
  const known = new Set([root])
  return async (file, bytes, mode) => {
    const directory = dirname(file)
    await ensureDirectory(directory, mode.directory, known)
    const temporary = join(directory, `${partial}${randomBytes(8).toString('hex')}-${basename(file)}`)
    try {
      await writeSynced(temporary, bytes, mode.file)
      await rename(temporary, file)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
    await syncDirectory(directory)
  }
}

async function writeSynced(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode)
  try {
    await handle.writeFile(bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** Creates a directory and those above it that are missing; each is known once its entry in its parent is durable. */
async function ensureDirectory(directory: string, mode: number, known: Set<string>): Promise<void> {
  if (known.has(directory)) return
  const parent = dirname(directory)
  await ensureDirectory(parent, mode, known)
  await mkdir(directory, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await syncDirectory(parent)
  known.add(directory)
}

/** Makes renames and removals inside a directory durable. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
