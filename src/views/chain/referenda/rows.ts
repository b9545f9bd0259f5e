/** Referenda as views publish them. */

import type { ActFile } from '../../../evidence/act.ts'
import { type Naming, named, naming } from '../../../folds/chain/names.ts'
import { type Referendum, type ReferendumStepTaken, referenda } from '../../../folds/chain/referenda.ts'
import { type Snapshots, snapshots } from '../../../folds/chain/snapshots.ts'
import { conversationsAbout } from '../../../folds/conversation/about.ts'
import type { Conversation } from '../../../folds/conversation/conversations.ts'
import { ledger } from '../../../folds/derived.ts'
import type { Ledger } from '../../../folds/ledger/state.ts'
import type { Address } from '../../../log/ss58.ts'
import { outlineOf } from '../called.ts'
import { clockOf, trackOf } from '../referendum-clock.ts'
import { collectiveNames, type ReferendaValue, type ReferendumRow } from '../values.ts'

/** What a view about referenda is given. */
export const voting = { snapshots, naming, referenda, ledger, conversationsAbout }

export interface Voting {
  snapshots: Readonly<Snapshots>
  naming: Naming
  referenda: ReadonlyMap<number, Referendum>
  ledger: Readonly<Ledger>
  conversationsAbout: ReadonlyMap<string, Conversation[]>
}

/** Conversations about any step of a referendum or of the one that handed it on, in the order of the log. */
export function talksOf({ conversationsAbout, referenda }: Voting, { steps, parent }: Referendum): Conversation[] {
  const handedOn = parent === null ? [] : (referenda.get(parent)?.steps ?? [])
  return [...steps, ...handedOn].flatMap(({ id }) => conversationsAbout.get(id) ?? []).sort((a, b) => a.index - b.index)
}

type CollectiveName = (typeof collectiveNames)[number]

export const isOpen = ({ state }: Referendum): boolean => state === 'open'

/** Members of a collective in the latest snapshot; none where it shows none. */
export function membersOf({ snapshots: { latest } }: Voting, name: CollectiveName): readonly Address[] {
  return latest?.facts.bodies.find((body) => body.name === name)?.members ?? []
}

/** Which collectives have members, and up to which block that is known. */
export function electorateOf(given: Voting): Pick<ReferendaValue, 'block' | 'collectives'> {
  const members = collectiveNames.map((name) => ({ name, members: membersOf(given, name).length }))
  const latest = given.snapshots.points.at(-1)?.block ?? null
  const last = Math.max(-1, ...[...given.referenda.values()].map(({ steps, begun }) => lastBlock(steps, begun)))
  return {
    block: latest === null && last < 0 ? null : Math.max(latest ?? 0, last),
    // The Triumvirate is older than the collectives; the others show that the chain has them, and so do referenda.
    collectives:
      given.referenda.size > 0 || members.some((each) => each.name !== 'triumvirate' && each.members > 0)
        ? members
        : [],
  }
}

const lastBlock = (steps: readonly ReferendumStepTaken[], begun: number): number => steps.at(-1)?.fields.block ?? begun

/** Who may vote in a referendum, each once, with the collectives that they are in. */
export function votersOf(given: Voting, { track }: Pick<Referendum, 'track'>): Map<Address, CollectiveName[]> {
  const found = new Map<Address, CollectiveName[]>()
  for (const body of trackOf(track)?.bodies ?? [])
    for (const member of membersOf(given, body)) found.set(member, [...(found.get(member) ?? []), body])
  return found
}

export function referendumRowOf(given: Voting, each: Referendum): ReferendumRow {
  const { referendum, id, index, state, track, proposer, whole, begun, review, parent, decided, enacted } = each
  const tally = tallyOf(given, each)
  const { calls, more } = firstCall(each.call)
  const [first] = each.steps
  return {
    referendum,
    id,
    index,
    state,
    track,
    voting: [...(trackOf(track)?.bodies ?? [])],
    proposer: proposer && named(given.naming, proposer),
    calls,
    moreCalls: more,
    whole,
    begun: first && first.fields.block === begun ? momentOf(first) : { index, block: begun, at: null },
    decided: decided && momentOf(decided),
    enacted: enacted && momentOf(enacted),
    error: enacted?.fields.error ?? null,
    tally,
    clock: isOpen(each) ? clockOf(track, begun, { ...tally, voters: tally.voters ?? 0 }) : null,
    review,
    parent,
    opened: talksOf(given, each).some(({ author }) => author === given.ledger.operator),
  }
}

/** The votes as they stand; who may vote is what the chain said last, else the members in the latest snapshot. */
export function tallyOf(given: Voting, each: Referendum): ReferendumRow['tally'] {
  const last = each.tallies.at(-1)
  const known = each.tallies.findLast(({ voters }) => voters !== null)?.voters
  const voters = known ?? (votersOf(given, each).size || null)
  return { ayes: last?.ayes ?? 0, nays: last?.nays ?? 0, voters }
}

export const momentOf = ({ index, fields: { block, at } }: ReferendumStepTaken): ReferendumRow['begun'] => ({
  index,
  block,
  at: at ?? null,
})

/** The first call that is asked for, and how many more there are. */
function firstCall(call: ActFile | null): { calls: ReferendumRow['calls']; more: number } {
  if (call === null) return { calls: [], more: 0 }
  const asked = call.calls.filter(({ depth }, i) => (call.calls[i + 1]?.depth ?? 0) <= depth)
  const { calls } = outlineOf({ ...call, calls: asked.slice(0, 1) })
  return { calls: calls.map((each) => ({ ...each, depth: 0 })), more: Math.max(0, asked.length - 1) }
}
