import type { Blobs, Head, Store } from '../service/ports.ts'
import { checkPath, checkPrefix } from './paths.ts'

/** A store that lives as long as the process: for `npm run dev` and tests. Keeps copies, so callers may reuse buffers. */
export function memoryStore(): Store {
  const blobs = memoryBlobs()
  const heads = {
    log: memoryHead(),
    lease: memoryHead(),
    observer: memoryHead(),
    proofs: memoryHead(),
    webhooks: memoryHead(),
    lists: memoryHead(),
  }
  return { blobs, head: (name) => heads[name], close: async () => undefined }
}

function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    get: async (path) => {
      checkPath(path)
      return kept.get(path)?.slice() ?? null
    },
    put: async (path, bytes) => {
      checkPath(path)
      kept.set(path, Uint8Array.from(bytes))
    },
    list: async (prefix) => {
      checkPrefix(prefix)
      return [...kept.keys()].filter((path) => path.startsWith(prefix)).sort()
    },
    drop: async (path) => {
      checkPath(path)
      kept.delete(path)
    },
  }
}

function memoryHead(): Head {
  let value: Uint8Array | null = null
  return {
    read: async () => value?.slice() ?? null,
    compareAndSwap: async (old, next) => {
      if (!sameBytes(value, old)) return false
      value = Uint8Array.from(next)
      return true
    },
  }
}

/** Byte equality of two values of a register, either of which may be absent. */
export function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
