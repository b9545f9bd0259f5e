/** Remarks that an extrinsic made, and for which account: `System.remark` and `remark_with_event`, inside other calls too. */

import { type BlockEvent, fieldsOf } from './event-fields.ts'
import { decodeExtrinsic, type Nested, walk } from './extrinsics.ts'
import type { Runtime } from './runtime.ts'

/** Bytes that an account put on the chain. */
export interface Remark {
  /** Account in hex. */
  by: string
  bytes: Uint8Array
}

/**
 * The remarks of one extrinsic. `events` are those of that extrinsic: a remark inside a proxied, multisig or batched call
 * counts only when all such calls of the extrinsic went through, because events do not say which of several failed.
 */
export function remarksOf(runtime: Runtime, body: Uint8Array, events: readonly BlockEvent[]): Remark[] {
  const extrinsic = decodeExtrinsic(runtime, 0, body)
  if ('fault' in extrinsic || !has(events, 'System.ExtrinsicSuccess')) return []
  return [...walk(extrinsic.call, extrinsic.signer)].flatMap((nested) => {
    const bytes = remarkIn(nested)
    const by = nested.origin
    return bytes !== null && by !== null && by !== 'root' && wentThrough(nested, events) ? [{ by, bytes }] : []
  })
}

function remarkIn({ call }: Nested): Uint8Array | null {
  if (call.pallet !== 'System' || (call.name !== 'remark' && call.name !== 'remark_with_event')) return null
  return call.args.remark instanceof Uint8Array ? call.args.remark : null
}

const has = (events: readonly BlockEvent[], name: string): boolean =>
  events.some((event) => `${event.pallet}.${event.name}` === name)

function wentThrough({ via }: Nested, events: readonly BlockEvent[]): boolean {
  return via.every((each) => {
    if (each === 'proxy') return allOk(events, 'Proxy.ProxyExecuted', 0)
    if (each === 'multisig') return allOk(events, 'Multisig.MultisigExecuted', 4)
    return each === 'batch' && !has(events, 'Utility.BatchInterrupted') && !has(events, 'Utility.ItemFailed')
  })
}

function allOk(events: readonly BlockEvent[], name: string, place: number): boolean {
  const told = events.filter((event) => `${event.pallet}.${event.name}` === name)
  return told.length > 0 && told.every((event) => !fieldsOf(event).failed('result', place))
}
