import { del, get, promisifyRequest, set, type UseStore, values } from 'idb-keyval'

/** What this browser keeps for its reader: who takes part here, the receipts, and what opens sealed votes. Nothing of it leaves the browser. */

const DATABASE = 'sensus'
const STORES = ['participant', 'receipts', 'seals'] as const
/** Rises with every store that is added. */
const VERSION = 2
type StoreName = (typeof STORES)[number]

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, VERSION)
  request.onupgradeneeded = () => {
    for (const name of STORES)
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name)
  }
  return promisifyRequest(request)
}

/** One of the stores of one database; the library's own `createStore` makes a database for each. */
const storeOf =
  (name: StoreName): UseStore =>
  async (mode, act) => {
    const database = await open()
    try {
      return await act(database.transaction(name, mode).objectStore(name))
    } finally {
      database.close()
    }
  }

/** The value under a key, as it was put by this page. */
export function load<T>(name: StoreName, key: string): Promise<T | undefined> {
  return get<T>(key, storeOf(name))
}

/** Every value of a store. */
export function loadAll<T>(name: StoreName): Promise<T[]> {
  return values<T>(storeOf(name))
}

/** Keeps a value; keys that cannot be extracted stay so (structured clone). */
export function keep(name: StoreName, key: string, value: unknown): Promise<void> {
  return set(key, value, storeOf(name))
}

/** Forgets a key; nothing happens when there is none. */
export function forget(name: StoreName, key: string): Promise<void> {
  return del(key, storeOf(name))
}
