import * as z from 'zod'
import { addressOfRow, nobody } from '../../evidence/accounts.ts'
import { potOf } from '../../evidence/pots.ts'
import { raoAt, rowAt } from '../../evidence/rows.ts'
import { rowOfAddress, sum } from '../../folds/chain/balance-sheet.ts'
import { flows } from '../../folds/chain/flows.ts'
import { amountsAt, type Groups } from '../../folds/chain/groups.ts'
import { checkIssuance, inDigits, potsByKind } from '../../folds/chain/issuance.ts'
import { type Naming, namedRow, naming } from '../../folds/chain/names.ts'
import {
  influenceShares,
  influenceSharesOfAccounts,
  type Observed,
  observed,
  observedAccounts,
} from '../../folds/chain/observed.ts'
import { largest, type Shares, twoSharesOf } from '../../folds/chain/order.ts'
import { snapshots } from '../../folds/chain/snapshots.ts'
import { type Address, publicKeyOf } from '../../log/ss58.ts'
import { ratio } from '../../math/concentration.ts'
import type { HoldingRole } from '../../records/chain/known-accounts.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, nextOf, type Page, pageUpTo } from '../params.ts'
import { defineView } from '../view.ts'
import { knownRows, withoutRoles } from './known.ts'
import { relationsOf } from './relations.ts'
import { latestSource } from './source.ts'
import { type SubnetShares, subnetShares, subnetSharesOfAccounts } from './subnet-weights.ts'
import { type Influence, type InfluenceValue, influenceValue, type Level } from './values.ts'

/** Who holds and can move how much, and what else they control. */
export const influence = defineView({
  name: 'influence',
  version: 5,
  title: 'Influence',
  summary:
    'What each entity (a coldkey with the hotkeys it owns, and what is linked with it by both keys), or each account, holds, what is delegated to it, and what it controls, after the latest snapshot.',
  value: influenceValue,
  params: z.strictObject({
    level: z.enum(['entity', 'account']).default('entity').describe('entity joins a coldkey with its hotkeys.'),
    without: withoutRoles,
    account: accountAddress.optional().describe('Only the entity that this account belongs to.').meta({ own: true }),
    ...pageUpTo(1000, 100),
  }),

  from: {
    snapshots,
    observed,
    observedAccounts,
    influenceShares,
    influenceSharesOfAccounts,
    subnetShares,
    subnetSharesOfAccounts,
    flows,
    naming,
  },

  answer(given, { level, without, account, ...page }) {
    const { snapshots, flows, naming } = given
    const observed = level === 'entity' ? given.observed : given.observedAccounts
    if (observed === null) return account === undefined ? nothing(level, without) : notSeen(account)
    const { holdings, groups } = observed
    const row = account === undefined ? null : rowOfAddress(holdings, account)
    if (account !== undefined && row === nobody) return notSeen(account)
    const pot = account === undefined ? null : potOf(publicKeyOf(account))
    if (pot !== null) return new Refusal('not-found', { reason: 'pot', account: account ?? '', what: pot.kind })
    const only = row === null ? null : rowAt(groups.groupOf, row)
    const left = knownRows(naming, holdings, groups, without)
    const influence = () => (level === 'entity' ? given.influenceShares : given.influenceSharesOfAccounts)
    const order = only === null ? largestWithout(observed, influence(), left, page) : [only]
    const shares = level === 'entity' ? given.subnetShares : given.subnetSharesOfAccounts
    return {
      source: latestSource(snapshots),
      level,
      without,
      totals: totalsOf(observed, left),
      issuance: inDigits(checkIssuance(holdings, observed.sheet)),
      pots: potsByKind(holdings, observed.sheet).map(({ amount, ...pots }) => ({ ...pots, amount: String(amount) })),
      rows: describe(observed, naming, shares, order),
      next: only === null ? nextOf(page, groups.holders.length - left.size) : null,
      relations: only === null ? null : relationsOf({ observed, flows, naming }, only),
      rest: restOf(groups, order, left),
    }
  },
})

