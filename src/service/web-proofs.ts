/** Looks once a week where people say that the web names their account, and says in the log what was there. */

import { namesAccount, proofQuestion } from '../records/people/web-proof.ts'
import { isRefusal } from '../records/refusals.ts'
import type { FieldsOf } from '../records/registry.ts'
import { dueAt } from '../views/people/proofs.ts'
import type { WebProof } from '../views/people/values.ts'
import { english } from '../words/en.ts'
import { sentenceOf } from '../words/refusal.ts'
import type { Lease } from './lease.ts'
import type { ObservedLog } from './observed-log.ts'
import { viewValue } from './view-value.ts'
import type { Web } from './web.ts'

const hourMs = 3_600_000
/** Most places that are asked in one round. */
const mostPerRound = 50

/** One round: checks what is due, one place after another. Says how many were checked. */
export async function checkProofs(
  log: Pick<ObservedLog, 'view' | 'submit'>,
  web: Web,
  now: number,
  stop: AbortSignal,
): Promise<number> {
  const told = await viewValue(log, 'proofs', {})
  if (isRefusal(told)) throw new Error(`The log does not tell its proofs: ${sentenceOf(english, told)}`)
  // They come in the order in which they are due, so that no crowd of new ones keeps others from being looked at.
  const due = told.rows.filter((proof) => dueAt(proof) <= now).slice(0, mostPerRound)
  for (const proof of due) {
    if (stop.aborted) return 0
    await log.submit('web-check', { proof: proof.id, ...(await look(web, proof)) })
  }
  return due.length
}

async function look(web: Web, { method, place, account }: WebProof): Promise<Omit<FieldsOf<'web-check'>, 'proof'>> {
  const question = proofQuestion(method, place)
  // The rule of the kind has read it already; an older version may have let other places in.
  if (isRefusal(question)) return { result: 'not-reached', detail: String(question.params.reason) }
  const answer = 'txt' in question ? await web.txt(question.txt) : await web.page(question.page)
  if ('text' in answer) return { result: namesAccount(answer.text, account) ? 'named' : 'not-named' }
  const detail = answer.fault.slice(0, 200).trim()
  return { result: answer.kind === 'not-there' ? 'not-named' : 'not-reached', ...(detail && { detail }) }
}

/** Checks every hour until closed; where processes share a store, only the one whose turn it is. */
export function keepChecking(
  log: Pick<ObservedLog, 'view' | 'submit'>,
  web: Web,
  turn: Lease,
  clock: () => number,
  report: (line: string) => void,
): { close(): Promise<void> } {
  const stop = new AbortController()
  let running = Promise.resolve()
  const round = (): void => {
    running = running
      .then(async () => {
        const due = !stop.signal.aborted && (await turn.hold())
        return due ? checkProofs(log, web, clock(), stop.signal) : 0
      })
      .then(
        (count) => (count > 0 ? report(`looked at ${count} proofs on the web`) : undefined),
        (error: unknown) => report(`proofs on the web: ${error instanceof Error ? error.message : String(error)}`),
      )
  }
  const timer = setInterval(round, hourMs)
  timer.unref()
  round()
  return {
    close: async () => {
      clearInterval(timer)
      stop.abort()
      await running
      await turn.release()
    },
  }
}
