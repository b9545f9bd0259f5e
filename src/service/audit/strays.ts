// Files that lie beside those that the checkpoint needs: what an earlier checkpoint needed, and what belongs nowhere.
import { equalBytes } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import { hashesAt, type LogPath, parsePath, type RecordLine, tileWidth, widthAt } from '../../log/tile.ts'
import { isPublic } from '../layout.ts'
import { isOf, leavesOf, linesOf, readEntries, signedEntries } from './bundle.ts'
import type { EvidenceCheck } from './evidence.ts'
import type { RecordCheck } from './records.ts'
import type { Found, Get, SignedTree } from './tree.ts'

/** The folders in which every file has a meaning. */
export const publicFolders = ['tile/', 'records/', 'facts/', 'views/']

/** What the check of the files needed is known to have settled. */
export interface Known {
  at: Checkpoint
  tree: SignedTree
  get: Get
  evidence: EvidenceCheck
  records: Pick<RecordCheck, 'removals' | 'damaged'>
  found: Found
}

/** Looks at listed files that nothing has looked at yet. */
export async function checkStrays(paths: string[], known: Known): Promise<void> {
  for (const path of paths) {
    const named = parsePath(path)
    if (named !== null) await checkPart(path, named, known)
    else if (path.startsWith('facts/') && isPublic(path)) await known.evidence.lies(path.slice('facts/'.length))
    else if (!isPublic(path)) known.found(path, 'is no file of a log')
  }
}

/** A tile or bundle that is not the one needed must be a beginning of it. */
async function checkPart(path: string, named: LogPath, known: Known): Promise<void> {
  const { at, get, found } = known
  const level = named.kind === 'tile' ? named.level : 0
  const needed = widthAt(named.n, hashesAt(level, at.size))
  if (named.width === needed) return
  if (named.width > needed) return found(path, `goes beyond the ${at.size} entries that the checkpoint counts`)
  const bytes = await get(path)
  const hashes = bytes && (await known.tree.tile(level, named.n))
  if (!bytes || !hashes) return
  const begins = hashes.subarray(0, named.width * 32)
  if (named.kind === 'records') return checkLines(path, named, bytes, begins, known)
  const own = named.kind === 'tile' ? bytes : leavesOf(bytes, named.width)
  if (!own || !equalBytes(own, begins)) found(path, 'is not the beginning of what took its place')
}

/** An earlier record bundle: the same notes, and none that was removed. */
async function checkLines(
  path: string,
  { n, width }: LogPath,
  bytes: Uint8Array,
  leaves: Uint8Array,
  known: Known,
): Promise<void> {
  const first = n * tileWidth
  const tell = (what: string): void => known.found(path, what)
  const lines = linesOf(bytes, first, width, tell)
  const bundle = await readEntries(known.get, n, widthAt(n, known.at.size))
  for (const [i, entry] of signedEntries(bundle, leaves, width, lines, first).entries()) {
    const line = lines.get(first + i)
    if (line === undefined || entry === null) continue
    const wrong = isOf(line, entry) ? wrongRemoval(line, known) : 'is not the one that the log commits to'
    if (wrong) tell(`record ${first + i} ${wrong}`)
  }
}

/** What a line says of a removal, against what the removals say. */
function wrongRemoval(line: RecordLine, { records: { removals, damaged } }: Known): string | null {
  const by = removals.get(line.i)
  if ('note' in line) return by === undefined ? null : `is still there, though entry ${by} removes it`
  if (damaged.has(line.removed) || line.removed === by) return null
  return `is said to be removed by entry ${line.removed}, which does not remove it`
}
