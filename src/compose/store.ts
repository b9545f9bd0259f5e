/** Where a log is kept, as the configuration says. */

import { resolve } from 'node:path'
import { filesBeside, filesStore } from '../adapters/files.ts'
import { postgresStore } from '../adapters/postgres.ts'
import type { Config } from '../config.ts'
import { hex, sha256 } from '../log/bytes.ts'
import { factPath } from '../service/layout.ts'
import type { Blobs, Store } from '../service/ports.ts'

/** Says one line to whoever operates the process. */
export type Report = (line: string) => void

/** A folder or a database cannot be opened; the message says why and, where there is one, the way around. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** `report` is told what of a database may lose records; one to read is not judged. */
export async function openStore(config: Config, readOnly: boolean, report: Report = () => undefined): Promise<Store> {
  const opened = config.database
    ? postgresStore(config.database, config.origin, readOnly ? {} : { doubt: report })
    : filesStore(config.data, { readOnly })
  return opened.catch(unavailable)
}

/**
 * Stores evidence beside a running server, which holds the folder's lock: a file named by its content is the same
 * whoever writes it, and nothing refers to it yet. Returns its SHA-256 in hex.
 */
export async function leaveEvidence(config: Config, bytes: Uint8Array): Promise<string> {
  const hash = hex(sha256(bytes))
  const { blobs, close } = await besideServer(config)
  await blobs.put(factPath(hash), bytes).finally(close)
  return hash
}

/** Where an observer in a process of its own keeps what it has read; nobody else writes there. */
export async function observerNotes(config: Config): Promise<Blobs> {
  return (await besideServer(config)).blobs
}

async function besideServer(config: Config): Promise<{ blobs: Blobs; close(): Promise<void> }> {
  if (config.database !== null) return openStore(config, false)
  return { blobs: filesBeside(resolve(config.data)), close: async () => undefined }
}

/** Fails with words for whoever operates. */
export function unavailable(error: unknown): never {
  throw new Unavailable(messageOf(error), { cause: error })
}

/** Closes what was opened before something failed, and fails with it. */
export async function abandon(error: unknown, opened: { close(): Promise<void> }[]): Promise<never> {
  await Promise.allSettled(opened.map((each) => each.close()))
  throw error
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
export const faultOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
