/** Files of public lists: a folder of this machine, or https addresses. */

import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type Found, type FoundFiles, ListsUnread } from '../service/known/found.ts'
import type { WebFiles } from '../service/web.ts'

/** Files looked at, folders below the one named, and bytes of a file: what is meant for this is far below each. */
const [mostFiles, deepest, longest] = [1000, 3, 32 * 1024 * 1024]

/** Addresses read, of files and of what folders on the web name, and bytes of them together. */
const [mostAddresses, longestInAll] = [100, 64 * 1024 * 1024]

/** The file of a folder that says where its others are from; on the web it also says which they are. */
const manifest = 'sources.json'

/** The JSON files of a folder and of folders in it, by their path. Throws ListsUnread. */
export async function filesInFolder(dir: string): Promise<FoundFiles> {
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
    throw new ListsUnread('folder', `the folder ${dir} cannot be read`)
  })
  for (const entry of entries) {
    const path = join(dir, entry.name)
    if (entry.isFile() && entry.name.endsWith('.json')) paths.push(path)
    if (entry.isDirectory() && depth > 0) await walk(path, depth - 1, paths)
    if (paths.length > mostFiles)
      throw new ListsUnread('folder', `there are more than ${mostFiles} JSON files in ${dir}: name a smaller folder`)
  }
}

async function readJson(path: string): Promise<Pick<Found, 'bytes' | 'json'> | null> {
  const bytes = await readFile(path)
  const json = jsonOf(bytes)
  return json === undefined ? null : { bytes, json }
}

/** undefined: it is no JSON. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * The files under https addresses, each from where it was read; one that ends in a slash is a folder whose sources.json
 * names its files. All of them or none: throws ListsUnread with the first that cannot be had.
 */
export async function filesOnWeb(urls: readonly string[], read: WebFiles): Promise<FoundFiles> {
  const found: Found[] = []
  let bytesInAll = 0
  const take = async (url: string, source: string): Promise<Found> => {
    if (found.length >= mostAddresses) throw new ListsUnread('refused', `more than ${mostAddresses} files are named`)
    const file = { name: url.replace(/^https:\/\/|[?#].*$/g, ''), ...(await jsonAt(url, read)), source }
    bytesInAll += file.bytes.length
    if (bytesInAll > longestInAll)
      throw new ListsUnread('refused', `the files are larger than ${longestInAll} bytes together`)
    return file
  }
  for (const url of urls) {
    if (!url.endsWith('/')) found.push(await take(url, url))
    else for (const [path, source] of await namedIn(url, read)) found.push(await take(url + path, source))
  }
  return { found, passed: [] }
}

async function jsonAt(url: string, read: WebFiles): Promise<Pick<Found, 'bytes' | 'json'>> {
  const answer = await read(url)
  if ('fault' in answer) throw new ListsUnread(answer.kind, answer.fault)
  const json = jsonOf(answer.bytes)
  if (json === undefined) throw new ListsUnread('refused', `${url} is not JSON`)
  return { bytes: answer.bytes, json }
}

/** A file below a folder: plain names, none of which leads upward. */
const below = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/){0,3}[A-Za-z0-9_-][A-Za-z0-9._-]*\.json$/

/** Files of a folder on the web, by path, with where each is from. */
async function namedIn(folder: string, read: WebFiles): Promise<[string, string][]> {
  const { json } = await jsonAt(folder + manifest, read)
  const entries = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : []
  if (entries.length === 0) throw new ListsUnread('refused', `${folder}${manifest} names no files`)
  return entries.map(([path, source]) => {
    if (typeof source === 'string' && below.test(path)) return [path, source]
    throw new ListsUnread(
      'refused',
      `${folder}${manifest} is expected to say of files below it where each is from, as {"FILE.json": "TEXT"}; ${JSON.stringify(path.slice(0, 100))} is something else`,
    )
  })
}
