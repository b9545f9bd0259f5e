// Keeps a copy of a log that somebody else runs. Nothing is taken over that the log's signed root does not commit to.

import { equalBytes, hex, sha256, text, utf8 } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts'
import { isBadBytes, Malformed } from '../log/errors.ts'
import { parseVkey, type VerifierKey } from '../log/keys.ts'
import { type Edge, edgeRoot, emptyEdge, loadEdge, type RecordLine, tileWidth, widthAt } from '../log/tile.ts'
import { entriesRemovedBy } from '../records/about-record.ts'
import { leavesOf, readEntries } from './audit/bundle.ts'
import { type ResultRead, readResult } from './audit/results.ts'
import { type Get, signedTree } from './audit/tree.ts'
import { canNameEvidence, hashesNamed } from './evidence.ts'
import { checkpointPath, factPath } from './layout.ts'
import { copyBundles, dropSuperseded, type Source } from './mirror/copy.ts'
import { BadSource, Forked } from './mirror/errors.ts'
import { justify, recordOf, removedBy, type Shelf, shelfOf } from './mirror/removals.ts'
import type { Blobs } from './ports.ts'
import { CorruptStore } from './store-errors.ts'

export { BadSource, Forked } from './mirror/errors.ts'

export interface MirrorReport {
  origin: string
  /** Entries held before and after. */
  from: number
  to: number
  /** Entries by which the source is behind what is held; 0 unless it serves an old checkpoint. */
  behind: number
  /** Notes that came new. */
  records: number
  /** Records that new removals took out. */
  removed: number
  /** Evidence files that came new. */
  evidence: number
  /** Stored results taken over. */
  results: number
  /** Stored results left out: of no size that the checkpoint counts, or not to be read as results of any version. */
  skipped: string[]
}

/** A checkpoint whose signature holds. */
interface Signed {
  note: string
  at: Checkpoint
}

/**
 * Brings the copy in `to` up to the checkpoint that the source serves, which is written last: a mirror that is stopped
 * goes on where it was. Throws BadSource when the source's files are not what its checkpoint signs, Forked when the
 * log has signed something that contradicts what is held (both notes are kept under fork/), CorruptStore when the copy
 * itself is damaged. In each case the held checkpoint stays.
 */
export async function mirror(
  from: { get: Get },
  results: () => Promise<string[]>,
  vkey: string,
  to: Blobs,
  onProgress?: (done: number, total: number) => void,
): Promise<MirrorReport> {
  const key = parseVkey(vkey)
  const [held, next] = [await heldIn(to, key), await offeredBy(from.get, key)]
  const size = held?.at.size ?? 0
  const none = { records: 0, removed: 0, evidence: 0, results: 0, skipped: [] }
  const same = { origin: key.name, from: size, to: size }
  if (held && next.at.size < size) {
    await refuseFork(held, next, await ownRoot(held, next.at.size, to), next.at.root, to)
    return { ...same, ...none, behind: size - next.at.size }
  }
  const source = sourceAt(next.at, from.get)
  if (held) await refuseFork(held, next, await rootIn(source, size), held.at.root, to)
  const copied = await copy(source, held?.at ?? null, to, onProgress)
  const taken = await takeResults(from.get, await results(), next.at, to)
  await to.put(checkpointPath, utf8(next.note))
  await dropSuperseded(to, size, next.at.size)
  return { ...same, to: next.at.size, behind: 0, ...copied, ...taken }
}

async function heldIn(to: Blobs, key: VerifierKey): Promise<Signed | null> {
  const bytes = await to.get(checkpointPath)
  if (bytes === null) return null
  try {
    return open(bytes, key)
  } catch (error) {
    if (!isBadBytes(error)) throw error
    throw new CorruptStore(`the checkpoint held is not one of ${key.name} (${error.message})`)
  }
}

async function offeredBy(get: Get, key: VerifierKey): Promise<Signed> {
  const bytes = await get(checkpointPath)
  if (bytes === null) throw new BadSource('the source has no checkpoint')
  try {
    return open(bytes, key)
  } catch (error) {
    if (!isBadBytes(error)) throw error
    throw new BadSource(`the checkpoint of the source is not one of ${key.name} (${error.message})`)
  }
}

function open(bytes: Uint8Array, key: VerifierKey): Signed {
  const note = text(bytes)
  return { note, at: openCheckpoint(note, key) }
}

/** The source under its checkpoint. A damaged tile does no harm while the entries below it give the signed root. */
function sourceAt(at: Checkpoint, get: Get): Source {
  const leaves = async (n: number): Promise<Uint8Array | null> => {
    const width = widthAt(n, at.size)
    return leavesOf(await readEntries(get, n, width), width)
  }
  return { at, get, tree: signedTree(at, get, leaves, () => undefined) }
}

/** The root that the source's checkpoint commits to for its first `size` entries. */
async function rootIn({ at, tree }: Source, size: number): Promise<Uint8Array> {
  const root = await tree.rootAt(size)
  if (root === null) throw new BadSource(`the tiles of the source do not give the root that ${at.origin} signed`)
  return root
}

async function ownRoot({ at }: Signed, size: number, to: Blobs): Promise<Uint8Array> {
  const root = await sourceAt(at, to.get).tree.rootAt(size)
  if (root === null) throw new CorruptStore('the tiles of the copy do not give the root of its checkpoint: audit it')
  return root
}

