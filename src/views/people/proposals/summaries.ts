import { askedFor } from '../../../evidence/act.ts'
import { type Naming, named, naming } from '../../../folds/chain/names.ts'
import { missingOf, type Proposal, type Register, register } from '../../../folds/chain/proposals.ts'
import { conversationsAbout } from '../../../folds/conversation/about.ts'
import type { Conversation } from '../../../folds/conversation/conversations.ts'
import { ledger } from '../../../folds/derived.ts'
import type { Ledger } from '../../../folds/ledger/state.ts'
import type { RecordId } from '../../../records/ids.ts'
import { mostNames } from '../../chain/acts.ts'
import type { ProposalSummary } from '../../chain/values/acts.ts'
import { type HeldOpinions, heldOpinions } from '../opinions/held.ts'

/** What the views about privileged calls ask for. */
export const proposing = { ledger, naming, register, conversationsAbout, heldOpinions } as const

export interface Proposing {
  readonly ledger: Readonly<Ledger>
  readonly naming: Naming
  readonly register: Register
  readonly conversationsAbout: ReadonlyMap<string, Conversation[]>
  readonly heldOpinions: HeldOpinions
}

/** Conversations about any step of a call, in the order of the log. */
export function conversationsOn({ conversationsAbout: by }: Pick<Proposing, 'conversationsAbout'>, call: Proposal) {
  return call.records.flatMap(({ id }) => by.get(id) ?? []).sort((a, b) => a.index - b.index)
}

/** A privileged call as lists show it. */
export function summaryOf(given: Proposing, call: Proposal): ProposalSummary {
  const { ledger, naming } = given
  const { decided, begun, approved } = call
  const names = call.call === null ? [] : askedFor(call.call)
  const talks = conversationsOn(given, call)
  const first = call.whole ? firstOf(call) : undefined
  return {
    id: call.id,
    index: call.index,
    state: call.state,
    authority: call.authority,
    key: call.key,
    callHash: call.callHash,
    calls: names.slice(0, mostNames),
    moreCalls: Math.max(0, names.length - mostNames),
    begun: begun ? { block: begun.block, at: first?.at ?? null } : first ? momentOf(first) : null,
    decided: decided && momentOf(decided.fields),
    error: decided?.fields.error ?? null,
    whole: call.whole,
    threshold: call.threshold,
    approved: approved.map((each) => named(naming, each)),
    missing: missingOf(call).map((each) => named(naming, each)),
    opened: talks.some(({ author }) => author === ledger.operator),
    conversations: talks.filter(({ revoked }) => revoked === null).length,
    opinions: inForceOn(given, call.id),
  }
}

/** The step that began a call, where it stands in its own block. */
export function firstOf({ steps: [first], begun }: Proposal): Proposal['steps'][number]['fields'] | undefined {
  return begun !== null && first?.fields.block !== begun.block ? undefined : first?.fields
}

const momentOf = ({ block, at }: { block: number; at?: number | undefined }) => ({ block, at: at ?? null })

function inForceOn({ heldOpinions, ledger }: Pick<Proposing, 'heldOpinions' | 'ledger'>, id: RecordId): number {
  return [...(heldOpinions.get(id)?.values() ?? [])].filter(({ last }) => last.fields.until > ledger.ms).length
}
