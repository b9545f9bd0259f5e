// Whoever was told by one process that something is in the log finds it at another one over the same store.
import { isRefusal, type Refusal, type RefusalCode } from '../records/refusals.ts'
import type { ReadVerbs } from './verbs.ts'

/** Least milliseconds from the beginning of one look to that of the next. */
const leastBetween = 50

/** What a process does not know yet that lags behind another one; the last two are asked of accounts that it does not know. */
const late: ReadonlySet<RefusalCode> = new Set([
  'session-unknown',
  'not-guest',
  'conversation-unknown',
  'statement-unknown',
  'target-unknown',
  'remark-unseen',
  'not-found',
  'work-required',
  'budget-spent',
])

/** Can it be that another process knows better? */
export const mayBeLate = ({ code, params }: Refusal): boolean =>
  late.has(code) ? params.reason !== 'view' : code === 'bad-parameter' && params.reason === 'size'

/** Takes in what was published before it was asked; says whether the log is another one than it was at the checkpoint given. */
export type CatchUp = (since: string | null) => Promise<boolean>

/**
 * Looks one after another and with a pause between them, however many ask: all who wait share the next look, and nobody
 * is served by one that began before they asked. Rejects as `refresh` does.
 */
export function startCatchUp(
  refresh: () => Promise<void>,
  present: () => string | null,
  least = leastBetween,
): CatchUp {
  let began = Number.NEGATIVE_INFINITY
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null

  async function look(): Promise<void> {
    await running.catch(() => undefined)
    const rest = began + least - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    next = null
    began = performance.now()
    running = refresh()
    await running
  }

  return async (since) => {
    next ??= look()
    await next
    return present() !== since
  }
}

/** A process that shares its store with nobody knows everything. */
export const upToDate: CatchUp = async () => false

/** What is not found is looked for again, once, after catching up. */
export function findingLate(verbs: ReadVerbs, catchUp: CatchUp): ReadVerbs {
  async function again<T>(find: () => Promise<T>, isMissing: (found: T) => boolean): Promise<T> {
    const since = verbs.checkpoint()
    const found = await find()
    return isMissing(found) && (await catchUp(since)) ? find() : found
  }
  return {
    ...verbs,
    record: (ref) => again(() => verbs.record(ref), isNull),
    receipt: (index) => again(() => verbs.receipt(index), isNull),
    view: (...asked) =>
      again(
        () => verbs.view(...asked),
        (found) => isRefusal(found) && mayBeLate(found),
      ),
  }
}

const isNull = (found: unknown): boolean => found === null
