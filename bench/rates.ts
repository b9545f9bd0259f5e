import { verifierPool } from '../src/adapters/verifier.ts'
import { nativeVerifier } from '../src/adapters/verify-native.ts'
import type { SignatureCheck } from '../src/log/suites.ts'

/** Signatures verified per second and nothing else done: in this thread, and by a pool with a thread per core. */
export interface Rates {
  thread: number
  pool: number
}

/** The bare rates over these jobs, all of which must hold. */
export async function bareRates(jobs: SignatureCheck[]): Promise<Rates> {
  return { thread: threadRate(jobs), pool: await poolRate(jobs) }
}

function threadRate(jobs: SignatureCheck[]): number {
  const verify = nativeVerifier()
  jobs.slice(0, 200).forEach(verify)
  const start = performance.now()
  if (!jobs.every(verify)) throw new Error('a signature of our own does not hold')
  return perSecond(jobs.length, start)
}

async function poolRate(jobs: SignatureCheck[]): Promise<number> {
  const pool = verifierPool()
  await pool.verify(jobs.slice(0, 512)) // the threads start
  const start = performance.now()
  const verdicts = await pool.verify(jobs)
  const rate = perSecond(jobs.length, start)
  await pool.close()
  if (!verdicts.every(Boolean)) throw new Error('a signature of our own does not hold')
  return rate
}

/** How many per second since `start` (performance.now()). */
export const perSecond = (count: number, start: number): number => (count / (performance.now() - start)) * 1000

/** The middle of rates measured before and after: what else runs on the machine falls on both sides. */
export const between = (before: Rates, after: Rates): Rates => ({
  thread: (before.thread + after.thread) / 2,
  pool: (before.pool + after.pool) / 2,
})

/** The middle of some figures, the upper one of two. */
export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
