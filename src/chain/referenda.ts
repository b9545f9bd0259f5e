/**
 * What happens in referenda of the chain, by the events of the pallets Referenda and SignedVoting, which are designed to
 * follow the privileged key. A runtime that has no such pallets has no such events: nothing here asks for its version.
 * Source: design of the chain, 1.1; names of events and fields are the design's.
 */

import { codeOf } from './acts.ts'
import { type BlockEvent, type FieldReader, fieldsOf } from './event-fields.ts'
import { type Extrinsic, type Nested, walk } from './extrinsics.ts'
import { argOf, nameOf } from './reader.ts'
import type { Call } from './values.ts'

export type ReferendumWhat =
  | 'submitted'
  | 'voted'
  | 'vote-removed'
  | 'passed'
  | 'delegated'
  | 'rejected'
  | 'cancelled'
  | 'killed'
  | 'expired'
  | 'fast-tracked'
  | 'enacted'

/** Votes after a step, and how many may vote. */
export interface Tally {
  ayes: number
  nays: number
  total: number
}

/** One step; accounts in hex. What a step does not have is null. */
export interface ReferendumEvent {
  block: number
  /** Place of its event among those of the block: no two steps have one. */
  event: number
  referendum: number
  what: ReferendumWhat
  track: number | null
  by: string | null
  approve: boolean | null
  tally: Tally | null
  /** The referendum that decides on. */
  review: number | null
  /** Of an enacted one: in which block its call was carried out, and the code of what kept it from taking effect. */
  when: number | null
  error: string | null
  /** Of a submitted one: its call. */
  call: Call | null
}

/** The steps in a block, in the order of its events. What lacks a field that it needs is left out. */
export function referendaIn(
  block: number,
  events: readonly BlockEvent[],
  calls: readonly Extrinsic[],
): ReferendumEvent[] {
  /** Calls that submit, by extrinsic, in their order. */
  const submitted = new Map<number | null, Call[]>()
  const nextCall = (extrinsic: number | null): Call | null => {
    const known = submitted.get(extrinsic) ?? submittedBy(calls.find(({ index }) => index === extrinsic))
    submitted.set(extrinsic, known)
    return known.shift() ?? null
  }
  return events.flatMap((event, place): ReferendumEvent[] => {
    const found = readers[`${event.pallet}.${event.name}`]?.(fieldsOf(event))
    if (!found) return []
    const call = found.what === 'submitted' ? nextCall(event.extrinsic) : null
    return [{ ...nothing, block, event: place, ...found, call }]
  })
}

const nothing = { track: null, by: null, approve: null, tally: null, review: null, when: null, error: null }

type Found = Pick<ReferendumEvent, 'referendum' | 'what'> & Partial<ReferendumEvent>
type Reader = (f: FieldReader) => Found | undefined

/** A step that tells no more than its referendum. */
const ended =
  (what: ReferendumWhat): Reader =>
  (f) => {
    const referendum = f.number('index', 0)
    return referendum === undefined ? undefined : { referendum, what }
  }

const readers: { readonly [event: string]: Reader } = {
  'Referenda.Submitted': (f) => {
    const [referendum, by] = [f.number('index', 0), f.account('proposer', 2)]
    return referendum === undefined || by === undefined
      ? undefined
      : { referendum, what: 'submitted', by, track: f.number('track', 1) ?? null }
  },
  'SignedVoting.Voted': (f) => {
    const [by, referendum, approve] = [f.account('who', 0), f.number('poll_index', 1), f.bool('approve', 2)]
    if (by === undefined || referendum === undefined || approve === undefined) return undefined
    return { referendum, what: 'voted', by, approve, tally: tallyIn(f.value('tally', 3)) }
  },
  'SignedVoting.VoteRemoved': (f) => {
    const [by, referendum] = [f.account('who', 0), f.number('poll_index', 1)]
    if (by === undefined || referendum === undefined) return undefined
    return { referendum, what: 'vote-removed', by, tally: tallyIn(f.value('tally', 2)) }
  },
  'Referenda.Approved': ended('passed'),
  'Referenda.Delegated': (f) => {
    const [referendum, review] = [f.number('index', 0), f.number('review', 1)]
    if (referendum === undefined || review === undefined) return undefined
    return { referendum, what: 'delegated', review, track: f.number('track', 2) ?? null }
  },
  'Referenda.Rejected': ended('rejected'),
  'Referenda.Cancelled': ended('cancelled'),
  'Referenda.Killed': ended('killed'),
  'Referenda.Expired': ended('expired'),
  'Referenda.FastTracked': ended('fast-tracked'),
  'Referenda.Enacted': (f) => {
    const referendum = f.number('index', 0)
    if (referendum === undefined) return undefined
    const error = f.value('error', 2)
    const code = error === undefined ? null : codeOf({ success: false, value: error })
    return { referendum, what: 'enacted', when: f.number('when', 1) ?? null, error: code }
  },
}

function tallyIn(value: unknown): Tally | null {
  const { ayes, nays, total } = (value ?? {}) as Record<string, unknown>
  return typeof ayes === 'number' && typeof nays === 'number' && typeof total === 'number'
    ? { ayes, nays, total }
    : null
}

function submittedBy(extrinsic: Extrinsic | undefined): Call[] {
  if (extrinsic === undefined) return []
  return [...walk(extrinsic.call, extrinsic.signer)].filter(isSubmit).flatMap(({ call }) => {
    const inner = argOf(call, 'call')
    return isWhole(inner) ? [inner] : []
  })
}

const isSubmit = ({ call }: Nested): boolean => nameOf(call) === 'Referenda.submit'
const isWhole = (value: unknown): value is Call => typeof value === 'object' && value !== null && 'pallet' in value
