import * as z from 'zod'
import { flows } from '../../folds/chain/flows.ts'
import { named } from '../../folds/chain/names.ts'
import { observed } from '../../folds/chain/observed.ts'
import { holdersOf } from '../../folds/chain/privileged.ts'
import type { Proposal, Register } from '../../folds/chain/proposals.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import type { Address } from '../../log/ss58.ts'
import { latestSource } from '../chain/source.ts'
import { proposalState, proposalsValue } from '../chain/values/acts.ts'
import { nextOf, pageUpTo, rowsOn } from '../params.ts'
import { defineView } from '../view.ts'
import { proposing, summaryOf } from './proposals/summaries.ts'

/** Which privileged calls are pending, and which there were. */
export const proposals = defineView({
  name: 'proposals',
  version: 2,
  title: 'Privileged calls',
  summary:
    'Calls with the privileged key of the chain: those that wait for approvals, with who has approved and who is missing, then the register of those that were decided, with what came of each.',
  value: proposalsValue,
  params: z.strictObject({
    state: proposalState.optional().describe('Only those in this state.'),
    ...pageUpTo(500, 50),
  }),

  from: { ...proposing, snapshots, observed, flows },

  answer(given, { state, ...page }) {
    const { register, naming, observed } = given
    const all = inOrder(register.proposals).filter((each) => state === undefined || each.state === state)
    const account = keyNow(register, observed?.holdings.facts ?? null)
    const proxies = observed?.holdings.facts.proxies ?? []
    const held = holdersOf(account, (each) => proxies.filter((proxy) => proxy.account === each))
    const holder = [...held].find((each) => ofWhom(register, given.flows.multisigs, each) !== null)
    const made = holder === undefined ? null : ofWhom(register, given.flows.multisigs, holder)
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      key: account && {
        account,
        holder: holder === undefined || holder === account ? null : holder,
        threshold: made?.threshold ?? null,
        signatories: (made?.signatories ?? []).map((each) => named(naming, each)),
      },
      rows: rowsOn(all, page).map((each) => summaryOf(given, each)),
      next: nextOf(page, all.length),
      total: all.length,
      pending: register.proposals.filter((each) => each.state === 'pending').length,
    }
  },
})

/** Pending ones first, the latest begun of them first; then by when they were decided, the latest first. */
function inOrder(proposals: readonly Proposal[]): Proposal[] {
  const at = ({ decided, steps }: Proposal): number => (decided ?? steps[0])?.fields.block ?? 0
  return proposals
    .map((each, i) => [each, i] as const)
    .sort(([a, i], [b, j]) => Number(a.decided !== null) - Number(b.decided !== null) || at(b) - at(a) || j - i)
    .map(([each]) => each)
}

/** The key of the latest snapshot, or what it became since. */
function keyNow({ acts }: Register, facts: { block: number; sudo: Address | null } | null): Address | null {
  const change = acts.findLast(({ fields: { what } }) => what === 'key-changed')
  if (facts === null) return change?.fields.key ?? null
  return change && change.fields.block > facts.block ? (change.fields.key ?? null) : facts.sudo
}

/** Of whom a multisig is made: as its calls have shown it. */
function ofWhom(
  { proposals }: Register,
  multisigs: ReadonlyMap<Address, { threshold: number; signatories: Address[] }>,
  account: Address,
): { threshold: number | null; signatories: Address[] } | null {
  return (
    multisigs.get(account) ??
    proposals.findLast((each) => each.authority === account && each.signatories.length > 0) ??
    null
  )
}
