import { bytesOf, valuesOf } from './answers.ts'
import type { Connection } from './connection.ts'
import { NoMethod } from './faults.ts'

/** Many values at once, by keys in hex; a node that cannot do that is asked for one after the other. */
export async function valuesFrom(of: Connection, keys: readonly string[], at: string): Promise<(Uint8Array | null)[]> {
  const prefixed = keys.map((key) => `0x${key}`)
  try {
    return valuesOf(await of.ask('state_queryStorageAt', [prefixed, at]), keys)
  } catch (error) {
    if (!(error instanceof NoMethod)) throw error
  }
  const single = async (key: string) => {
    const value = await of.ask('state_getStorage', [key, at])
    return value === null ? null : bytesOf(value, 'a value')
  }
  return Promise.all(prefixed.map(single))
}
