import { nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowOfAddress } from './balance-sheet.ts'
import type { ChainBase } from './state.ts'

/** What a group controls beside what it holds: subnets, seats, keys. */
export interface GovernanceRoles {
  subnets: number[]
  seats: string[]
  keys: string[]
}

/** Offices by the row that names the group. */
export function rolesOf(
  chain: Pick<ChainBase, 'multisigs'>,
  holdings: Holdings,
  of: Uint32Array,
): Map<number, GovernanceRoles> {
  const found = new Map<number, GovernanceRoles>()
  const give = (account: Parameters<typeof rowOfAddress>[1] | null, add: (offices: GovernanceRoles) => void): void => {
    const row = account === null ? nobody : rowOfAddress(holdings, account)
    if (row === nobody) return
    const offices = found.get(of[row]!) ?? { subnets: [], seats: [], keys: [] }
    found.set(of[row]!, offices)
    add(offices)
  }
  const { subnets, bodies, sudo } = holdings.facts
  for (const { netuid, owner } of subnets) give(owner, (offices) => offices.subnets.push(netuid))
  for (const { name, members } of bodies) for (const each of members) give(each, (offices) => once(offices.seats, name))
  give(sudo, (offices) => offices.keys.push('sudo'))
  const shared = sudo === null ? undefined : chain.multisigs.get(sudo)
  for (const each of shared?.signatories ?? []) {
    give(each, (offices) => once(offices.keys, `sudo, with ${shared!.threshold} of ${shared!.signatories.length}`))
  }
  return found
}

function once(list: string[], word: string): void {
  if (!list.includes(word)) list.push(word)
}
