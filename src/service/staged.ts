// Whether a staging bundle holds the append that was signed: what a crashed append left is published only then.
import { equalBytes, sha256, text, utf8 } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { decodeEntry } from '../log/entry.ts'
import {
  appendLeaves,
  decodeBundle,
  type Edge,
  edgePaths,
  edgeRoot,
  emptyEdge,
  entriesPath,
  loadEdge,
  parsePath,
  parseRecordLines,
  recordsPath,
  tileWidth,
  widthAt,
} from '../log/tile.ts'
import { leafHash } from '../log/tree.ts'
import { blaming, damaged } from './damage.ts'
import { checkpointPath } from './layout.ts'
import type { Blobs } from './ports.ts'
import { type Files, unpackFiles } from './staging.ts'

/**
 * The files of the staging bundle at `path`, which must be those of the append from the published checkpoint `from` (null:
 * an empty log) to the signed head `to`. Throws CorruptStore, which names the file that is damaged.
 */
export async function checkStaged(
  blobs: Blobs,
  path: string,
  packed: Uint8Array,
  from: Checkpoint | null,
  to: Checkpoint,
): Promise<Files> {
  const edge = from === null ? emptyEdge() : await edgeAt(blobs, from)
  return blaming(path, () => {
    const files = unpackFiles(packed)
    const entries = entriesIn(files, path, edge.size, to.size)
    const { edge: after, tiles } = appendLeaves(edge, entries.map(leafHash))
    if (!equalBytes(edgeRoot(after), to.root)) throw damaged(path, 'its entries do not give the root that was signed')
    for (const [name, bytes] of tiles) {
      const staged = files.get(name)
      if (!staged || !equalBytes(staged, bytes))
        throw damaged(path, `its ${name} does not hold the hashes of its entries`)
    }
    const foreign = [...files.keys()].find((name) =>
      parsePath(name)?.kind === 'tile' ? !tiles.has(name) : !parsePath(name),
    )
    if (foreign !== undefined)
      throw damaged(path, `it holds ${JSON.stringify(foreign)}, which is no part of the append`)
    return files
  })
}

/** The right edge of the tree under the published checkpoint. */
async function edgeAt(blobs: Blobs, at: Checkpoint): Promise<Edge> {
  const paths = edgePaths(at.size).filter((each) => each !== null)
  const named = paths[0] ?? checkpointPath
  const edge = await loadEdge(at.size, (path) => blobs.get(path)).catch((error: unknown) =>
    blaming(named, () => {
      throw error
    }),
  )
  if (equalBytes(edgeRoot(edge), at.root)) return edge
  throw damaged(named, `${paths.join(', ')} do not give the root that ${checkpointPath} signs`)
}

/** The staged entries from index `from` on, each with its note beside it. */
function entriesIn(files: Files, path: string, from: number, size: number): Uint8Array[] {
  const found: Uint8Array[] = []
  const first = Math.floor(from / tileWidth)
  for (let n = first; n * tileWidth < size; n++) {
    const width = widthAt(n, size)
    const [entries, records] = [files.get(entriesPath(n, width)), files.get(recordsPath(n, width))]
    if (!entries || !records) throw damaged(path, `it lacks entries or records of bundle ${n}`)
    const decoded = decodeBundle(entries)
    const lines = parseRecordLines(text(records))
    if (decoded.length !== width || lines.length !== width) throw damaged(path, `bundle ${n} has not ${width} entries`)
    decoded.forEach((entry, i) => {
      const line = lines[i]
      const agrees =
        line?.i === n * tileWidth + i &&
        ('removed' in line || equalBytes(sha256(utf8(line.note)), decodeEntry(entry).noteHash))
      if (!agrees) throw damaged(path, `its record ${n * tileWidth + i} is not the one that its entry names`)
    })
    found.push(...decoded)
  }
  return found.slice(from - first * tileWidth)
}
