import { nobody } from '../../evidence/accounts.ts'
import type { Multisig } from '../../evidence/flows.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import { rowOfAddress } from './balance-sheet.ts'
import type { ChainBase } from './state.ts'

/** A key of the chain: held alone, or one of the signatories of the multisig that holds it. */
export interface GovernanceKey {
  key: 'sudo'
  /** Signatures that the multisig needs, and how many could sign; null: held alone. */
  threshold: number | null
  of: number | null
}

/** What a group controls beside what it holds: subnets, seats, keys. */
export interface GovernanceRoles {
  subnets: number[]
  seats: string[]
  keys: GovernanceKey[]
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
  give(sudo, (offices) => offices.keys.push({ key: 'sudo', threshold: null, of: null }))
  const shared = sudo === null ? undefined : chain.multisigs.get(sudo)
  for (const each of shared?.signatories ?? []) give(each, (offices) => shareKey(offices, shared!))
  return found
}

/** Several signatories of one group share the key once. */
function shareKey(
  { keys }: GovernanceRoles,
  { threshold, signatories }: Pick<Multisig, 'threshold' | 'signatories'>,
): void {
  if (keys.some((each) => each.threshold !== null)) return
  keys.push({ key: 'sudo', threshold, of: signatories.length })
}

function once(list: string[], word: string): void {
  if (!list.includes(word)) list.push(word)
}
