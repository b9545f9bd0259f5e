/** Referenda of the chain: what each asks, how its votes moved, and what came of it. */

import type { ActFile } from '../../evidence/act.ts'
import type { Address } from '../../log/ss58.ts'
import type { RecordId } from '../../records/ids.ts'
import { Refusal } from '../../records/refusals.ts'
import { derived } from '../derived.ts'
import { type ActiveRecord, defineFold } from '../fold.ts'
import { readActFile } from './acts.ts'

/** A step of a referendum, and the file that tells its call; null where it names none. */
export interface ReferendumStepTaken extends Omit<ActiveRecord<'referendum'>, 'kind' | 'byRemark'> {
  file: ActFile | null
}

/** Steps that stand, in the order of the log. */
export type ReferendumSteps = Map<RecordId, ReferendumStepTaken>

export const referendumRecords = defineFold({
  name: 'referendum-records',
  needs: {},
  kinds: ['referendum'],
  start: (): ReferendumSteps => new Map(),
  take(state, { id, index, ms, account, fields }, { evidence }) {
    const file = readActFile(fields, evidence)
    if (file instanceof Refusal) return file
    state.set(id, { id, index, ms, account, fields, file })
    return undefined
  },
  takeBack(state, { id }) {
    state.delete(id)
  },
})

/** open: voted on; delegated: another referendum decides on; failed: its call was carried out and had no effect. */
export const referendumStates = [
  'open',
  'passed',
  'delegated',
  'rejected',
  'cancelled',
  'killed',
  'expired',
  'fast-tracked',
  'enacted',
  'failed',
] as const
export type ReferendumState = (typeof referendumStates)[number]

/** Votes after a step, and how many may vote; null where the step does not say. */
export interface TallyAt {
  block: number
  ayes: number
  nays: number
  voters: number | null
}

/** One referendum with all of its steps. */
export interface Referendum {
  /** Its number on the chain. */
  referendum: number
  /** The record that names it: the first in the log of its steps. */
  id: RecordId
  index: number
  state: ReferendumState
  track: number | null
  proposer: Address | null
  /** In the order of the chain. */
  steps: ReferendumStepTaken[]
  /** Whether its beginning was seen; without it earlier votes may be unknown. */
  whole: boolean
  /** Block of its first step. */
  begun: number
  /** What each voter says now. */
  votes: Map<Address, { aye: boolean; block: number }>
  /** How many of them are for it, and against. */
  counted: { ayes: number; nays: number }
  /** After each vote. */
  tallies: TallyAt[]
  /** The referendum that decides on, and the one that it decides on. */
  review: number | null
  parent: number | null
  /** The call with its arguments; of a review that of its parent. Null: it is not known. */
  call: ActFile | null
  /** The step that ended it, and the one that carried its call out; null while there is none. */
  decided: ReferendumStepTaken | null
  enacted: ReferendumStepTaken | null
}

/** Referenda by their numbers, in the order in which they began. */
export const referenda = derived({
  name: 'referenda',
  from: { referendumRecords },
  compute: ({ referendumRecords }): Map<number, Referendum> => {
    const found = new Map<number, Referendum>()
    for (const step of inChainOrder(referendumRecords)) {
      take(found, step)
      if (step.fields.what === 'delegated') delegate(found, step)
    }
    return found
  },
})

/** Each step once: of two records of one event the first in the log counts. */
function inChainOrder(steps: Readonly<ReferendumSteps>): ReferendumStepTaken[] {
  const seen = new Map<string, ReferendumStepTaken>()
  for (const step of steps.values()) {
    const place = `${step.fields.hash} ${step.fields.event}`
    if (!seen.has(place)) seen.set(place, step)
  }
  return [...seen.values()].sort((a, b) => a.fields.block - b.fields.block || a.fields.event - b.fields.event)
}

function begin(found: Map<number, Referendum>, referendum: number, step: ReferendumStepTaken): Referendum {
  const known = found.get(referendum)
  if (known) return known
  const begun: Referendum = {
    referendum,
    id: step.id,
    index: step.index,
    state: 'open',
    track: null,
    proposer: null,
    steps: [],
    whole: false,
    begun: step.fields.block,
    votes: new Map(),
    counted: { ayes: 0, nays: 0 },
    tallies: [],
    review: null,
    parent: null,
    call: null,
    decided: null,
    enacted: null,
  }
  found.set(referendum, begun)
  return begun
}

function take(found: Map<number, Referendum>, step: ReferendumStepTaken): void {
  const { referendum, what, by, track, vote, block } = step.fields
  const own = begin(found, referendum, step)
  own.steps.push(step)
  if (step.index < own.index) Object.assign(own, { id: step.id, index: step.index })
  own.call ??= step.file
  if (what === 'submitted') {
    own.whole = true
    own.track = track ?? null
    own.proposer = by ?? null
  }
  if (by !== undefined && vote !== undefined) setVote(own, by, { aye: vote === 'aye', block })
  if (by !== undefined && what === 'vote-removed') setVote(own, by, null)
  if (what === 'voted' || what === 'vote-removed') own.tallies.push(tallyAfter(own, step))
  else if (what !== 'submitted') end(own, step)
}

/** As the chain says; counted from the votes that were seen where it says nothing. */
function tallyAfter({ counted }: Referendum, { fields }: ReferendumStepTaken): TallyAt {
  const { block, ayes = counted.ayes, nays = counted.nays, voters = null } = fields
  return { block, ayes, nays, voters }
}

/** What a voter says now, in place of what it said; null: nothing. */
function setVote({ votes, counted }: Referendum, by: Address, vote: { aye: boolean; block: number } | null): void {
  const before = votes.get(by)
  if (before) counted[before.aye ? 'ayes' : 'nays']--
  votes.delete(by)
  if (vote === null) return
  counted[vote.aye ? 'ayes' : 'nays']++
  votes.set(by, vote)
}

function end(own: Referendum, step: ReferendumStepTaken): void {
  const { what, error } = step.fields
  if (what === 'enacted') {
    own.enacted = step
    own.state = error === undefined ? 'enacted' : 'failed'
  } else if (what !== 'submitted' && what !== 'voted' && what !== 'vote-removed') own.state = what
  own.decided ??= step
}

/** Whatever the steps of a review say, it is on the call of the referendum that handed it on. */
function delegate(found: Map<number, Referendum>, step: ReferendumStepTaken): void {
  const { referendum, review, track } = step.fields
  const parent = found.get(referendum)
  if (review === undefined || review === referendum || parent === undefined) return
  const child = begin(found, review, step)
  parent.review = review
  child.parent = referendum
  child.whole = true
  child.track ??= track ?? null
  child.proposer ??= parent.proposer
  child.call ??= parent.call
}
