/** What this browser keeps for its reader: who takes part here, and the receipts. Nothing of it leaves the browser. */

const DATABASE = 'sensus'
const STORES = ['participant', 'receipts'] as const
type StoreName = (typeof STORES)[number]

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function run<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(name, mode)
      const request = act(transaction.objectStore(name))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** The value under a key, as it was put by this page. */
export async function load<T>(name: StoreName, key: string): Promise<T | undefined> {
  return (await run(name, 'readonly', (store) => store.get(key))) as T | undefined
}

/** Every value of a store. */
export async function loadAll<T>(name: StoreName): Promise<T[]> {
  return (await run(name, 'readonly', (store) => store.getAll())) as T[]
}

/** Keeps a value; keys that cannot be extracted stay so (structured clone). */
export async function keep(name: StoreName, key: string, value: unknown): Promise<void> {
  await run(name, 'readwrite', (store) => store.put(value, key))
}

/** Forgets a key; nothing happens when there is none. */
export async function forget(name: StoreName, key: string): Promise<void> {
  await run(name, 'readwrite', (store) => store.delete(key))
}
