// Published results, folded again at their own size and compared byte for byte.
import { equalBytes, sha256, utf8 } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import { isRefusal } from '../../records/refusals.ts'
import { type EarlierViews, isViewName, viewOf } from '../../views/registry.ts'
import type { AnyView } from '../../views/view.ts'
import { resultPath } from '../layout.ts'
import { asAsked, parametersHash } from '../results.ts'
import { isOurs, type ResultFrame, readFrame } from '../stored-result.ts'
import type { ViewEngine } from '../view-engine.ts'
import { type Stops, startStops } from './stops.ts'
import type { Found, Get, SignedTree } from './tree.ts'

/** A stored result of a version that can be folded again. */
export interface StoredResult extends Pick<ResultFrame, 'path' | 'view' | 'size' | 'hash'> {
  params: Record<string, string>
  /** The earlier version that made it; null: the one of this program. */
  earlier: number | null
}

/** What stored results there are. */
export interface StoredResults {
  /** Those to be compared, in the order of their size. */
  due: StoredResult[]
  /** Those of versions that cannot be folded again here. */
  others: ResultFrame[]
}

/** What a stored result turned out to be. */
export type ResultRead = { due: StoredResult } | { other: ResultFrame } | { fault: string }

/** Reads results; one that is not what its path says is told of. Those that are gone by now are left out. */
export async function readResults(
  paths: string[],
  get: Get,
  earlier: EarlierViews,
  found: Found,
): Promise<StoredResults> {
  const results: StoredResults = { due: [], others: [] }
  for (const path of paths) {
    const bytes = await get(path)
    if (bytes === null) continue
    const read = readResult(path, bytes, earlier)
    if ('fault' in read) found(path, read.fault)
    else if ('due' in read) results.due.push(read.due)
    else results.others.push(read.other)
  }
  results.due.sort((a, b) => a.size - b.size)
  return results
}

/**
 * What a stored result says of itself, or what is wrong with it. Of a version that is neither the one of this program
 * nor among the `earlier` ones only the frame is read: its parameters may have other names.
 */
export function readResult(path: string, bytes: Uint8Array, earlier: EarlierViews = {}): ResultRead {
  const frame = readFrame(path, bytes)
  if (typeof frame === 'string') return { fault: frame }
  const { view, version, size, hash } = frame
  const made = viewThatMade(frame, earlier)
  if (made === null) return { other: frame }
  const names = Object.keys(shapeOf(made.params))
  const published = Object.fromEntries(Object.entries(frame.parameters).filter(([name]) => names.includes(name)))
  if (resultPath(view, parametersHash(published)) !== path)
    return { fault: 'has a name that is not the hash of its parameters' }
  return { due: { path, view, size, hash, params: asAsked(published), earlier: isOurs(frame) ? null : version } }
}

function viewThatMade(frame: ResultFrame, earlier: EarlierViews): AnyView | null {
  if (isViewName(frame.view) && isOurs(frame)) return viewOf(frame.view)
  const versions = Object.hasOwn(earlier, frame.view) ? earlier[frame.view] : undefined
  return versions?.[frame.version] ?? null
}

const shapeOf = (schema: object): object =>
  'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? schema.shape : {}

export interface ResultCheck extends Stops {
  /** Results that were compared and are equal. */
  readonly equal: number
  /** Results that could not be compared, because entries before them are damaged. */
  readonly skipped: number
}

/** Compares the results that the checkpoint counts, which stand in the order of their size, while the folder is filled. */
export function startResultCheck(
  results: StoredResult[],
  at: Checkpoint,
  tree: SignedTree,
  get: Get,
  newFolder: () => ViewEngine,
  found: Found,
): ResultCheck {
  let equal = 0
  let skipped = 0

  async function compare(folder: ViewEngine, result: StoredResult): Promise<void> {
    const root = await tree.rootAt(result.size)
    const { view, params, earlier } = result
    const checkpoint = root && { origin: at.origin, size: result.size, root }
    const answer = checkpoint && (await folder.view(view, params, checkpoint, earlier ?? undefined))
    if (answer === null) skipped++
    else if (!isRefusal(answer) && equalBytes(sha256(utf8(answer)), result.hash)) equal++
    else if (await isStill(result)) found(result.path, 'is not what follows from the log')
  }

  /** A site at work may have replaced a result since it was read. */
  async function isStill({ path, hash }: StoredResult): Promise<boolean> {
    const bytes = await get(path)
    return bytes !== null && equalBytes(sha256(bytes), hash)
  }

  const due = results.filter(({ size }) => size <= at.size)
  return {
    ...startStops(due, newFolder, compare, () => void skipped++),
    get equal() {
      return equal
    },
    get skipped() {
      return skipped
    },
  }
}
