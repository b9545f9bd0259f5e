import type { Address } from '../../log/ss58.ts'
import { type Cell, cellEntries, type Encoder, type Put } from './cells.ts'
import type { Ledger } from './ledger.ts'
import { poolEntries } from './pools.ts'
import type { NodeRuntime } from './runtime.ts'

/** Storage that changed: value bytes in 0x-hex by key, null where the entry went away. */
export type Delta = Map<string, string | null>

export const newEncoder = (runtime: NodeRuntime): Encoder => ({ runtime, written: new Map(), migrated: new Set() })

export const cloneEncoder = ({ runtime, written, migrated }: Encoder): Encoder => ({
  runtime,
  written: new Map(written),
  migrated: new Set(migrated),
})

/** What the ledger's touched cells change in storage. Clears them. */
export function encodeTouched(encoder: Encoder, ledger: Ledger): Delta {
  const delta: Delta = new Map()
  const isLazy = encoder.runtime.hasStorage('SubtensorModule', 'AlphaV2')
  if (isLazy) for (const cell of ledger.touched) if (/^(position|pool) /.test(cell)) encoder.migrated.add(cell)
  for (const cell of ledger.touched) encodeCell(encoder, ledger, cell, delta)
  ledger.touched.clear()
  return delta
}

/**
 * All of the ledger under a new runtime, as its migrations would leave it: what the old layout alone had goes away. The
 * second maps of stake begin empty, for there the real chain migrates an entry only when it is next written.
 */
export function encodeUpgrade(encoder: Encoder, ledger: Ledger, runtime: NodeRuntime): Delta {
  encoder.runtime = runtime
  const delta: Delta = new Map()
  const cells = [...encoder.written.keys(), ...ledger.touched].filter((cell) => !cell.startsWith('position '))
  for (const cell of new Set(cells)) encodeCell(encoder, ledger, cell, delta)
  ledger.touched.clear()
  return delta
}

function encodeCell(encoder: Encoder, ledger: Ledger, name: string, delta: Delta): void {
  const { runtime, written } = encoder
  const entries = new Map<string, string>()
  const put: Put = (pallet, item, args, value) => {
    if (!runtime.hasStorage(pallet, item)) return
    entries.set(runtime.key(pallet, item, args), runtime.value(pallet, item, value))
  }
  const [kind, ...words] = name.split(' ') as [Cell, ...string[]]
  if (kind === 'pool') poolEntries(ledger, words[0] as Address, Number(words[1]), encoder, put)
  else cellEntries[kind]?.(ledger, words, put, runtime)
  const old = written.get(name)
  for (const at of old?.keys() ?? []) if (!entries.has(at)) delta.set(at, null)
  for (const [at, value] of entries) if (old?.get(at) !== value) delta.set(at, value)
  written.set(name, entries)
}
