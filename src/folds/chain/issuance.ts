/** Whether all TAO that was issued is found where the snapshot says it lies, once and not twice. */

import { accountAt, rowOf } from '../../evidence/accounts.ts'
import { type Holdings, stakeAt } from '../../evidence/holdings.ts'
import { type PotKind, potKinds, potOf, subnetPot } from '../../evidence/pots.ts'
import { raoAt } from '../../evidence/rows.ts'
import type { BalanceSheet } from './balance-sheet.ts'

/** Where all TAO lies, in rao. */
export interface IssuanceCheck {
  /** Free and reserved balances of accounts that may be somebody's. */
  people: bigint
  /** Balances of the pots. */
  pots: bigint
  /** TAO staked on root, or in the pool of a subnet, which no pot holds: all of it before the runtimes of May 2026. */
  unpotted: bigint
  issued: bigint
  /** What was found beyond what was issued, or is missing of it; one of them is 0. */
  surplus: bigint
  missing: bigint
  /** Whether what is too much or too little is at most a thousandth of what was issued. */
  holds: boolean
}

/** A difference of one part of so many is tolerated: TAO that is burned or recycled leaves the total of the chain late. */
const tolerance = 1000n

/**
 * Adds up where the TAO of a snapshot lies. That of a subnet lies in its pot, or is a figure of the subnet alone where the
 * pot has less than half of it: anybody can send some dust to a pot before the chain uses it. Taking a pot for a person
 * counts its TAO twice, and breaks the sum.
 */
export function checkIssuance(holdings: Holdings, sheet: Pick<BalanceSheet, 'pots' | 'totals'>): IssuanceCheck {
  const { free: people, issuance: issued } = sheet.totals
  const keyless = new Set(sheet.pots)
  const pots = sheet.pots.reduce((sum, row) => sum + balanceAt(holdings, row), 0n)
  const inPotOf = (netuid: number): bigint => {
    const row = rowOf(holdings.accounts, subnetPot(netuid))
    return keyless.has(row) ? balanceAt(holdings, row) : 0n
  }
  let unpotted = 0n
  for (const [netuid, tao] of taoBySubnet(holdings)) if (inPotOf(netuid) * 2n < tao) unpotted += tao
  const found = people + pots + unpotted
  const [surplus, missing] = found > issued ? [found - issued, 0n] : [0n, issued - found]
  return { people, pots, unpotted, issued, surplus, missing, holds: (surplus + missing) * tolerance <= issued }
}

/** TAO staked on root, and in the pool of each subnet, in rao. */
function taoBySubnet(holdings: Holdings): Map<number, bigint> {
  const tao = new Map(holdings.facts.subnets.map(({ netuid, taoIn }) => [netuid, BigInt(taoIn)]))
  let root = 0n
  for (const row of holdings.stakeNetuid.keys()) {
    const { netuid, amount } = stakeAt(holdings, row)
    if (netuid === 0) root += amount
  }
  return tao.set(0, root)
}

/** What the pots of one kind hold together, in rao. */
export interface PotsOfKind {
  kind: PotKind
  count: number
  amount: bigint
}

/** The pots of a snapshot by what they are for. */
export function potsByKind(holdings: Holdings, { pots }: Pick<BalanceSheet, 'pots'>): PotsOfKind[] {
  const found = pots.map((row) => ({
    kind: potOf(accountAt(holdings.accounts, row))?.kind,
    amount: balanceAt(holdings, row),
  }))
  return potKinds.flatMap((kind) => {
    const own = found.filter((each) => each.kind === kind)
    return own.length === 0
      ? []
      : [{ kind, count: own.length, amount: own.reduce((sum, each) => sum + each.amount, 0n) }]
  })
}

const balanceAt = ({ free, reserved }: Holdings, row: number): bigint => raoAt(free, row) + raoAt(reserved, row)

/** A check with its amounts as decimal digits of rao. */
export const inDigits = ({ holds, ...amounts }: IssuanceCheck) => ({
  people: String(amounts.people),
  pots: String(amounts.pots),
  unpotted: String(amounts.unpotted),
  issued: String(amounts.issued),
  surplus: String(amounts.surplus),
  missing: String(amounts.missing),
  holds,
})
