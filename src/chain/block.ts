import { Twox128 } from '@polkadot-api/substrate-bindings'
import { concat, utf8 } from '../log/bytes.ts'
import { actsIn, type ChainAct } from './acts.ts'
import { decodeEvents } from './events.ts'
import { decodeExtrinsic, type Extrinsic } from './extrinsics.ts'
import { type BlockFlows, flowsOfBlock } from './flows.ts'
import { type ReferendumEvent, referendaIn } from './referenda.ts'
import type { Runtime } from './runtime.ts'
import { touchedIn } from './touched.ts'

/** Storage key of the events of a block, the same in every runtime. */
export const eventsKey: Uint8Array = concat(Twox128(utf8('System')), Twox128(utf8('Events')))

/** Storage key of the number of a block: in the state after it. */
export const blockNumberKey: Uint8Array = concat(Twox128(utf8('System')), Twox128(utf8('Number')))

/** A block's flows, and in one sentence what of it could not be decoded, or null. */
export interface DecodedBlock {
  flows: BlockFlows
  /** What was done with privileged power, and steps of every multisig towards a call. */
  acts: ChainAct[]
  /** Steps of referenda. */
  referenda: ReferendumEvent[]
  /** Accounts in hex that it names anywhere. */
  touched: Set<string>
  /** Time of the block as it says itself, Unix milliseconds; null where it does not. */
  ms: number | null
  fault: string | null
}

/**
 * Reads a block with the runtime of its parent: the events of a block that changes the runtime are still in the old one
 * (design: chain facts 1.5). `events` is the value of System.Events after it; null where there are none.
 */
export function decodeBlock(
  runtime: Runtime,
  { number, extrinsics }: { number: number; extrinsics: readonly Uint8Array[] },
  events: Uint8Array | null,
): DecodedBlock {
  const decoded = extrinsics.map((bytes, index) => decodeExtrinsic(runtime, index, bytes))
  const read = events === null ? { events: [], fault: null } : decodeEvents(runtime, events)
  const told = read.events.map(({ phase, ...event }) => ({
    ...event,
    extrinsic: typeof phase === 'number' ? phase : null,
  }))
  const calls = decoded.flatMap((each) => ('fault' in each ? [] : [each]))
  const broken = decoded.flatMap((each) => ('fault' in each ? [`extrinsic ${each.index}: ${each.fault}`] : []))
  const lost = read.fault ? [`${read.fault.missed} events from event ${read.fault.event} on: ${read.fault.reason}`] : []
  const faults = [...broken, ...lost]
  return {
    flows: flowsOfBlock(number, told, calls),
    acts: actsIn(number, told, calls),
    referenda: referendaIn(number, told, calls),
    touched: touchedIn(told, calls),
    ms: timeIn(calls),
    fault: faults.length === 0 ? null : faults.join('; ').slice(0, 256),
  }
}

/** What the author of a block put in as its time. */
function timeIn(calls: readonly Extrinsic[]): number | null {
  const set = calls.find(({ call }) => call.pallet === 'Timestamp' && call.name === 'set')
  const now = set?.call.args.now
  return typeof now === 'bigint' || typeof now === 'number' ? Number(now) : null
}
