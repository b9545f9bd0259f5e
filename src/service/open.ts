import { hex, sha256 } from '../log/bytes.ts'
import { starterPolicy } from '../records/starter/first-records.ts'
import { english } from '../words/en.ts'
import { begin, scribe } from './begin.ts'
import { findingLate, startCatchUp, upToDate } from './catch-up.ts'
import { damaged } from './damage.ts'
import { type Engine, startEngine } from './engine.ts'
import { type Keys, openKeys } from './keys.ts'
import { factPath, operatorKeyPath } from './layout.ts'
import { type Parts, reportOf } from './parts.ts'
import type { Site } from './site.ts'
import { countOf, dropDamagedResults, dropForeignResults } from './stored-result.ts'
import { aboutLog, readVerbs } from './verbs.ts'
import { startWriting } from './writing.ts'

export type { Parts } from './parts.ts'

/** Opens the log of a store, or begins one, and keeps it going until it is closed. */
export async function openSite(parts: Parts): Promise<Site> {
  const { store, clock, random } = parts
  const { blobs } = store
  const keys = await openKeys(blobs, store.head('log'), parts.origin, random)
  const folder = parts.folder()
  const listeners = new Set<(checkpoint: string) => void>()
  const engine = startEngine(store, keys.log, folder, clock, {
    changed: (note) => {
      for (const listener of listeners) listener(note)
    },
    forget: () => results.forget(),
    mended: (path) => reportOf(parts)(english.say('start.tile-mended', { path })),
  })
  const { replica } = engine
  const { verbs, results } = readVerbs({
    blobs,
    replica,
    folder,
    newFolder: parts.folder,
    clock,
    whenStill: engine.whenStill,
    store: reportOf(parts),
  })
  const catchUp = parts.shared ? startCatchUp(engine.refresh, () => replica.note) : upToDate
  const writing = startWriting(parts, engine, keys.operator, catchUp)
  const close = async (): Promise<void> => {
    await writing.stop()
    await results.close()
    await folder.close()
  }

  await settle(parts, engine, keys).catch(async (error: unknown) => {
    await close().catch(() => undefined)
    throw error
  })
  writing.start()
  return {
    origin: keys.log.name,
    vkey: keys.log.vkey,
    submit: writing.submit,
    filesNamed: writing.filesNamed,
    ...findingLate(verbs, catchUp),
    addEvidence: async (bytes) => {
      const hash = hex(sha256(bytes))
      await blobs.put(factPath(hash), bytes)
      return hash
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    about: () => aboutLog(replica, keys.log.vkey, parts.version, writing.workBits()),
    close: async () => {
      await close()
      await store.close()
    },
  }
}

/** Brings a log to where it can be served: repaired and followed, or begun. */
async function settle(parts: Parts, engine: Engine, keys: Keys): Promise<void> {
  const { clock, random, policy = starterPolicy, starter = true } = parts
  await engine.recover()
  if (engine.replica.at.size === 0)
    await begin(engine, scribe(keys.operator, keys.log.name, clock(), random), policy, starter)
  checkOperator(keys, engine.replica.ledger.operator)
  await dropResults(parts)
}

/** Records signed by another key than that of entry 0 would be refused, or be nobody's. */
function checkOperator({ operator }: Keys, signer: string | null): void {
  if (signer === null || signer === operator.address) return
  throw damaged(operatorKeyPath, `it is the key of ${operator.address}, and entry 0 was signed by ${signer}`)
}

/** Nobody who audits this log shall meet a result that this program does not stand for. */
async function dropResults(parts: Pick<Parts, 'store' | 'report'>): Promise<void> {
  for (const path of await dropDamagedResults(parts.store.blobs))
    reportOf(parts)(english.say('start.result-damaged', { path }))
  const count = countOf(await dropForeignResults(parts.store.blobs))
  if (count > 0) reportOf(parts)(english.say('start.results-dropped', { count }))
}
