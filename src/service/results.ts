// Published results: computed once for a size, remembered, and the latest of each stored for everybody to check.
import { hex, sha256, utf8 } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { isViewName, ownParams, readParams } from '../views/registry.ts'
import { resultPath } from './layout.ts'
import type { Blobs, Clock } from './ports.ts'
import type { ViewEngine } from './view-engine.ts'

type Params = Record<string, string>

/** What a result needs to know of the log. */
export interface Source {
  /** Waits until the folder stands at a checkpoint, and calls with it in that very turn, so that nothing comes between. */
  whenStill<T>(use: (at: Checkpoint) => Promise<T>): Promise<T>
  folder: ViewEngine
  /** The tree head of an earlier size. */
  headAt(size: number): Promise<Checkpoint>
  /** Fills a folder with the entries below `size`. */
  fill(folder: ViewEngine, size: number): Promise<void>
  newFolder(): ViewEngine
}

export interface Results {
  view(name: string, params: Params, at?: number): Promise<string | Refusal>
  /** Forgets what is remembered and drops what is stored: after a removal nothing of it may be shown. */
  forget(): Promise<void>
}

const mostRemembered = 200
const mostStored = 2000
/** A result is stored at most this often, in milliseconds. */
const storeEvery = 5000

/** `store`: whether results are written to the blobs. */
export function startResults(source: Source, blobs: Blobs, clock: Clock, store: boolean): Results {
  const remembered = new Map<string, Promise<string | Refusal>>()
  const storedAt = new Map<string, number>()
  let past: Promise<unknown> = Promise.resolve()
  let generation = 0

  async function ofPresent(name: string, params: Params, checkpoint: Checkpoint): Promise<string | Refusal> {
    const result = await source.folder.view(name, params, checkpoint)
    if (store && !isRefusal(result)) await keep(name, params, result)
    return result
  }

  /** Folds anew from entry 0; one at a time, because each is work for a whole core. */
  function ofPast(name: string, params: Params, size: number): Promise<string | Refusal> {
    const run = async (): Promise<string | Refusal> => {
      const folder = source.newFolder()
      try {
        await source.fill(folder, size)
        return await folder.view(name, params, await source.headAt(size))
      } finally {
        await folder.close()
      }
    }
    const result = past.then(run, run)
    past = result.catch(() => undefined)
    return result
  }

  async function keep(name: string, params: Params, result: string): Promise<void> {
    const path = resultPath(name, parametersHash(readParams(name, params)))
    const last = storedAt.get(path)
    if (isOwn(name, params) || (last !== undefined && clock() - last < storeEvery)) return
    if (last === undefined && storedAt.size >= mostStored) return
    const asked = generation
    storedAt.set(path, clock())
    await blobs.put(path, utf8(result))
    if (asked !== generation) await blobs.drop(path) // a removal came in between
  }

  async function viewAt(now: Checkpoint, name: string, params: Params, at?: number): Promise<string | Refusal> {
    if (at !== undefined && (!Number.isSafeInteger(at) || at < 0 || at > now.size))
      return new Refusal('bad-parameter', { reason: 'size', size: now.size })
    const size = at ?? now.size
    const key = `${size} ${name} ${canonical(params)}`
    const known = remembered.get(key)
    if (known) return known
    const result = size === now.size ? ofPresent(name, params, now) : ofPast(name, params, size)
    remembered.set(key, result)
    result.catch(() => remembered.delete(key))
    const [oldest] = remembered.keys()
    if (oldest !== undefined && remembered.size > mostRemembered) remembered.delete(oldest)
    return result
  }

  return {
    view: (name, params, at) => source.whenStill((now) => viewAt(now, name, params, at)),
    forget: async () => {
      generation++
      remembered.clear()
      storedAt.clear()
      if (store) for (const path of await blobs.list('views/')) await blobs.drop(path)
    },
  }
}

/** Is the result one reader's own? Such results are not stored. */
const isOwn = (name: string, params: Params): boolean =>
  isViewName(name) && ownParams(name).some((key) => Object.hasOwn(params, key))

/** Parameters in one order, as text. */
const canonical = (params: object): string =>
  JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/**
 * The name under which the result for these parameters is stored: as the result itself says them, with those that were
 * left out, so that two ways to ask the same are stored once.
 */
export const parametersHash = (published: object): string => hex(sha256(utf8(canonical(published))))

/** How to ask for the parameters that a result says. */
export function asAsked(published: object): Params {
  return Object.fromEntries(
    Object.entries(published).map(([name, value]) => [name, Array.isArray(value) ? value.join() : String(value)]),
  )
}
