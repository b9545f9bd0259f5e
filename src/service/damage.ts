// What is said of a damaged file: its path, what is wrong with it, and what to do.
import { isBadBytes } from '../log/errors.ts'
import { parsePath } from '../log/tile.ts'
import { checkpointPath, headPath, stagingPrefix } from './layout.ts'
import { CorruptStore } from './store-errors.ts'

const remedies = {
  head: 'put it back from the newest backup; where there is none, and nothing else was put back, copy checkpoint over it',
  checkpoint: `put it back from the newest backup; where there is none, and nothing else was put back, copy ${headPath} over it`,
  key: 'put the key back from a backup: a log cannot change it',
  staging:
    `put it back from a backup; where there is none, nobody has a receipt of that append yet: copy checkpoint over ${headPath}, ` +
    'and its records are sent again',
  other: 'put the file of the same path in a backup or a mirror of this log in its place, then start again',
}

function remedyOf(path: string): string {
  if (path === headPath) return remedies.head
  if (path === checkpointPath) return remedies.checkpoint
  if (path.startsWith('private/')) return remedies.key
  return path.startsWith(stagingPrefix) ? remedies.staging : remedies.other
}

/** The error that names a damaged file of the store, says what is wrong with it and what to do. */
export function damaged(path: string, what: string, cause?: unknown): CorruptStore {
  const kind = parsePath(path)?.kind
  const told = kind === 'records' ? `${remedies.other}; a removed record must stay out of it` : remedyOf(path)
  return new CorruptStore(`${path} is damaged: ${what}. What to do: ${told}.`, { cause })
}

/** The value of `read`; bytes that break a format or a signature there are the fault of the file at `path`. */
export function blaming<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (isBadBytes(error)) throw damaged(path, error.message, error)
    throw error
  }
}
