// The frame of a stored result: what it says of itself, in the same place whichever version of a view made it.
import { equalBytes, hex, sha256, text, utf8 } from '../log/bytes.ts'
import { Malformed } from '../log/errors.ts'
import { isViewName, viewOf } from '../views/registry.ts'
import { digestPath, digestPrefix } from './layout.ts'
import type { Blobs } from './ports.ts'

/** What a stored result says of itself. */
export interface ResultFrame {
  path: string
  view: string
  version: number
  /** Entries of the log that it follows from. */
  size: number
  /** As the view that made it read them, and the constants of its algorithm. */
  parameters: Record<string, unknown>
  /** SHA-256 of the stored bytes. */
  hash: Uint8Array
}

/** How many stored results a version of a view made that is not the one of this program. */
export interface OtherVersion {
  view: string
  version: number
  /** The version of the view in this program; null when it has none of that name. */
  here: number | null
  count: number
}

const form = /^views\/([a-z-]+)\/[0-9a-f]{64}\.json$/

/** The name of a view that stands in the path of a stored result, or null. */
export const viewAt = (path: string): string | null => form.exec(path)?.[1] ?? null

/** The version of a view in this program; null when it has none of that name. */
export const versionHere = (view: string): number | null => (isViewName(view) ? viewOf(view).version : null)

/** Is it a result of the version of the view that this program has? */
export const isOurs = ({ view, version }: Pick<ResultFrame, 'view' | 'version'>): boolean =>
  versionHere(view) === version

/** Reads the frame of a stored result, or says what is wrong with it. */
export function readFrame(path: string, bytes: Uint8Array): ResultFrame | string {
  const view = viewAt(path)
  if (view === null) return 'is no result of a view'
  const value = readJson(bytes)
  const size = wholeIn(objectIn(value, 'checkpoint'), 'size')
  if (size === null) return 'does not say of which checkpoint it is'
  const version = wholeIn(value, 'version')
  if (version === null) return 'does not say which version of its view made it'
  if (!isObject(value) || value.view !== view) return 'does not name the view that its path names'
  return { path, view, version, size, parameters: objectIn(value, 'parameters') ?? {}, hash: sha256(bytes) }
}

/** The versions that are not those of this program, sorted by view and version. */
export function otherVersions(frames: Iterable<Pick<ResultFrame, 'view' | 'version'>>): OtherVersion[] {
  const counted = new Map<string, OtherVersion>()
  for (const { view, version } of frames) {
    const key = `${view} ${version}`
    const found = counted.get(key) ?? { view, version, here: versionHere(view), count: 0 }
    found.count++
    counted.set(key, found)
  }
  return [...counted.values()].sort((a, b) => (a.view === b.view ? a.version - b.version : a.view < b.view ? -1 : 1))
}

/** How many results these are. */
export const countOf = (versions: readonly OtherVersion[]): number =>
  versions.reduce((sum, { count }) => sum + count, 0)

/** Stores a result, its digest first: after a crash in between the result counts as damaged, and is dropped. */
export async function storeResult(blobs: Blobs, path: string, result: string): Promise<void> {
  const bytes = utf8(result)
  await blobs.put(digestPath(path), utf8(`${hex(sha256(bytes))}\n`))
  await blobs.put(path, bytes)
}

/** Drops a stored result and its digest. */
export async function dropResult(blobs: Blobs, path: string): Promise<void> {
  await blobs.drop(path)
  await blobs.drop(digestPath(path))
}

/**
 * Drops the stored results whose bytes have changed, or whose frame cannot be read: whoever asks for one gets it anew.
 * Their paths. A result without a digest comes from an earlier release, and is kept for its frame.
 */
export async function dropDamagedResults(blobs: Blobs): Promise<string[]> {
  const damaged: string[] = []
  const digests = new Set(await blobs.list(digestPrefix))
  for (const path of await blobs.list('views/')) {
    const bytes = await blobs.get(path)
    if (bytes === null) continue
    const digest = digests.has(digestPath(path)) ? await blobs.get(digestPath(path)) : null
    const same = digest === null || equalBytes(digest, utf8(`${hex(sha256(bytes))}\n`))
    if (same && typeof readFrame(path, bytes) !== 'string') continue
    await dropResult(blobs, path)
    damaged.push(path)
  }
  return damaged
}

/**
 * The stored results of views or versions that this program does not have, read one after another; memory is bounded by
 * the largest of them. One whose frame cannot be read is damaged, and is none of them.
 */
export async function* foreignResults(blobs: Pick<Blobs, 'get' | 'list'>): AsyncGenerator<ResultFrame> {
  for (const path of await blobs.list('views/')) {
    const bytes = await blobs.get(path)
    const frame = bytes && readFrame(path, bytes)
    if (frame !== null && typeof frame !== 'string' && !isOurs(frame)) yield frame
  }
}

/** Drops the stored results of views or versions that this program does not have; how many of which there were. */
export async function dropForeignResults(blobs: Blobs): Promise<OtherVersion[]> {
  const dropped: Pick<ResultFrame, 'view' | 'version'>[] = []
  for await (const { path, view, version } of foreignResults(blobs)) {
    await dropResult(blobs, path)
    dropped.push({ view, version })
  }
  return otherVersions(dropped)
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Malformed) return null
    throw error
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function objectIn(value: unknown, key: string): Record<string, unknown> | null {
  const found = isObject(value) ? value[key] : null
  return isObject(found) ? found : null
}

function wholeIn(value: unknown, key: string): number | null {
  const found = isObject(value) ? value[key] : null
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : null
}
