// Published results: computed once for a size, remembered, and the latest of each stored for everybody to check.
import { hex, sha256, utf8 } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { isRefusal, Refusal } from '../records/refusals.ts'
import { isCommon, readParams } from '../views/registry.ts'
import { startKeeping } from './keep-results.ts'
import { resultPath } from './layout.ts'
import { type PastSource, startPast } from './past.ts'
import type { Blobs, Clock } from './ports.ts'
import { startRecent } from './recent.ts'
import type { Asker, Site } from './site.ts'
import type { ViewEngine } from './view-engine.ts'

type Params = Record<string, string>

/** What a result needs to know of the log. */
export interface Source extends PastSource {
  /** Waits until the folder stands at a checkpoint, and calls with it in that very turn, so that nothing comes between. */
  whenStill<T>(use: (at: Checkpoint) => Promise<T>): Promise<T>
  folder: ViewEngine
}

export interface Results {
  view: Site['view']
  /** Resolves once everything that was to be stored is, or could not be. */
  stored(): Promise<void>
  /** Forgets what is remembered and drops what is stored: after a removal nothing of it may be shown. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** What is remembered: 64 million characters at most. */
const mostRemembered = { values: 200, characters: 64_000_000 }
/** Results that are computed at once. More questions than this are answered later than anybody waits. */
const mostComputed = 64

/** `store`: told of what hinders storing; null where results are not stored. */
export function startResults(
  source: Source,
  blobs: Blobs,
  clock: Clock,
  store: ((fault: unknown) => void) | null,
): Results {
  const remembered = startRecent<string | Refusal>(mostRemembered)
  const computing = new Map<string, Promise<string | Refusal>>()
  const past = startPast(source, clock)
  const keeping = store && startKeeping(blobs, clock, store)
  let generation = 0

  /** Remembers a result, unless a removal came in between. */
  async function remember(key: string, result: Promise<string | Refusal>): Promise<string | Refusal> {
    const begun = generation
    const found = await result
    if (begun === generation) remembered.set(key, found, isRefusal(found) ? 0 : found.length)
    return found
  }

  /** The folder answers in the order of the calls, so it is asked in this very turn. */
  function ofPresent(key: string, name: string, params: Params, now: Checkpoint): Promise<string | Refusal> {
    const running = computing.get(key)
    if (running) return running
    if (computing.size >= mostComputed) return Promise.resolve(new Refusal('busy', { reason: 'views', seconds: 10 }))
    const result = remember(key, source.folder.view(name, params, now)).finally(() => computing.delete(key))
    computing.set(key, result)
    if (keeping && isCommon(name, params))
      result.then(
        (text) => isRefusal(text) || keeping.keep(pathOf(name, params), text),
        () => undefined,
      )
    return result
  }

  async function viewAt(now: Checkpoint, name: string, params: Params, at: number, asker: Asker) {
    if (!Number.isSafeInteger(at) || at < 0 || at > now.size)
      return new Refusal('bad-parameter', { reason: 'size', size: now.size })
    const wrong = readParams(name, params)
    if (isRefusal(wrong)) return wrong
    const key = `${at} ${name} ${canonical(params)}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    if (at === now.size) return ofPresent(key, name, params, now)
    const begun = generation
    const found = await past.ask({ name, params, size: at }, asker)
    if (begun === generation && !isRefusal(found)) remembered.set(key, found, found.length)
    return found
  }

  return {
    view: (name, params, at, asker = {}) => source.whenStill((now) => viewAt(now, name, params, at ?? now.size, asker)),
    stored: async () => keeping?.settled(),
    forget: async () => {
      generation++
      remembered.clear()
      computing.clear()
      await past.forget()
      await keeping?.forget()
    },
    close: async () => {
      await past.forget()
      await keeping?.settled()
    },
  }
}

/** Where the result for these parameters is stored: two ways to ask the same are stored once. */
const pathOf = (name: string, params: Params): string => resultPath(name, parametersHash(readParams(name, params)))

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
