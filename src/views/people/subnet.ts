import * as z from 'zod'
import { addressOfRow } from '../../evidence/accounts.ts'
import type { Subnet } from '../../evidence/holdings.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import { namedRow } from '../../folds/chain/names.ts'
import { type Observed, observed } from '../../folds/chain/observed.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { ownedSince, type SubnetOwners, subnetOwners } from '../../folds/chain/subnet-owners.ts'
import { ratio } from '../../math/concentration.ts'
import { subnetSubject } from '../../records/opinion-subject.ts'
import { Refusal } from '../../records/refusals.ts'
import { latestSource } from '../chain/source.ts'
import { type SubnetHolders, subnetHolders, subnetValidators } from '../chain/subnet-holders.ts'
import { nextOf, pageUpTo, rowsOn, wholeNumber } from '../params.ts'
import { defineView } from '../view.ts'
import { blockTime } from './opinions/roles.ts'
import { countsByRole, saidOpinions } from './opinions/rows.ts'
import { speaking } from './refs.ts'
import { subnetSpreads, subnetSummaries } from './subnets/summaries.ts'
import { type SubnetValue, subnetValue } from './values/subnets.ts'

/** One subnet: who owns it and since when, who holds it, who has weight on it, what is locked. */
export const subnet = defineView({
  name: 'subnet',
  version: 1,
  title: 'Subnet',
  summary:
    'One subnet after the latest snapshot: its owner and since when, its price, who holds its alpha and how unequally, who has weight on it, what is locked, and opinions by role.',
  value: subnetValue,
  params: z.strictObject({
    netuid: wholeNumber(0, 65_535).describe('Number of the subnet.').meta({ own: true }),
    ...pageUpTo(500, 20),
  }),

  from: {
    ...speaking,
    snapshots,
    observed,
    subnetOwners,
    subnetHolders,
    subnetValidators,
    subnetSpreads,
    subnetSummaries,
    saidOpinions,
  },

  answer(given, { netuid, ...page }) {
    const { observed, naming } = given
    const summary = given.subnetSummaries.get(netuid)
    const facts = observed?.holdings.facts.subnets.find((each) => each.netuid === netuid)
    const held = given.subnetHolders.get(netuid)
    const spread = given.subnetSpreads.get(netuid)
    if (!observed || !summary || !facts || !held || !spread)
      return new Refusal('not-found', observed ? { reason: 'subnet', netuid } : { reason: 'no-snapshot' })
    const holders = [...held.amounts].sort(([a, one], [b, other]) => (one === other ? a - b : one < other ? 1 : -1))
    const validators = given.subnetValidators.get(netuid) ?? []
    const locks = locksOn(observed, netuid)
    const nameRow = (row: number) => namedRow(naming, observed.holdings, row)
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      subnet: summary,
      ownerAccount: facts.owner,
      ownerHotkey: facts.ownerHotkey,
      ownerSince: facts.owner === null ? null : sinceOf(observed, given.subnetOwners, netuid),
      alphaIn: facts.alphaIn,
      alphaOut: facts.alphaOut,
      spread,
      inPots: String(held.inPots),
      locked: String(locks.reduce((sum, { alpha }) => sum + alpha, 0n)),
      holders: rowsOn(holders, page).map(([group, alpha]) => ({ ...nameRow(group), ...heldBy(facts, held, alpha) })),
      validators: rowsOn(validators, page).map(({ group, share }) => ({ ...nameRow(group), share })),
      locks: rowsOn(locks, page).map(({ group, hotkey, alpha }) => ({
        ...nameRow(group),
        hotkey: addressOfRow(observed.holdings.accounts, hotkey),
        alpha: String(alpha),
      })),
      next: nextOf(page, holders.length, validators.length, locks.length),
      totals: { holders: holders.length, validators: validators.length, locks: locks.length },
      byRole: countsByRole(given.saidOpinions.on(subnetSubject(netuid))),
    }
  },
})

const billion = 1_000_000_000n

/** Root deals in TAO itself. */
function heldBy({ netuid, price }: Subnet, { total }: SubnetHolders, alpha: bigint) {
  const tao = netuid === 0 ? alpha : (alpha * BigInt(price)) / billion
  return { alpha: String(alpha), tao: String(tao), share: ratio(alpha, total) }
}

interface Lock {
  group: number
  hotkey: number
  alpha: bigint
}

/** Locks on a subnet, the most first. */
function locksOn({ holdings, groups: { groupOf } }: Observed, netuid: number): Lock[] {
  const locks: Lock[] = []
  for (const [row, on] of holdings.lockNetuid.entries()) {
    if (on !== netuid) continue
    const [coldkey, hotkey] = [rowAt(holdings.lockColdkey, row), rowAt(holdings.lockHotkey, row)]
    locks.push({ group: rowAt(groupOf, coldkey), hotkey, alpha: raoAt(holdings.lockAmount, row) })
  }
  return locks.sort(
    (a, b) => (a.alpha === b.alpha ? 0 : a.alpha < b.alpha ? 1 : -1) || a.group - b.group || a.hotkey - b.hotkey,
  )
}

function sinceOf(observed: Observed, owners: Readonly<SubnetOwners>, netuid: number): SubnetValue['ownerSince'] {
  const since = ownedSince(owners, netuid)
  return since && { ...since, at: blockTime(observed, since.block) }
}
