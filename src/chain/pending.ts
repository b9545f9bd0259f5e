/**
 * Calls of multisigs that wait for approvals, as the state has them. It names who began each and who approved, and of
 * whom the multisig is made only the extrinsic that began it shows. Source: polkadot-sdk pallet-multisig.
 */

import type { Begun, ChainAct } from './acts.ts'
import { accountIn } from './event-fields.ts'
import { decodeExtrinsic, type Nested, walk } from './extrinsics.ts'
import type { Runtime } from './runtime.ts'

/** A call that waits; accounts and hashes in hex. */
export interface PendingCall {
  /** The multisig. */
  authority: string
  /** blake2b-256 of the call. */
  callHash: string
  begun: Begun
  depositor: string
  /** In the order of the state, which is that of their keys. */
  approvals: string[]
}

/** How the pending calls of one multisig are read. */
export interface PendingReader {
  /** What the keys of its entries begin with. */
  prefixOf(authority: string): Uint8Array
  /** null: the entry lacks what a call needs. */
  read(key: Uint8Array, value: Uint8Array): PendingCall | null
}

const [pallet, item] = ['Multisig', 'Multisigs']

/** null for a runtime that keeps no such calls. */
export function pendingReader(runtime: Runtime): PendingReader | null {
  if (!runtime.hasStorage(pallet, item)) return null
  const { partialPrefix, decodeKey, decode } = runtime.storage(pallet, item)
  return {
    prefixOf: (authority) => partialPrefix(authority),
    read(key, value) {
      const [authority, callHash] = decodeKey(key).map(accountIn)
      const { when, depositor, approvals } = decode(value) as { [field: string]: unknown }
      const { height, index } = (when ?? {}) as { height?: unknown; index?: unknown }
      const by = accountIn(depositor)
      if (authority === undefined || callHash === undefined || by === undefined) return null
      if (typeof height !== 'number' || typeof index !== 'number' || !Array.isArray(approvals)) return null
      return {
        authority,
        callHash,
        begun: { block: height, extrinsic: index },
        depositor: by,
        approvals: approvals.flatMap((each) => accountIn(each) ?? []),
      }
    },
  }
}

/** A step that no event told; accounts and hashes in hex. */
export type FoundStep = Omit<ChainAct, 'event'> & { event: null }

const untold = { event: null, key: null, until: null, error: null, called: null }

/**
 * The first step of a pending call. `told`: the calls of the extrinsic that began it, where it was read; `block`: in which
 * it stands, or the one after which it was found.
 */
export function proposalOf(
  { authority, callHash, begun, depositor }: PendingCall,
  block: number,
  told: readonly Nested[],
): FoundStep {
  const extrinsic = block === begun.block ? begun.extrinsic : null
  return { ...untold, block, extrinsic, what: 'proposed', authority, by: depositor, callHash, begun, told }
}

/** The approval of one account, given in a block or before it. */
export function approvalOf({ authority, callHash, begun }: PendingCall, block: number, by: string): FoundStep {
  return { ...untold, block, extrinsic: null, what: 'approved', authority, by, callHash, begun, told: [] }
}

/** The calls of an extrinsic; none where it does not read. */
export function callsOf(runtime: Runtime, { extrinsic: index }: Begun, extrinsics: readonly Uint8Array[]): Nested[] {
  const bytes = extrinsics[index]
  if (bytes === undefined) return []
  const read = decodeExtrinsic(runtime, index, bytes)
  return 'fault' in read ? [] : [...walk(read.call, read.signer)]
}
