import { hex, sha256 } from '../log/bytes.ts'
import { starterPolicy } from '../records/starter/first-records.ts'
import { english } from '../words/en.ts'
import { begin, scribe } from './begin.ts'
import { startEngine } from './engine.ts'
import { openKeys } from './keys.ts'
import { factPath } from './layout.ts'
import { type Parts, reportOf } from './parts.ts'
import type { Site } from './site.ts'
import { countOf, dropForeignResults } from './stored-result.ts'
import { aboutLog, readVerbs } from './verbs.ts'
import { startWriting } from './writing.ts'

export type { Parts } from './parts.ts'

/** Opens the log of a store, or begins one, and keeps it going until it is closed. */
export async function openSite(parts: Parts): Promise<Site> {
  const { store, clock, random, policy = starterPolicy, starter = true } = parts
  const { blobs } = store
  const keys = await openKeys(blobs, store.head('log'), parts.origin, random)
  const folder = parts.folder()
  const listeners = new Set<(checkpoint: string) => void>()
  const engine = startEngine(store, keys.log, folder, clock, {
    changed: (note) => {
      for (const listener of listeners) listener(note)
    },
    forget: () => results.forget(),
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
  const writing = startWriting(parts, engine, keys.operator)
  await engine.recover()
  writing.start()
  if (replica.at.size === 0) await begin(engine, scribe(keys.operator, keys.log.name, clock(), random), policy, starter)
  await dropResults(parts)

  return {
    origin: keys.log.name,
    vkey: keys.log.vkey,
    submit: writing.submit,
    ...verbs,
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
      await writing.stop()
      await results.close()
      await folder.close()
      await store.close()
    },
  }
}

/** Nobody who audits this log shall meet a result that this program does not stand for. */
async function dropResults(parts: Pick<Parts, 'store' | 'report'>): Promise<void> {
  const count = countOf(await dropForeignResults(parts.store.blobs))
  if (count > 0) reportOf(parts)(english.say('start.results-dropped', { count }))
}
