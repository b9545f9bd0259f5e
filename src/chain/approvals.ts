/** Approvals of calls that need several signatories, as the events of pallet_multisig tell them. */

import { type BlockEvent, fieldsOf } from './event-fields.ts'

/** What somebody did about a call of a multisig. */
export type ApprovalStep = 'proposed' | 'approved' | 'cancelled'

/** One step on the way to a call of a multisig; accounts and hash in hex. */
export interface Approval {
  block: number
  extrinsic: number | null
  step: ApprovalStep
  multisig: string
  by: string
  callHash: string
}

/** Where `multisig` and `call_hash` stand in events that have no names; who acts stands first. */
const steps: Record<string, [step: ApprovalStep, by: string, multisig: number, hash: number]> = {
  NewMultisig: ['proposed', 'approving', 1, 2],
  MultisigApproval: ['approved', 'approving', 2, 3],
  MultisigCancelled: ['cancelled', 'cancelling', 2, 3],
}

/** The approvals in a block, in the order of its events. What lacks a field is left out. */
export function approvalsIn(block: number, events: readonly BlockEvent[]): Approval[] {
  return events.flatMap((event): Approval[] => {
    const known = event.pallet === 'Multisig' ? steps[event.name] : undefined
    if (known === undefined) return []
    const [step, who, multisigPlace, hashPlace] = known
    const f = fieldsOf(event)
    const [by, multisig] = [f.account(who, 0), f.account('multisig', multisigPlace)]
    // A hash of 32 bytes reads as an account does.
    const callHash = f.account('call_hash', hashPlace)
    if (by === undefined || multisig === undefined || callHash === undefined) return []
    return [{ block, extrinsic: event.extrinsic, step, multisig, by, callHash }]
  })
}