const notSeen = (account: Address): Refusal => new Refusal('not-found', { reason: 'not-in-snapshot', account })

function nothing(level: Level, without: HoldingRole[]): InfluenceValue {
  const totals = { issuance: '0', free: '0', staked: '0', delegated: '0', accounts: 0, hotkeys: 0, entities: 0 }
  return {
    source: null,
    level,
    without,
    totals,
    issuance: null,
    pots: [],
    rows: [],
    next: null,
    relations: null,
    rest: { count: 0, holdings: '0', weight: '0' },
  }
}

function totalsOf({ holdings, sheet, groups }: Observed, left: ReadonlySet<number>): InfluenceValue['totals'] {
  const { issuance, free, staked } = sheet.totals
  return {
    issuance: String(issuance),
    free: String(free),
    staked: String(staked),
    delegated: String(sum(groups.delegated)),
    accounts: holdings.free.length - sheet.pots.length,
    hotkeys: holdings.hotkey.length,
    entities: groups.holders.length - left.size,
  }
}

function largestWithout(
  { groups, sheet }: Observed,
  shares: Shares | null,
  left: ReadonlySet<number>,
  { limit = groups.holders.length, after = 0 }: Page,
): number[] {
  if (shares === null) return []
  const rows = largest(groups, sheet, shares, after + limit + left.size)
  return Array.from(rows.filter((row) => !left.has(row)).subarray(after, after + limit))
}

function describe(observed: Observed, naming: Naming, shares: SubnetShares, order: readonly number[]): Influence[] {
  const { holdings, groups, roles } = observed
  const members = membersOf(groups, order)
  const isHotkey = new Set(holdings.hotkey)
  return order.map((row) => {
    const all = members.get(row) ?? []
    const held = roles.get(row)
    const { free, ownStake, delegated, weight } = amountsAt(groups, row)
    return {
      ...namedRow(naming, holdings, row),
      accounts: all.slice(0, 64).map((each) => ({
        account: addressOfRow(holdings.accounts, each),
        kind: isHotkey.has(each) ? 'hotkey' : 'coldkey',
      })),
      accountCount: all.length,
      free: String(free),
      ownStake: String(ownStake),
      delegated: String(delegated),
      weight: String(weight),
      shares: sharesIn(observed, row),
      subnetWeights: (shares.get(row) ?? []).slice(0, 16),
      subnetsOwned: held?.subnets ?? [],
      seats: held?.seats ?? [],
      keys: held?.keys ?? [],
    }
  })
}

function sharesIn({ sheet, groups }: Observed, row: number): Influence['shares'] {
  const { staked } = sheet.totals
  const part = (amount: bigint): number => (staked === 0n ? 0 : ratio(amount, staked))
  const { ownStake, delegated } = amountsAt(groups, row)
  return { ...twoSharesOf(groups, sheet, row), ownStake: part(ownStake), delegated: part(delegated) }
}

/** Rows of the accounts of some groups, the one that names the group first. */
function membersOf({ groupOf }: Groups, order: readonly number[]): Map<number, number[]> {
  const members = new Map(order.map((row) => [row, [row]]))
  for (const [row, group] of groupOf.entries()) if (group !== row) members.get(group)?.push(row)
  return members
}

function restOf(groups: Groups, shown: readonly number[], left: ReadonlySet<number>): InfluenceValue['rest'] {
  const out = new Set([...shown, ...left])
  let [count, holdings, weight] = [0, 0n, 0n]
  for (const row of groups.holders) {
    if (out.has(row)) continue
    count++
    holdings += raoAt(groups.free, row) + raoAt(groups.ownStake, row)
    weight += raoAt(groups.weight, row)
  }
  return { count, holdings: String(holdings), weight: String(weight) }
}
