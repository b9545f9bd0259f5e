/**
 * Tells webhooks what was seen, each in the order of the list. How far a webhook was told is in the store before the next
 * alarm goes out, so a failure of whatever length loses nothing. When an answer is lost, the same alarm goes out again
 * under the same idempotency key: a receiver that honours it has each once, any other may have that one twice.
 */

import { hex, sha256, text, utf8 } from '../../log/bytes.ts'
import { webhookPath } from '../layout.ts'
import type { Lease } from '../lease.ts'
import type { Blobs } from '../ports.ts'
import { fits } from './alarm.ts'
import type { Alarms } from './list.ts'
import { type Delivered, messageOf, type Post, type Webhook } from './webhook.ts'

export interface TellingParts {
  hooks: readonly Webhook[]
  alarms: Alarms
  blobs: Blobs
  post: Post
  /** Where processes share a store, one tells. */
  turn: Lease
  /** Where the site is reached, without a final slash. */
  site: string
  /** Waits, and ends early when the signal says so. */
  pause(ms: number, signal: AbortSignal): Promise<void>
  report(line: string): void
}

/** Milliseconds after the first failure, at most, and between two looks at the list when nothing tells of a change. */
const firstPause = 1000
const longestPause = 600_000
const idlePause = 30_000

/** How often something is told that the receiver refuses for what it says; then it is left out, and said so. */
const mostRefusals = 5

/** After how many alarms that a webhook does not want it is noted that it was not to be told of them. */
const passedOver = 100

/** Tells every webhook until closed. */
export function keepTelling(parts: TellingParts): { close(): Promise<void> } {
  const stop = new AbortController()
  const running = parts.hooks.map((hook) => keepOne(hook, parts, stop.signal))
  return {
    close: async () => {
      stop.abort()
      await Promise.all(running)
      await parts.turn.release()
    },
  }
}

/** What one look brought: something was told, there was nothing to tell, or it failed. */
type Step = 'told' | 'idle' | { failed: string; atLeast: number; refused: boolean }

async function keepOne(hook: Webhook, parts: TellingParts, stop: AbortSignal): Promise<void> {
  const { alarms, pause, report } = parts
  let [failures, refusals] = [0, 0]
  while (!stop.aborted) {
    const changed = new AbortController()
    const unfollow = alarms.subscribe(() => changed.abort())
    const step = await tellNext(hook, parts, refusals >= mostRefusals - 1, stop).catch(
      (error: unknown): Step => ({ failed: String(error), atLeast: 0, refused: false }),
    )
    if (step === 'idle') await pause(idlePause, AbortSignal.any([stop, changed.signal]))
    unfollow()
    if (typeof step !== 'object') {
      if (step === 'idle') continue
      if (failures > refusals) report(`webhook ${hook.name} answers again after ${failures} failures`)
      failures = 0
      refusals = 0
      continue
    }
    if (stop.aborted) return
    if (failures === 0) report(`webhook ${hook.name}: ${step.failed}; it is told again until it answers`)
    const growing = Math.min(longestPause, firstPause * 2 ** failures)
    failures++
    if (step.refused) refusals++
    await pause(Math.max(growing, Math.min(longestPause, step.atLeast)), stop)
  }
}

async function tellNext(hook: Webhook, parts: TellingParts, giveUp: boolean, stop: AbortSignal): Promise<Step> {
  const { alarms, blobs, post, turn, site, report } = parts
  if (!(await turn.hold())) return 'idle'
  const list = await alarms.read()
  const path = webhookPath(hex(sha256(utf8(JSON.stringify([hook.form, hook.url, hook.chat, hook.room])))))
  const count = list?.count ?? 0
  const kept = await toldUpTo(blobs, path)
  // A place that is new is told what comes from now on.
  if (kept === null) await blobs.put(path, utf8(JSON.stringify({ after: count })))
  if (kept === null || list === null) return 'idle'
  // A list that was begun anew counts from 1 again.
  const after = kept > count ? 0 : kept
  const next = list.alarms.find((each) => each.n > after && fits(each, hook))
  if (!next) {
    if (count >= after + passedOver) await blobs.put(path, utf8(JSON.stringify({ after: count })))
    return 'idle'
  }
  const forgotten = (list.alarms[0]?.n ?? next.n) - after - 1
  const done = async (): Promise<Step> => {
    await blobs.put(path, utf8(JSON.stringify({ after: next.n })))
    if (forgotten > 0)
      report(`webhook ${hook.name}: up to ${forgotten} alarms were forgotten before it could be told of them`)
    return 'told'
  }
  const answer = await post(await messageOf(hook, next, site), stop)
  if (wasTaken(hook, answer)) return done()
  const failed = 'fault' in answer ? answer.fault : `it answers with status ${answer.status}`
  const refused = isRefused(answer)
  if (refused && giveUp) {
    report(`webhook ${hook.name}: alarm ${next.n} is left out, since ${failed}`)
    return done()
  }
  return { failed, refused, atLeast: 'status' in answer ? (answer.retryAfter ?? 0) * 1000 : 0 }
}

/** 409 of a receiver that knows the idempotency key: it has it already. */
function wasTaken({ form }: Webhook, answer: Delivered): boolean {
  if ('fault' in answer) return false
  return (answer.status >= 200 && answer.status < 300) || (form === 'generic' && answer.status === 409)
}

/** Statuses that speak of this very message, and not of the way there or of who may send. */
const isRefused = (answer: Delivered): boolean => 'status' in answer && [400, 413, 415, 422].includes(answer.status)

async function toldUpTo(blobs: Blobs, path: string): Promise<number | null> {
  const bytes = await blobs.get(path)
  if (bytes === null) return null
  try {
    const { after } = JSON.parse(text(bytes)) as { after: unknown }
    return Number.isSafeInteger(after) ? Number(after) : null
  } catch {
    return null
  }
}

/** Waits by the clock of the machine. */
export function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
