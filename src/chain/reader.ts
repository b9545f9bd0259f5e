/** Readers of events: what they are given and what they find. */

import type { FlowKind } from '../evidence/flows.ts'
import { potOf } from '../evidence/pots.ts'
import { unhex } from '../log/bytes.ts'
import { type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import type { Call, Nested } from './extrinsics.ts'

/** One flow. Accounts are 32 bytes in hex; what a kind does not have is left out. */
export interface FlowRow {
  block: number
  extrinsic: number | null
  kind: FlowKind
  from?: string | undefined
  to?: string | undefined
  hotkey?: string | undefined
  toHotkey?: string | undefined
  netuid?: number | undefined
  toNetuid?: number | undefined
  amount?: bigint | undefined
  text?: string | undefined
}

/** A flow before it is known where it happened. */
export type Told = Omit<FlowRow, 'block' | 'extrinsic'>

/** What a reader makes of an event: a row, null for one that says nothing more, undefined for one that it cannot read. */
export type Found = Told | null | undefined

/** What surrounds an event. */
export interface Around {
  /** The calls of its extrinsic. */
  told: readonly Nested[]
  /** How many events of this name the extrinsic had before. */
  nth: number
  /** All events of its extrinsic. */
  group: readonly BlockEvent[]
  /** Rao that left an account in the extrinsic up to here and that no row tells; 0 where nothing did. */
  cost(account: string | undefined): bigint
}

export type Reader = (field: FieldReader, around: Around) => Found
/** By `Pallet.Event`. */
export type Readers = Record<string, Reader>

/** What a kind cannot do without; an event that lacks one of them is counted as unread. */
const needs: Partial<Record<FlowKind, (keyof FlowRow)[]>> = {
  transfer: ['from', 'to', 'amount'],
  'stake-added': ['from', 'hotkey', 'amount'],
  'stake-removed': ['from', 'hotkey', 'amount'],
  'stake-moved': ['from', 'hotkey', 'toHotkey', 'amount'],
  'stake-swapped': ['from', 'hotkey', 'toNetuid', 'amount'],
  'stake-transferred': ['from', 'to', 'hotkey', 'amount'],
  'hotkey-swapped': ['hotkey', 'toHotkey'],
  'coldkey-swapped': ['from', 'to'],
  'subnet-owner-changed': ['netuid', 'to'],
  'stake-locked': ['from', 'hotkey', 'amount'],
  'stake-unlocked': ['from', 'hotkey', 'amount'],
  'take-changed': ['hotkey', 'amount'],
  'delegate-added': ['hotkey', 'amount'],
  'multisig-executed': ['from'],
  voted: ['from', 'amount'],
  registered: ['hotkey', 'netuid'],
  'balance-set': ['to', 'amount'],
  'liquidity-added': ['from', 'netuid', 'amount'],
  'liquidity-removed': ['from', 'netuid', 'amount'],
  'alpha-recycled': ['from', 'hotkey', 'amount'],
  'alpha-burned': ['from', 'hotkey', 'amount'],
  'pure-created': ['from', 'to'],
  'pure-killed': ['from', 'to'],
  'children-scheduled': ['hotkey', 'netuid'],
  'child-take-changed': ['hotkey', 'amount'],
  'lock-form-changed': ['from', 'amount'],
  'hotkey-disassociated': ['hotkey'],
  'basket-swapped': ['hotkey', 'netuid', 'toNetuid', 'amount'],
  'basket-converted': ['hotkey', 'netuid', 'amount'],
  'basket-written-off': ['hotkey', 'netuid', 'amount'],
  'crowdloan-created': ['from', 'to'],
  'crowdloan-paid-in': ['from', 'to', 'amount'],
  'crowdloan-paid-out': ['from', 'to', 'amount'],
}

/** A row, or undefined where it lacks what its kind cannot do without. */
export function row(kind: FlowKind, fields: Omit<Told, 'kind'>): Found {
  const whole = { kind, ...fields }
  return needs[kind]?.some((name) => whole[name as keyof typeof whole] === undefined) ? undefined : whole
}

export const isPot = (account: string | undefined): boolean => account !== undefined && potOf(unhex(account)) !== null

export const nameOf = ({ pallet, name }: Call): string => `${pallet}.${name}`

export const argOf = ({ args }: Call, name: string): unknown =>
  typeof args === 'object' && args !== null ? (args as Record<string, unknown>)[name] : undefined

/** Whether a group has an event of a name of which something holds. */
export const someEvent = (
  group: readonly BlockEvent[],
  name: string,
  holds: (field: FieldReader) => boolean = () => true,
): boolean => group.some((event) => `${event.pallet}.${event.name}` === name && holds(fieldsOf(event)))
