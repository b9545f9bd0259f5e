/** The events of a block: the value of System.Events, decoded with the runtime of the block's parent. */

import { byte, type Cursor, compact, cursor, small, step } from './cursor.ts'
import type { Member } from './metadata.ts'
import type { Runtime } from './runtime.ts'
import { readValue } from './values.ts'

/** An event of a block, as the metadata of its runtime reads it. */
export interface ChainEvent {
  /** Index of the extrinsic that caused it, or the part of the block it happened in. */
  phase: number | 'initialization' | 'finalization'
  pallet: string
  name: string
  /** By name where the runtime names them, in order of declaration; a list where it does not. */
  fields: Fields
}

/** The fields of an event, by place or by name. */
export type Fields = unknown[] | { [name: string]: unknown }

/** The events of a block, and why the rest of them does not read. */
export interface DecodedEvents {
  events: ChainEvent[]
  /**
   * Where decoding had to stop: SCALE does not say where an unknown event ends, so nothing after it can be read.
   * `at` is its byte, `event` its place in the block, `missed` how many events are lost. Null when all were read.
   */
  fault: { at: number; event: number; missed: number; undecoded: Uint8Array; reason: string } | null
}

const extrinsicPhase = 0

/** Decodes all events that can be; never throws for bad bytes. */
export function decodeEvents(runtime: Runtime, value: Uint8Array): DecodedEvents {
  const from = cursor(value)
  const events: ChainEvent[] = []
  let total = 0
  let start = 0
  try {
    total = Number(compact(from))
    for (start = from.at; events.length < total; start = from.at) events.push(readEvent(runtime, from))
    if (from.at < value.length) throw new Error(`${value.length - from.at} bytes follow the last event`)
    return { events, fault: null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const missed = total - events.length
    return { events, fault: { at: start, event: events.length, missed, undecoded: value.slice(start), reason } }
  }
}

function readEvent(runtime: Runtime, from: Cursor): ChainEvent {
  const phase = readPhase(from)
  const member = memberAt(runtime, from)
  const values = member.fields.map(({ type }) => readValue(type, from, runtime.reading))
  skipTopics(from)
  return { phase, pallet: member.pallet, name: member.name, fields: fieldsOf(member, values) }
}

function readPhase(from: Cursor): ChainEvent['phase'] {
  const phase = byte(from, 'the phase of an event')
  if (phase === extrinsicPhase) return small(from, 4, 'the extrinsic of an event')
  if (phase > 2) throw new Error(`no phase ${phase} of events is known`)
  return phase === 1 ? 'finalization' : 'initialization'
}

function memberAt(runtime: Runtime, from: Cursor): Member {
  const pallet = byte(from, 'an event')
  const index = byte(from, 'an event')
  const member = runtime.events.byIndex.get(pallet * 256 + index)
  if (!member) throw new Error(`runtime ${runtime.spec} has no event ${index} of pallet ${pallet}`)
  return member
}

function skipTopics(from: Cursor): void {
  const topics = compact(from)
  if (topics > BigInt(from.bytes.length)) throw new Error(`an event claims ${topics} topics`)
  step(from, Number(topics) * 32, 'the topics of an event')
}

function fieldsOf({ fields }: Member, values: unknown[]): Fields {
  if (fields.length === 0 || fields.some(({ name }) => name === null)) return values
  return Object.fromEntries(fields.map(({ name }, i) => [name, values[i]]))
}

/** A field of an event by name or place; undefined when it has none such. */
export function field({ fields }: ChainEvent, at: string | number): unknown {
  if (typeof at === 'number') return Object.values(fields)[at]
  return Array.isArray(fields) || !Object.hasOwn(fields, at) ? undefined : fields[at]
}
