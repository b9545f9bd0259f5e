import type { Holdings, Subnet } from './holdings.ts'

/** Storage that the second edition of `holdings-1` reads and the first one does not. */
export const addedInSecond = [
  'SubtensorModule.SubnetMovingPrice',
  'SubtensorModule.NetworkImmunityPeriod',
  'SubtensorModule.SubnetLimit',
] as const

/** Which edition wrote a snapshot. */
export type Edition = 1 | 2

/** The edition that new snapshots are written in. */
export const latestEdition: Edition = 2

/** The edition of a snapshot, as its facts say: the first one does not name itself. */
export const editionOf = ({ facts }: Pick<Holdings, 'facts'>): Edition => facts.edition ?? 1

/** A snapshot as an edition writes it, so that it can be compared byte for byte with one that is in a log. */
export function asEdition(edition: Edition, holdings: Holdings): Holdings {
  if (edition === 2) return holdings
  const { edition: _, subnetLimit: __, immunityPeriod: ___, ...facts } = holdings.facts
  const missing = facts.missing.filter((name) => !addedInSecond.some((added) => added === name))
  return { ...holdings, facts: { ...facts, missing, subnets: facts.subnets.map(firstSubnet) } }
}

function firstSubnet({ identity: _, movingPrice: __, ...subnet }: Subnet): Subnet {
  return subnet
}
