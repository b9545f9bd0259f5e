/**
 * What the observer of this site has seen in finalized blocks before any snapshot has it. Alarms are no part of the log
 * and no view: they say what one observer saw, and end as soon as the log can say it.
 */

import type { FlowKind } from '../../evidence/flows.ts'
import type { Address } from '../../log/ss58.ts'
import type { Movement, Severity } from '../../views/chain/values.ts'

export const alarmKinds = [
  'movement',
  'privileged-call',
  'runtime-upgraded',
  'call-proposed',
  'call-approved',
  'call-cancelled',
  'call-failed',
  'key-changed',
  'safe-mode-entered',
  'safe-mode-extended',
  'safe-mode-left',
  'subnet-owner-changed',
  'takeover-near',
  'takeover-reached',
  'stake-locked',
  'stake-unlocked',
  'lock-moved',
  'referendum-submitted',
  'referendum-passed',
  'referendum-delegated',
  'referendum-rejected',
  'referendum-cancelled',
  'referendum-killed',
  'referendum-expired',
  'referendum-fast-tracked',
  'referendum-enacted',
  'referendum-failed',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** What was seen. Absent ends are null; amounts are rao of TAO, of a lock and of conviction rao
 * of the alpha of the subnet. */
export interface Seen {
  /** SHA-256 of what was seen and where: the same for every observer of the chain. */
  id: string
  what: AlarmKind
  severity: Severity
  block: number
  /** Place of the extrinsic in the block; null where none caused it. */
  extrinsic: number | null
  from: Address | null
  to: Address | null
  hotkey: Address | null
  toHotkey: Address | null
  netuid: number | null
  toNetuid: number | null
  amount: string | null
  /** What a movement was, and why it is shown. */
  moved: Movement['what'] | null
  because: Movement['because'] | null
  /** Of a movement: its first flow, by which its record is found again. */
  flow: { kind: FlowKind; from: Address | null } | null
  /** Name of the call that sudo made, or hash of the call that signatories approve. */
  call: string | null
  /** Version of a new runtime. */
  spec: number | null
  /** Number of the referendum, and of the one that decides on where another does. Lists that are older have neither. */
  referendum?: number | null
  review?: number | null
}

/** Something seen, in its place in the list of a site. */
export interface Alarm extends Seen {
  /** Counts what a site has seen, from 1. */
  n: number
  /** When it was seen, and when it was last said anew, Unix milliseconds. */
  seen: number
  updated: number
  /** Index of the snapshot that covers its block; null: not yet in a snapshot. */
  snapshot: number | null
  /** The record that points at the movement or the act; null where there is none. */
  record: { id: string; index: number } | null
}

/** The latest alarms of a site, oldest first. */
export interface AlarmList {
  format: 'alarms-1'
  /** Hash of block 0 of the chain. */
  chain: string
  /** The last block that was looked through. */
  upto: number
  /** How many there ever were; the last one has this number. */
  count: number
  /** How often the list has changed: by what is new, and by what the log has meanwhile. */
  changes: number
  alarms: Alarm[]
}

/** How many are kept: older ones are in the log. */
export const mostAlarms = 1000

/** Which alarms somebody wants: of any of the accounts, of any of the subnets, of a severity or a greater one. */
export interface AlarmFilter {
  accounts?: readonly string[] | undefined
  subnets?: readonly number[] | undefined
  severity?: Severity | undefined
}

const ranks: Record<Severity, number> = { notable: 0, large: 1, 'very-large': 2 }

/** Does somebody want an alarm? What a filter leaves out asks for nothing. */
export function fits(alarm: Seen, { accounts, subnets, severity }: AlarmFilter): boolean {
  const { from, to, hotkey, toHotkey, netuid, toNetuid } = alarm
  if (accounts && ![from, to, hotkey, toHotkey].some((each) => each !== null && accounts.includes(each))) return false
  if (subnets && ![netuid, toNetuid].some((each) => each !== null && subnets.includes(each))) return false
  return severity === undefined || ranks[alarm.severity] >= ranks[severity]
}
