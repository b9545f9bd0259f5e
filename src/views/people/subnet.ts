import * as z from 'zod'
import type { Subnet } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import { locksNow } from '../../folds/chain/held-locks.ts'
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
import { lockRates, lockRow } from './subnets/locks.ts'
import { pruningNow } from './subnets/pruning.ts'
import { raceOn } from './subnets/race.ts'
import { subnetSpreads, subnetSummaries } from './subnets/summaries.ts'
import { type SubnetValue, subnetValue } from './values/subnets.ts'

/** One subnet: who owns it and since when, who holds it, who has weight on it, what is locked, who would own it. */
export const subnet = defineView({
  name: 'subnet',
  version: 3,
  title: 'Subnet',
  summary:
    'One subnet after the latest snapshot: its owner and since when, its price, who holds its alpha and how unequally, who has weight on it, what is locked and who would own it by conviction, what its owner says of it, whether a new registration could remove it, and opinions by role.',
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
    pruningNow,
    saidOpinions,
    locksNow,
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
    const locks = given.locksNow.bySubnet.get(netuid) ?? []
    const nameRow = (row: number) => namedRow(naming, observed.holdings, row)
    return {
      now: given.ledger.ms,
      source: latestSource(given.snapshots),
      subnet: summary,
      identity: facts.identity ?? null,
      rule: given.pruningNow.rule,
      pruning: given.pruningNow.of.get(netuid) ?? null,
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
      locks: rowsOn(locks, page).map(({ coldkey, ...lock }) => ({
        ...nameRow(rowAt(observed.groups.groupOf, coldkey)),
        ...lockRow(observed, lock),
      })),
      next: nextOf(page, holders.length, validators.length, locks.length),
      totals: { holders: holders.length, validators: validators.length, locks: locks.length },
      lockRates: lockRates(observed),
      race: raceOn(observed, facts, nameRow, given.subnetOwners),
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

function sinceOf(observed: Observed, owners: Readonly<SubnetOwners>, netuid: number): SubnetValue['ownerSince'] {
  const since = ownedSince(owners, netuid)
  return since && { ...since, at: blockTime(observed, since.block) }
}
