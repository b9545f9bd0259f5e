import { addressAt, nobody } from '../../evidence/accounts.ts'
import type { Holdings } from '../../evidence/holdings.ts'
import type { Address } from '../../log/ss58.ts'
import type { Named } from '../../views/chain/values.ts'
import { rowOfAddress } from './balance-sheet.ts'
import { groupsOf } from './groups.ts'
import { newest, type Ties } from './links.ts'
import type { ChainBase } from './state.ts'

const identities = new WeakMap<Holdings, Map<Address, string>>()

/** What accounts call themselves on the chain. */
function namesOf(holdings: Holdings): Map<Address, string> {
  const known = identities.get(holdings)
  if (known) return known
  const names = holdings.facts.identities
    .filter(({ name }) => name !== '')
    .map(({ account, name }) => [account, name] as const)
  const map = new Map(names)
  identities.set(holdings, map)
  return map
}

/** What naming rests on. */
export type Naming = Pick<ChainBase, 'latest' | 'labels' | 'introduced' | 'ties'>

interface Introduced {
  latest: Holdings | null
  pairs: Ties['pairs']
  swaps: number
  names: Map<Address, string>
}

const introductions = new WeakMap<ChainBase['introduced'], Introduced>()

/**
 * What accounts call themselves in this log. A name goes with the account that signed it, with what that account was
 * swapped to, and with the account that its entity is named by as long as they belong together.
 */
function introducedNames({ introduced, latest, ties }: Naming): Map<Address, string> {
  const known = introductions.get(introduced)
  const swaps = ties.swapped.size
  if (known && known.latest === latest && known.pairs === ties.pairs && known.swaps === swaps) return known.names
  const names = new Map<Address, string>()
  for (const { account, name } of introduced)
    for (const each of new Set([account, newest(ties, account), entityOf({ latest, ties }, account)]))
      names.set(each, name)
  introductions.set(introduced, { latest, pairs: ties.pairs, swaps, names })
  return names
}

/** The account that names the entity of an account after its swaps; itself when the snapshot does not know it. */
export function entityOf({ latest, ties }: Pick<ChainBase, 'latest' | 'ties'>, account: Address): Address {
  const now = newest(ties, account)
  const row = latest === null ? nobody : rowOfAddress(latest, now)
  return latest === null || row === nobody
    ? now
    : addressAt(latest.accounts, groupsOf(latest, 'entity', ties).of[row]!)!
}

/** An account with the name it gives itself and what the log's list of known accounts says. */
export function named(chain: Naming, account: Address): Named {
  const { latest, labels } = chain
  const label = labels.get(account)
  return {
    key: account,
    introduced: introducedNames(chain).get(account) ?? null,
    name: (latest && namesOf(latest).get(account)) ?? null,
    label: label ? { role: label.role, name: label.name } : null,
  }
}

/** The account in a row, named. */
export function namedRow(chain: Naming & { latest: Holdings }, row: number): Named {
  return named(chain, addressAt(chain.latest.accounts, row)!)
}