/** Two signed checkpoints are consistent when the larger one's tree has the smaller one's root at its size. */
async function refuseFork(held: Signed, next: Signed, root: Uint8Array, signed: Uint8Array, to: Blobs): Promise<void> {
  if (equalBytes(root, signed)) return
  const files: string[] = []
  for (const { note, at } of [held, next]) {
    const path = `fork/${at.size}-${hex(at.root)}`
    files.push(path)
    await to.put(path, utf8(note))
  }
  throw new Forked(held.at.origin, files)
}

type Copied = Pick<MirrorReport, 'records' | 'removed' | 'evidence'>

/** Copies everything beyond what is held but results and checkpoint. */
async function copy(
  source: Source,
  held: Checkpoint | null,
  to: Blobs,
  onProgress: ((done: number, total: number) => void) | undefined,
): Promise<Copied> {
  const size = held?.size ?? 0
  const claims = new Map<number, number>()
  const news = { records: 0, naming: [] as RecordLine[], removals: [] as number[] }
  const took = (lines: RecordLine[]): void => {
    for (const line of lines) {
      if ('removed' in line) claims.set(line.i, line.removed)
      else if (line.i >= size) note(line)
    }
    const last = lines.at(-1)
    if (last) onProgress?.(last.i + 1, source.at.size)
  }
  const note = (line: RecordLine): void => {
    const record = recordOf(line)
    news.records++
    if (canNameEvidence(record?.kind ?? null)) news.naming.push(line)
    if (entriesRemovedBy(record).length > 0) news.removals.push(line.i)
  }
  const edge = await copyBundles(source, await heldEdge(held, to), to, took)
  if (!equalBytes(edgeRoot(edge), source.at.root))
    throw new CorruptStore('the copy and what was added to it do not give the signed root: audit it')
  const shelf = shelfOf(to, source.at.size)
  await justify(shelf, claims, source.at.size)
  const removed = await takeOut(shelf, news.removals, source.at.size, to)
  const blanked = [...removed].filter((index) => index >= size && !claims.has(index))
  const naming = news.naming.filter(({ i }) => !removed.has(i))
  return {
    records: news.records - blanked.length,
    removed: removed.size,
    evidence: await takeEvidence(naming, source.get, to),
  }
}

async function heldEdge(held: Checkpoint | null, to: Blobs): Promise<Edge> {
  if (held === null) return emptyEdge()
  const edge = await loadEdge(held.size, to.get).catch((error: unknown) => {
    throw error instanceof Malformed ? new CorruptStore(`the copy is damaged: ${error.message}`) : error
  })
  if (equalBytes(edgeRoot(edge), held.root)) return edge
  throw new CorruptStore('the last tiles of the copy do not give the root of its checkpoint: audit it')
}

/** Takes out of the copy what new removals name: lines, evidence that only they named, and results that rest on them. */
async function takeOut(shelf: Shelf, removals: number[], size: number, to: Blobs): Promise<Set<number>> {
  const removed = new Map<number, number>()
  for (const by of removals) for (const index of await removedBy(shelf, by)) removed.set(index, by)
  if (removed.size === 0) return new Set()
  await shelf.blank(removed)
  const named = new Set<string>()
  for (let n = 0; n * tileWidth < size; n++)
    for (const line of await shelf.lines(n)) for (const hash of hashesNamed(recordOf(line))) named.add(factPath(hash))
  for (const path of await to.list('facts/')) if (!named.has(path)) await to.drop(path)
  for (const path of await to.list('views/')) await to.drop(path)
  return new Set(removed.keys())
}

/** Fetches the evidence that records name; how many files came new. */
async function takeEvidence(naming: RecordLine[], get: Get, to: Blobs): Promise<number> {
  let fresh = 0
  for (const hash of new Set(naming.flatMap((line) => hashesNamed(recordOf(line))))) {
    const path = factPath(hash)
    if ((await to.get(path)) !== null) continue
    const bytes = await get(path)
    if (bytes === null || hex(sha256(bytes)) !== hash)
      throw new BadSource(`${path} of the source ${bytes ? 'does not hold the bytes of that hash' : 'is missing'}`)
    await to.put(path, bytes)
    fresh++
  }
  return fresh
}

/** Of whichever version, as far as its frame says so. */
function isOfSize(read: ResultRead, most: number): boolean {
  if ('fault' in read) return false
  return ('due' in read ? read.due : read.other).size <= most
}

/** Takes over the stored results of sizes that the checkpoint counts, and drops those that the source no longer has. */
async function takeResults(
  get: Get,
  paths: string[],
  at: Checkpoint,
  to: Blobs,
): Promise<Pick<MirrorReport, 'results' | 'skipped'>> {
  const taken = new Set<string>()
  const skipped: string[] = []
  for (const path of paths) {
    const bytes = await get(path)
    if (bytes === null) continue
    if (isOfSize(readResult(path, bytes), at.size)) {
      await to.put(path, bytes)
      taken.add(path)
    } else skipped.push(path)
  }
  for (const path of await to.list('views/')) if (!taken.has(path)) await to.drop(path)
  return { results: taken.size, skipped }
}
