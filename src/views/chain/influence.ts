import * as z from 'zod'
import { addressAt, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { balanceSheetOf, rowOfAddress, sum } from '../../folds/chain/balance-sheet.ts'
import { rolesOf } from '../../folds/chain/governance-roles.ts'
import { type Groups, groupsOf } from '../../folds/chain/groups.ts'
import { namedRow } from '../../folds/chain/names.ts'
import { byInfluence } from '../../folds/chain/order.ts'
import type { ChainBase } from '../../folds/chain.ts'
import type { Address } from '../../log/ss58.ts'
import { ratio } from '../../math/concentration.ts'
import type { LabelRole } from '../../records/chain/known-accounts.ts'
import { Refusal } from '../../records/refusals.ts'
import { accountAddress, limitUpTo } from '../params.ts'
import type { View } from '../view.ts'
import { knownRows, withoutRoles } from './known.ts'
import { relationsOf } from './relations.ts'
import { latestSource } from './source.ts'
import { subnetShares } from './subnet-weights.ts'
import type { Influence, InfluenceValue, Level } from './values.ts'

interface Params {
  level: Level
  without: LabelRole[]
  account?: Address | undefined
  limit: number
}

/** A state that has a snapshot. */
type Observed = ChainBase & { latest: Holdings }

/** Who holds and can move how much, and what else they control. */
export const influence: View<Params, null, InfluenceValue> = {
  name: 'influence',
  version: 1,
  title: 'Influence',
  summary:
    'What each entity (a coldkey with the hotkeys it owns, and what is linked with it by both keys), or each account, holds, what is delegated to it, and what it controls, after the latest snapshot.',
  params: z.strictObject({
    level: z.enum(['entity', 'account']).default('entity').describe('entity joins a coldkey with its hotkeys.'),
    without: withoutRoles,
    account: accountAddress.optional().describe('Only the entity that this account belongs to.').meta({ own: true }),
    limit: limitUpTo(1000, 100),
  }),

  // The base fold holds all of it.
  start: () => null,
  step: () => undefined,

  finish(_state, { level, without, account, limit }, { chain }) {
    const { latest } = chain
    if (latest === null) return account === undefined ? nothing(level, without) : notSeen(account)
    const groups = groupsOf(latest, level, chain.ties)
    const observed = { ...chain, latest }
    const only = account === undefined ? undefined : rowOfAddress(latest, account)
    if (only === nobody) return notSeen(account!)
    const left = knownRows(chain, latest, groups, without)
    const order = only === undefined ? largest(groups, left, latest, limit) : [groups.of[only]!]
    const rows = describe(observed, groups, order)
    const relations = only === undefined ? null : relationsOf(observed, groups, groups.of[only]!)
    return {
      ...head(observed, level, without, groups, left),
      rows,
      relations,
      rest: restOf(groups, order, left),
      methods,
    }
  },
}

const methods = [
  'An entity is a coldkey with the hotkeys that it owns on the chain, and with the accounts that it is linked with by the signatures of both; nothing else joins accounts.',
  'Alpha counts as TAO at the price that the runtime gave for the block, rounded down.',
  'A share of holdings is free and own stake, of all TAO; a share of weight is the stake on its validators, of all stake; its share of influence is the larger of the two.',
  'Weight on a subnet is alpha and root stake times the weight of TAO, with what parents give to their children counted for the children.',
]

function notSeen(account: Address): Refusal {
  return new Refusal(
    'not-found',
    `The latest snapshot does not name ${account}: it held nothing and controlled nothing.`,
  )
}

function nothing(level: Level, without: LabelRole[]): InfluenceValue {
  const totals = { issuance: '0', free: '0', staked: '0', delegated: '0', accounts: 0, hotkeys: 0, entities: 0 }
  return {
    source: null,
    level,
    without,
    totals,
    rows: [],
    relations: null,
    rest: { count: 0, holdings: '0', weight: '0' },
    methods,
  }
}

function head(
  { latest, ...chain }: Observed,
  level: Level,
  without: LabelRole[],
  groups: Groups,
  left: ReadonlySet<number>,
): Pick<InfluenceValue, 'source' | 'level' | 'without' | 'totals'> {
  const { issuance, free, staked } = balanceSheetOf(latest).totals
  const totals = {
    ...{ issuance: String(issuance), free: String(free), staked: String(staked) },
    delegated: String(sum(groups.delegated)),
    ...{ accounts: latest.free.length, hotkeys: latest.hotkey.length, entities: groups.count - left.size },
  }
  return { source: latestSource(chain), level, without, totals }
}

function largest(groups: Groups, left: ReadonlySet<number>, holdings: Holdings, limit: number): number[] {
  const chosen: number[] = []
  for (const row of byInfluence(groups, holdings)) {
    if (chosen.length === limit) break
    if (!left.has(row)) chosen.push(row)
  }
  return chosen
}

function describe(chain: Observed, groups: Groups, order: readonly number[]): Influence[] {
  const { latest } = chain
  const members = membersOf(groups, order)
  const offices = rolesOf(chain, latest, groups.of)
  const shares = subnetShares(latest, groups)
  const isHotkey = new Set(latest.hotkey)
  const { issuance, staked } = balanceSheetOf(latest).totals
  const part = (amount: bigint, of: bigint): number => (of === 0n ? 0 : ratio(amount, of))
  return order.map((row) => {
    const [free, ownStake, delegated, weight] = [
      groups.free[row]!,
      groups.ownStake[row]!,
      groups.delegated[row]!,
      groups.weight[row]!,
    ]
    const [holdings, weightShare] = [part(free + ownStake, issuance), part(weight, staked)]
    const all = members.get(row)!
    const held = offices.get(row)
    return {
      ...namedRow(chain, row),
      accounts: all.slice(0, 64).map((each) => ({
        account: addressAt(latest.accounts, each)!,
        kind: isHotkey.has(each) ? 'hotkey' : 'coldkey',
      })),
      accountCount: all.length,
      ...{ free: String(free), ownStake: String(ownStake), delegated: String(delegated), weight: String(weight) },
      shares: {
        holdings,
        ownStake: part(ownStake, staked),
        delegated: part(delegated, staked),
        weight: weightShare,
        influence: Math.max(holdings, weightShare),
      },
      subnetWeights: (shares.get(row) ?? []).slice(0, 16),
      subnetsOwned: held?.subnets ?? [],
      seats: held?.seats ?? [],
      keys: held?.keys ?? [],
    }
  })
}

/** Rows of the accounts of some groups, the one that names the group first. */
function membersOf({ of }: Groups, order: readonly number[]): Map<number, number[]> {
  const members = new Map(order.map((row) => [row, [row]]))
  for (let row = 0; row < of.length; row++) if (of[row] !== row) members.get(of[row]!)?.push(row)
  return members
}

function restOf(groups: Groups, shown: readonly number[], left: ReadonlySet<number>): InfluenceValue['rest'] {
  const out = new Set([...shown, ...left])
  let [count, holdings, weight] = [0, 0n, 0n]
  for (let row = 0; row < groups.of.length; row++) {
    if (groups.of[row] !== row || out.has(row)) continue
    count++
    holdings += groups.free[row]! + groups.ownStake[row]!
    weight += groups.weight[row]!
  }
  return { count, holdings: String(holdings), weight: String(weight) }
}
