import { filesStore } from '../src/adapters/files.ts'
import { threadEngine } from '../src/adapters/thread-engine.ts'
import { verifierPool } from '../src/adapters/verifier.ts'
import { text, unhex } from '../src/log/bytes.ts'
import { ed25519Signer } from '../src/log/keys.ts'
import type { SignatureCheck } from '../src/log/suites.ts'
import { audit } from '../src/service/audit.ts'
import { checkpointPath, logKeyPath } from '../src/service/layout.ts'
import { bareRates, between } from './rates.ts'

/** An audit of the log in a directory, against the bare rate at which the same signatures are verified. */
export async function benchAudit(directory: string): Promise<Record<string, number>> {
  const store = await filesStore(directory, { readOnly: true })
  const { blobs } = store
  const origin = text((await blobs.get(checkpointPath))!).split('\n')[0]!
  const { vkey } = ed25519Signer(origin, unhex(text((await blobs.get(logKeyPath))!).trim()))
  const pool = verifierPool()
  const jobs: SignatureCheck[] = []
  const once = async (verify: (jobs: SignatureCheck[]) => Promise<boolean[]>): Promise<number> => {
    const start = performance.now()
    const report = await audit({ name: directory, ...blobs }, { verify, folder: threadEngine, vkey })
    if (!report.ok) throw new Error(`the audit finds ${JSON.stringify(report.problems[0])}`)
    return (report.signatures / (performance.now() - start)) * 1000
  }
  // The first audit warms up and shows which signatures there are.
  await once((asked) => {
    jobs.push(...asked)
    return pool.verify(asked)
  })
  const before = await bareRates(jobs)
  const cpu = process.cpuUsage()
  const rate = await once(pool.verify)
  const { user, system } = process.cpuUsage(cpu)
  const bare = between(before, await bareRates(jobs))
  await pool.close()
  await store.close()
  return {
    signatures: jobs.length,
    verifiedPerSecondThread: bare.thread,
    verifiedPerSecondPool: bare.pool,
    auditedPerSecond: rate,
    auditToThread: rate / bare.thread,
    auditToPool: rate / bare.pool,
    auditCpuMicrosPerRecord: (user + system) / jobs.length,
  }
}
