import { nobody } from '../../evidence/accounts.ts'
import type { Multisig } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowAt } from '../../evidence/rows.ts'
import type { Address } from '../../log/ss58.ts'
import { rowOfAddress } from './balance-sheet.ts'
import { holdersIn } from './privileged.ts'

/** What a group controls beside what it holds: subnets, seats, keys. */
export interface GovernanceRoles {
  subnets: number[]
  /** Bodies of the runtime, such as `senate`. */
  seats: string[]
  keys: GovernanceKey[]
}

/** A privileged key: held alone (null), or as one of those of whom `threshold` have to sign. */
export interface GovernanceKey {
  key: 'sudo'
  threshold: number | null
  of: number | null
}

/** Roles by the row that names the group. */
export function rolesOf(
  multisigs: ReadonlyMap<Address, Multisig>,
  holdings: Holdings,
  groupOf: Uint32Array,
): Map<number, GovernanceRoles> {
  const found = new Map<number, GovernanceRoles>()
  const give = (account: Address | null, add: (roles: GovernanceRoles) => void): void => {
    const row = account === null ? nobody : rowOfAddress(holdings, account)
    if (row === nobody) return
    const group = rowAt(groupOf, row)
    const roles = found.get(group) ?? { subnets: [], seats: [], keys: [] }
    found.set(group, roles)
    add(roles)
  }
  const { subnets, bodies } = holdings.facts
  for (const { netuid, owner } of subnets) give(owner, (roles) => roles.subnets.push(netuid))
  for (const { name, members } of bodies)
    for (const each of members) give(each, ({ seats }) => void (seats.includes(name) || seats.push(name)))
  for (const holder of holdersIn(holdings.facts)) {
    give(holder, ({ keys }) => once(keys, { threshold: null, of: null }))
    const shared = multisigs.get(holder)
    const key = shared && { threshold: shared.threshold, of: shared.signatories.length }
    for (const each of shared?.signatories ?? []) give(each, ({ keys }) => once(keys, key!))
  }
  return found
}

/** Several signatories of one group are one key that it shares. */
function once(keys: GovernanceKey[], { threshold, of }: Omit<GovernanceKey, 'key'>): void {
  if (!keys.some((key) => key.threshold === threshold && key.of === of)) keys.push({ key: 'sudo', threshold, of })
}

/** Does a group hold any of them? */
export const holdsOffice = (roles: GovernanceRoles | undefined): boolean =>
  roles !== undefined && roles.subnets.length + roles.seats.length + roles.keys.length > 0
