import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Usage } from '../command.ts'

/** A JSON file of the folder that `begin` was pointed at. */
export interface Found {
  /** Path inside the folder, with slashes. */
  name: string
  bytes: Uint8Array
  json: unknown
}

/** Files looked at, folders below the one named, and bytes of a file: what is meant for this is far below each. */
const [mostFiles, deepest, longest] = [1000, 3, 32 * 1024 * 1024]

/** The JSON files of a folder and of folders in it, by their path; what is no JSON or too long is named in `passed`. */
export async function findJson(dir: string): Promise<{ found: Found[]; passed: string[] }> {
  const paths: string[] = []
  await walk(dir, deepest, paths)
  const found: Found[] = []
  const passed: string[] = []
  for (const path of paths.sort()) {
    const name = relative(dir, path).split(sep).join('/')
    const file = (await stat(path)).size > longest ? null : await readJson(path)
    if (file === null) passed.push(name)
    else found.push({ name, ...file })
  }
  return { found, passed }
}

async function walk(dir: string, depth: number, paths: string[]): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => {
    throw new Usage(`the folder ${dir} cannot be read`)
  })
  for (const entry of entries) {
    const path = join(dir, entry.name)
    if (entry.isFile() && entry.name.endsWith('.json')) paths.push(path)
    if (entry.isDirectory() && depth > 0) await walk(path, depth - 1, paths)
    if (paths.length > mostFiles) throw new Usage(`there are more than ${mostFiles} JSON files: name a smaller folder`)
  }
}

async function readJson(path: string): Promise<Pick<Found, 'bytes' | 'json'> | null> {
  const bytes = await readFile(path)
  try {
    return { bytes, json: JSON.parse(bytes.toString('utf8')) }
  } catch {
    return null // not JSON: the caller names it
  }
}
