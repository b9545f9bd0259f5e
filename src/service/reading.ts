import { text, unhex } from '../log/bytes.ts'
import { ed25519Signer, parseVkey } from '../log/keys.ts'
import { checkpointPath, logKeyPath } from './layout.ts'
import type { Blobs, Clock, Store } from './ports.ts'
import { startReplica } from './replica.ts'
import type { Site } from './site.ts'
import { aboutLog, readVerbs } from './verbs.ts'
import type { ViewEngine } from './view-engine.ts'

/** What reading a store needs. */
export interface ReadingParts {
  store: Store
  folder(): ViewEngine
  clock: Clock
  version: string
  /** The log's verifier key; read from the store's own key unless told. */
  vkey?: string
}

/** A store cannot be read as a log; the message says what to do. */
export class NoLog extends Error {
  override readonly name = 'NoLog'
}

/** Opens the log of a store as it was last published, to read alone: nothing is repaired, appended or stored. */
export async function openReading({
  store,
  folder: newFolder,
  clock,
  version,
  vkey: given,
}: ReadingParts): Promise<Site> {
  const { blobs } = store
  const published = await blobs.get(checkpointPath)
  if (published === null) throw new NoLog('there is no log here: start one with "sensus serve", or name another folder')
  const note = text(published)
  const [name = ''] = note.split('\n')
  const vkey = given ?? (await ownVkey(blobs, name))
  const folder = newFolder()
  const replica = startReplica(blobs, parseVkey(vkey), folder)
  await replica.follow(note)
  if (replica.stale) await replica.rebuild(note)
  const whenStill: Parameters<typeof readVerbs>[0]['whenStill'] = (use) => use(replica.at)
  const { verbs, results } = readVerbs({ blobs, replica, folder, newFolder, clock, whenStill, store: null })
  return {
    ...verbs,
    origin: replica.at.origin,
    vkey,
    submit: readOnly,
    filesNamed: readOnly,
    addEvidence: readOnly,
    subscribe: () => () => undefined,
    about: () => aboutLog(replica, vkey, version, 0),
    close: async () => {
      await results.close()
      await folder.close()
      await store.close()
    },
  }
}

async function ownVkey(blobs: Blobs, origin: string): Promise<string> {
  const seed = await blobs.get(logKeyPath)
  if (seed === null) throw new NoLog('this copy of a log has no key of its own: name the verifier key of the log')
  return ed25519Signer(origin, unhex(text(seed).trim())).vkey
}

const readOnly = async (): Promise<never> => {
  throw new Error('this log was opened to read')
}
