/** What an operator or an auditor does with a whole log: check it, copy it, bring it up to date. */

import { systemClock, systemRandom } from '../adapters/clock.ts'
import { filesStore } from '../adapters/files.ts'
import { threadEngine } from '../adapters/thread-engine.ts'
import { verifierPool } from '../adapters/verifier.ts'
import type { Config } from '../config.ts'
import { text, utf8 } from '../log/bytes.ts'
import { isRefusal, type Refusal } from '../records/refusals.ts'
import { type AuditReport, type AuditSource, audit } from '../service/audit.ts'
import { scribe } from '../service/begin.ts'
import { openKeys } from '../service/keys.ts'
import { logKeyPath } from '../service/layout.ts'
import { type MirrorReport, mirror } from '../service/mirror.ts'
import { countOf, dropForeignResults } from '../service/stored-result.ts'
import { appendQuestions, type Upgrade, upgradeOf } from '../service/upgrade.ts'
import { earlierViews } from '../views/registry.ts'
import { assemble, mirrorKeyPath, operatorKeyOf, vkeyOf } from './site.ts'
import { abandon, faultOf, openStore, type Report, Unavailable, unavailable } from './store.ts'

/** Told how much of something is done. */
export type OnProgress = (done: number, total: number) => void

/** Checks everything in a folder or a database against the key of its log, or against the key given. */
export async function auditData(
  config: Config,
  given: string | undefined,
  older: boolean,
  onProgress: OnProgress,
): Promise<AuditReport> {
  const store = await openStore(config, true)
  try {
    const vkey = given ?? (await vkeyOf(config, store))
    return await auditWith({ name: config.data, ...store.blobs }, vkey, older, onProgress)
  } finally {
    await store.close()
  }
}

/**
 * Checks everything that a site serves. Results are folded again here, from the records alone; with `older` also those of
 * the earlier versions of views that are carried.
 */
export async function auditWith(
  source: AuditSource,
  vkey: string,
  older: boolean,
  onProgress: OnProgress,
): Promise<AuditReport> {
  const verifier = verifierPool()
  const earlier = older ? earlierViews : {}
  try {
    return await audit(source, { verify: verifier.verify, folder: threadEngine, vkey, earlier, onProgress })
  } finally {
    await verifier.close()
  }
}

/**
 * Brings the copy in a folder up to date with a site. The first copy remembers the verifier key; later ones believe no
 * other. Throws Unavailable when the folder is that of a site, and what `mirror` throws.
 */
export async function mirrorInto(
  folder: string,
  source: { get: AuditSource['get']; results(): Promise<string[]> },
  vkey: string,
  onProgress: OnProgress,
): Promise<MirrorReport> {
  const store = await filesStore(folder).catch(unavailable)
  try {
    const { blobs } = store
    if ((await blobs.get(logKeyPath)) !== null) throw new Unavailable(`${folder} is the folder of a site, not a mirror`)
    const kept = await blobs.get(mirrorKeyPath)
    if (kept === null) await blobs.put(mirrorKeyPath, utf8(`${vkey}\n`))
    return await mirror(source, source.results, kept ? text(kept).trim() : vkey, blobs, onProgress)
  } finally {
    await store.close()
  }
}

/** What an upgrade would change, and what it changed. */
export interface UpgradeReport extends Upgrade {
  /** Null unless it was applied. */
  applied: { results: number; questions: string[] } | Refusal | null
}

/**
 * What an upgrade of a log of one's own would change; `apply` does it, with the store to itself. Throws Unavailable, and
 * NoLog when there is none.
 */
export async function upgradeData(config: Config, apply: boolean, report: Report): Promise<UpgradeReport> {
  const { address: operator } = await operatorKeyOf(config)
  const reading = await openStore(config, true)
  const upgrade = await upgradeOf(reading.blobs, operator).finally(() => reading.close())
  return { ...upgrade, applied: apply ? await applyUpgrade(config, report) : null }
}

async function applyUpgrade(config: Config, report: Report): Promise<UpgradeReport['applied']> {
  const store = await openStore(config, false)
  const dropped = await dropForeignResults(store.blobs).catch((error: unknown) => abandon(error, [store]))
  const site = await assemble(config, store, { report: (error) => report(faultOf(error)) })
  try {
    const { operator } = await openKeys(store.blobs, store.head('log'), site.origin, systemRandom)
    const write = scribe(operator, site.origin, systemClock(), systemRandom)
    const questions = await appendQuestions(store.blobs, site, operator.address, write)
    return isRefusal(questions) ? questions : { results: countOf(dropped), questions }
  } finally {
    await site.close()
  }
}
