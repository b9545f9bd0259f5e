/** Privileged calls: what one needs, who has approved, and what came of it. */

import type { ActFile } from '../../evidence/act.ts'
import type { Address } from '../../log/ss58.ts'
import { approvalSteps } from '../../records/chain/act.ts'
import type { RecordId } from '../../records/ids.ts'
import { derived } from '../derived.ts'
import { type Act, acts, byEvent, inChainOrder } from './acts.ts'

/** pending: waits for approvals; void: the account that it was proposed for lost its power before. */
export const proposalStates = ['pending', 'executed', 'failed', 'cancelled', 'void'] as const
export type ProposalState = (typeof proposalStates)[number]

/** One privileged call with all of its steps. */
export interface Proposal {
  /** The record that names it: the first in the log of its steps. */
  id: RecordId
  index: number
  state: ProposalState
  authority: Address | null
  /** The privileged key, where the authority is a proxy of it; null where the authority is the key itself. */
  key: Address | null
  /** blake2b-256 of the call; null for a call of the key alone, which had no pending phase. */
  callHash: string | null
  begun: { block: number; extrinsic: number } | null
  /** In the order of the chain, each once. */
  steps: Act[]
  /** Every record of its steps: of one that was found in a state and that its event tells as well, both. */
  records: Act[]
  /** Whether its first step is among them: what was approved before is unknown otherwise. */
  whole: boolean
  /** How many have to approve, and who may; null and none where no step has shown them. */
  threshold: number | null
  signatories: Address[]
  /** In the order in which they approved. */
  approved: Address[]
  /** The call with its arguments, from the first step that carries it; null: it is known by its hash alone. */
  call: ActFile | null
  /** The act that decided it; null while it is pending. */
  decided: Act | null
}

/** What was done with privileged power. */
export interface Register {
  /** Each act once, in the order of the chain. */
  acts: Act[]
  /** Calls, in the order in which they were begun. */
  proposals: Proposal[]
  /** By the id of any of its steps, and of what else the extrinsic did that decided it. */
  byAct: Map<RecordId, Proposal>
}

/** All acts, and the calls that they are steps of. */
export const register = derived({
  name: 'register of privileged acts',
  from: { acts },
  compute: ({ acts }): Register => registerOf(inChainOrder(acts)),
})

function registerOf(all: Act[]): Register {
  const groups = new Map<string, Act[]>()
  const lost = new Map<Address, Act[]>()
  for (const act of all) {
    const { what, authority, callHash, begun, begunExtrinsic } = act.fields
    if (what === 'key-changed' && authority !== undefined) lost.set(authority, [...(lost.get(authority) ?? []), act])
    if (!isCall(act)) continue
    const key = callHash === undefined ? act.id : `${authority} ${callHash} ${begun} ${begunExtrinsic}`
    const group = groups.get(key)
    if (group) group.push(act)
    else groups.set(key, [act])
  }
  const made = madeOf(all)
  const proposals = [...groups.values()].map((records) => proposalOf(records, lost, made))
  const byAct = new Map(proposals.flatMap((each) => each.records.map(({ id }) => [id, each] as const)))
  const decidedAt = new Map(
    proposals.flatMap((each) => (each.decided === null ? [] : [[extrinsicOf(each.decided), each]])),
  )
  for (const act of all) {
    const cause = isCall(act) ? undefined : decidedAt.get(extrinsicOf(act))
    if (cause && cause.state !== 'void') byAct.set(act.id, cause)
  }
  const steps = new Set(proposals.flatMap((each) => each.steps))
  return { acts: all.filter((act) => !isCall(act) || steps.has(act)), proposals, byAct }
}

/** Who has to sign for a multisig, by its account: that follows from them, so whatever call shows them shows it for all. */
type Made = ReadonlyMap<Address, Pick<ActFile, 'threshold' | 'signatories'>>

function madeOf(all: readonly Act[]): Made {
  const made = new Map<Address, Pick<ActFile, 'threshold' | 'signatories'>>()
  for (const { fields, file } of all)
    if (fields.authority !== undefined && file !== null && file.signatories.length > 0) made.set(fields.authority, file)
  return made
}

/** Without steps that a state showed where an event tells the same, or where an earlier state showed it. */
function eachOnce(records: readonly Act[]): Act[] {
  const isApproval = ({ fields: { what } }: Act): boolean => what === 'proposed' || what === 'approved'
  const told = new Set(
    records.filter((each) => isApproval(each) && each.fields.event !== undefined).map(({ fields }) => fields.by),
  )
  return records.filter((each) => {
    if (each.fields.event !== undefined || !isApproval(each)) return true
    const isNew = !told.has(each.fields.by)
    told.add(each.fields.by)
    return isNew
  })
}

const extrinsicOf = ({ id, fields: { hash, extrinsic } }: Act): string =>
  extrinsic === undefined ? id : `${hash} ${extrinsic}`

const isCall = ({ fields: { what } }: Act): boolean => what === 'called' || approvalSteps.some((each) => each === what)

function proposalOf(records: Act[], lost: ReadonlyMap<Address, Act[]>, made: Made): Proposal {
  const steps = eachOnce(records)
  const [first] = steps
  if (first === undefined) throw new Error('a call without a step')
  const { authority = null, callHash = null, begun, begunExtrinsic } = first.fields
  const naming = records.reduce((a, b) => (b.index < a.index ? b : a))
  const own = steps.find(({ file }) => file !== null && file.signatories.length > 0)?.file
  const showing = own ?? (callHash === null || authority === null ? undefined : made.get(authority))
  const ending = steps.find(({ fields: { what } }) => what in ends)
  const key = first.fields.for ?? authority
  const powerless = key === null ? undefined : lost.get(key)?.find((each) => isAfter(each, first))
  const decided = ending ?? powerless ?? null
  return {
    id: naming.id,
    index: naming.index,
    state: ending ? (ends[ending.fields.what] ?? 'pending') : powerless ? 'void' : 'pending',
    authority,
    key: first.fields.for ?? null,
    callHash,
    begun: begun === undefined || begunExtrinsic === undefined ? null : { block: begun, extrinsic: begunExtrinsic },
    steps,
    records,
    whole: callHash === null || steps.some(({ fields: { what } }) => what === 'proposed'),
    threshold: showing?.threshold ?? null,
    signatories: showing?.signatories ?? [],
    approved: callHash === null ? [] : approvedBy(steps),
    call: steps.find(({ file }) => file !== null && file.calls.length > 0)?.file ?? null,
    decided,
  }
}

/** What a last step makes of a call. */
const ends: { [what: string]: ProposalState } = {
  executed: 'executed',
  failed: 'failed',
  called: 'executed',
  cancelled: 'cancelled',
}

const isAfter = ({ fields: a }: Act, { fields: b }: Act): boolean =>
  a.block > b.block || (a.block === b.block && byEvent(a.event, b.event) > 0)

const approvedBy = (steps: readonly Act[]): Address[] => [
  ...new Set(steps.flatMap(({ fields: { what, by } }) => (by === undefined || what === 'cancelled' ? [] : [by]))),
]

/** Those who may still approve, while a call is pending. */
export function missingOf({ state, signatories, approved }: Proposal): Address[] {
  return state === 'pending' ? signatories.filter((each) => !approved.includes(each)) : []
}

/** What else was done by the extrinsic that decided a call: the key that it changed, the runtime that it replaced. */
export function consequencesOf({ acts, byAct }: Pick<Register, 'acts' | 'byAct'>, call: Proposal): Act[] {
  return call.decided === null ? [] : acts.filter((each) => !isCall(each) && byAct.get(each.id) === call)
}
