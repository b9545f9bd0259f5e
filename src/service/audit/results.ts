// Published results, folded again at their own size and compared byte for byte.
import { equalBytes, sha256, text, utf8 } from '../../log/bytes.ts'
import type { Checkpoint } from '../../log/checkpoint.ts'
import { Malformed } from '../../log/errors.ts'
import { isRefusal } from '../../records/refusals.ts'
import { isViewName, viewOf } from '../../views/registry.ts'
import { resultPath } from '../layout.ts'
import { asAsked, parametersHash } from '../results.ts'
import type { FoldEntry, ViewEngine } from '../view-engine.ts'
import { startFlow } from './flow.ts'
import type { Found, Get, SignedTree } from './tree.ts'

/** A stored result, as far as it says what it is. */
export interface StoredResult {
  path: string
  view: string
  params: Record<string, string>
  size: number
  /** SHA-256 of the stored bytes. */
  hash: Uint8Array
}

const form = /^views\/([a-z-]+)\/[0-9a-f]{64}\.json$/

/** Reads results; one that is not what its path says is told of. Those that are gone by now are left out. */
export async function readResults(paths: string[], get: Get, found: Found): Promise<StoredResult[]> {
  const results: StoredResult[] = []
  for (const path of paths) {
    const bytes = await get(path)
    if (bytes === null) continue
    const result = readResult(path, bytes)
    if (typeof result === 'string') found(path, result)
    else results.push(result)
  }
  return results.sort((a, b) => a.size - b.size)
}

/** What a stored result says of itself, or what is wrong with it. */
export function readResult(path: string, bytes: Uint8Array): StoredResult | string {
  const view = form.exec(path)?.[1]
  if (view === undefined || !isViewName(view)) return 'is no result of a known view'
  const value = readJson(bytes)
  const size = numberIn(objectIn(value, 'checkpoint'), 'size')
  if (size === null) return 'does not say of which checkpoint it is'
  const given = objectIn(value, 'parameters')
  const names = Object.keys(shapeOf(viewOf(view).params))
  const published = Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => names.includes(name)))
  if (resultPath(view, parametersHash(published)) !== path) return 'has a name that is not the hash of its parameters'
  return { path, view, params: asAsked(published), size, hash: sha256(bytes) }
}

const shapeOf = (schema: object): object =>
  'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? schema.shape : {}

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

function numberIn(value: Record<string, unknown> | null, key: string): number | null {
  const found = value?.[key]
  return Number.isSafeInteger(found) && (found as number) >= 0 ? (found as number) : null
}

export interface ResultCheck {
  /** Results that were compared and are equal. */
  readonly equal: number
  /** Results that could not be compared, because entries before them are damaged. */
  readonly skipped: number
  /** Takes the next entries in; `blind`: from the first of them on nobody knows what follows from the log. */
  push(entries: FoldEntry[], evidence: Map<string, Uint8Array>, blind: boolean): Promise<void>
  /** Waits until everything is compared. */
  end(): Promise<void>
  close(): Promise<void>
}

/** Pushes to the folder that may wait at once. */
const pushesAhead = 4

/** Compares results, which stand in the order of their size, while the folder is filled. */
export function startResultCheck(
  results: StoredResult[],
  at: Checkpoint,
  tree: SignedTree,
  get: Get,
  newFolder: () => ViewEngine,
  found: Found,
): ResultCheck {
  const waiting = results.filter(({ path, size }) => {
    if (size > at.size) found(path, `is of size ${size}, the checkpoint counts ${at.size} entries`)
    return size <= at.size
  })
  const folder = waiting.length > 0 ? newFolder() : null
  const flow = startFlow(pushesAhead)
  let last: Promise<void> = Promise.resolve()
  let size = 0
  let equal = 0
  let skipped = 0

  function queue(piece: () => Promise<void>): Promise<void> {
    last = last.then(piece)
    return flow.add(last)
  }

  async function compare(result: StoredResult): Promise<void> {
    const root = await tree.rootAt(result.size)
    const answer = root && (await folder!.view(result.view, result.params, { ...at, size: result.size, root }))
    if (answer === null) skipped++
    else if (!isRefusal(answer) && equalBytes(sha256(utf8(answer)), result.hash)) equal++
    else if (await isStill(result)) found(result.path, 'is not what follows from the log')
  }

  /** A site at work may have replaced a result since it was read. */
  async function isStill({ path, hash }: StoredResult): Promise<boolean> {
    const bytes = await get(path)
    return bytes !== null && equalBytes(sha256(bytes), hash)
  }

  async function compareDue(): Promise<void> {
    while (waiting[0]?.size === size) {
      const result = waiting.shift()!
      await queue(() => compare(result))
    }
  }

  return {
    get equal() {
      return equal
    },
    get skipped() {
      return skipped
    },
    push: async (entries, evidence, blind) => {
      if (folder === null) return
      await compareDue()
      if (blind) skipped += waiting.splice(0).length
      for (let from = 0; from < entries.length && waiting.length > 0; ) {
        const part = entries.slice(from, from + waiting[0]!.size - size)
        await queue(() => folder.push(part, evidence))
        from += part.length
        size += part.length
        await compareDue()
      }
    },
    end: async () => {
      await compareDue()
      await flow.end()
    },
    close: async () => folder?.close(),
  }
}
